package fathom.experiments.normalisedrelu;

import fathom.experiments.normalisedrelu.Trainings.Series;
import module fathom.experiments;
import module java.base;

/**
 * What section 7 says, as tests on numbers paired seed by seed, for each data set and network.
 *
 * <p>Nothing is decided on fewer than five seeds, nor on a network that had no choice of learning rates. A claim that does not hold far from the
 * paper's size is open at this size and not contradicted. Training accuracies, which meet 1, are compared as log-odds log(p / (1 - p)).
 */
record TrainedClaims(Trainings trainings) {

    /** Accuracies that differ by less count as equal where a claim says "as accurate as". */
    static final double MARGIN = 0.02;

    static final int LEAST_SEEDS = 5;

    static final String RULE =
            "Supported if the 95 % intervals of all effects lie where the claim puts them, in part if some do. Not decided on fewer"
                    + " than five seeds or without a choice of learning rates. Contradicted only near the paper's size (CIFAR-10, width 1000"
                    + " or 16 channels, 100 epochs), at level 1 − 0.05/m for m effects; otherwise open at this size.";

    /** Those that the settings test. */
    List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        boolean connected = !settings().connected().networks().isEmpty();
        if (connected) {
            verdicts.add(accuracy(
                    "Fully connected NormReLU networks are as accurate as those with batch or layer normalisation",
                    false));
            verdicts.add(speed());
            if (settings().connected().depths().size() > 1) {
                verdicts.add(depth());
            }
            verdicts.add(against(
                    "NormReLU is as accurate as SELU",
                    (own, other) -> other.text().equals("selu"),
                    false,
                    Region.atLeast(-MARGIN)));
            verdicts.add(apart());
        }
        if (!settings().residual().networks().isEmpty()) {
            verdicts.add(
                    accuracy("Residual NormReLU networks are as accurate as those with batch normalisation", true));
        }
        verdicts.add(control());
        return verdicts.stream()
                .filter(verdict -> !verdict.tests().isEmpty())
                .map(verdict -> verdict.rule(RULE))
                .toList();
    }

    private NormReluSettings settings() {
        return trainings.settings();
    }

    private String scope(boolean residual) {
        List<Body> bodies = settings().bodies().stream()
                .filter(body -> body.residual() == residual)
                .toList();
        int images = residual
                ? settings().residual().training()
                : settings().examples().training();
        return settings().inputs().stream().map(Inputs::words).collect(Collectors.joining(", ")) + "; "
                + bodies.stream().map(Body::name).collect(Collectors.joining(", ")) + ", "
                + (residual
                        ? settings().residual().channels() + " channels"
                        : "width " + settings().connected().width())
                + "; " + images + " training examples, " + settings().epochs(bodies.getFirst()) + " epochs, batch "
                + settings().descent().batch().stream().map(String::valueOf).collect(Collectors.joining(", ")) + "; "
                + settings().seeds().size() + " seeds";
    }

    /** NormReLU beside other networks of the same data and body. */
    private Stream<Series[]> pairs(boolean residual, BiPredicate<NetworkName, NetworkName> partner) {
        return settings().protocols().stream()
                .flatMap(protocol -> settings().bodies().stream()
                        .filter(body -> body.residual() == residual)
                        .flatMap(body -> trainings.first(protocol, body, NetworkName::normRelu).stream()
                                .flatMap(own -> trainings
                                        .series(protocol, body)
                                        .filter(other -> partner.test(own.name(), other.name()))
                                        .map(other -> new Series[] {own, other}))));
    }

    private Verdict accuracy(String statement, boolean residual) {
        return against(statement, (own, other) -> other.normalises(), residual, Region.atLeast(-MARGIN));
    }

    private Verdict against(
            String statement, BiPredicate<NetworkName, NetworkName> partner, boolean residual, Region region) {
        return accuracies(Verdict.of(statement).scope(scope(residual)), residual, partner, region);
    }

    private Verdict accuracies(
            Verdict verdict, boolean residual, BiPredicate<NetworkName, NetworkName> partner, Region region) {
        return test(verdict, residual, partner, ": test accuracy − that of ", trainings.accuracy(), region);
    }

    private Verdict test(
            Verdict verdict,
            boolean residual,
            BiPredicate<NetworkName, NetworkName> partner,
            String words,
            Metric metric,
            Region region) {
        Verdict tested = verdict;
        for (Series[] pair : pairs(residual, partner).toList()) {
            tested = compare(
                    tested,
                    pair[0],
                    pair[1],
                    pair[0].words() + words + pair[1].network(),
                    pair[0].of(metric).minus(pair[1].of(metric)),
                    region);
        }
        return tested;
    }

    private Verdict speed() {
        return test(
                Verdict.of(
                                "NormReLU fits the training set in fewer epochs than batch or layer normalisation (figure 3)")
                        .scope(scope(false)),
                false,
                (own, other) -> other.normalises(),
                ": log-odds of training accuracy after a third of the epochs − those of ",
                odds(trainings.trainingAccuracy(3)),
                Region.above(0));
    }

    /** log((k + 1/2) / (n - k + 1/2)) of k = n p correct answers, which is finite for p = 0 and 1. */
    private Metric odds(Metric accuracy) {
        double n =
                Math.min(settings().examples().training(), settings().examples().test());
        return accuracy.map(p -> DoubleFunctions.log((n * p + 0.5) / (n * (1 - p) + 0.5)));
    }

    private Verdict depth() {
        List<Body> bodies =
                settings().bodies().stream().filter(body -> !body.residual()).toList();
        Body shallow = bodies.getFirst();
        Body deep = bodies.getLast();
        Verdict verdict = Verdict.of("Depth costs batch normalisation test accuracy, and NormReLU none (figure 3)")
                .scope(scope(false))
                .remark("Published: from depth 32 to 64, NormReLU .587 and .588, batch normalisation .508 and .447.");
        for (Protocol protocol : settings().protocols()) {
            for (Series own : trainings.series(protocol, deep).toList()) {
                boolean normRelu = own.name().normRelu();
                if (normRelu || own.name().batch()) {
                    Series base = new Series(protocol, shallow, own.network());
                    verdict = compare(
                            verdict,
                            own,
                            base,
                            own.words() + ": test accuracy − that at depth " + shallow.depth(),
                            own.of(trainings.accuracy()).minus(base.of(trainings.accuracy())),
                            normRelu ? Region.atLeast(-MARGIN) : Region.below(0));
                }
            }
        }
        return verdict;
    }

    private Verdict apart() {
        Verdict verdict = Verdict.of("Training lowers the mean cosine of test inputs behind the last layer (figure 1)")
                .scope(scope(false))
                .remark(
                        "Published, after 2 epochs and at the end: .57 and .35 (batch), .55 and .33 (layer), .44 and .37 (NormReLU).");
        Predicate<NetworkName> shown = name -> name.normRelu() || name.normalises();
        for (Series series : trainings.series()) {
            if (!series.body().residual() && settings().epochs(series.body()) > 1 && shown.test(series.name())) {
                verdict = compare(
                        verdict,
                        series,
                        series,
                        series.words() + ": cosine at the end − after 1 epoch",
                        trainings
                                .cosine(series, settings().epochs(series.body()))
                                .minus(trainings.cosine(series, 1)),
                        Region.below(0));
            }
        }
        return verdict;
    }

    /** A control of ours: the paper shows no plain ReLU. */
    private Verdict control() {
        BiPredicate<NetworkName, NetworkName> relu =
                (own, other) -> other.text().equals(NetworkName.RELU);
        Verdict verdict = Verdict.of("NormReLU is more accurate than plain ReLU without normalisation (our control)")
                .scope(Stream.of(false, true)
                        .filter(residual -> !(residual
                                        ? settings().residual().networks()
                                        : settings().connected().networks())
                                .isEmpty())
                        .map(this::scope)
                        .collect(Collectors.joining("; ")))
                .remark("The paper shows no plain ReLU.");
        return accuracies(accuracies(verdict, false, relu, Region.above(0)), true, relu, Region.above(0));
    }

    /** One effect, judged only where both networks chose a rate, on five seeds, and against the claim only near the paper's size. */
    private Verdict compare(Verdict verdict, Series own, Series other, String what, Metric effect, Region region) {
        Interval measured = effect.overSeeds();
        if (measured.n() == 0) {
            return verdict;
        }
        if (measured.n() < Interval.LEAST_TESTED) {
            return verdict.test(what, measured, region);
        }
        String claimed = what + " " + region.words();
        String words = Numerals.interval(measured.mean(), measured.low(), measured.high()) + ", n = " + measured.n();
        for (Series one : List.of(own, other)) {
            if (settings().rates(one.body(), one.name()).size() < 2) {
                return verdict.part(
                        claimed, Ruling.NOT_TESTED, words + "; " + one.network() + " had one learning rate, no choice");
            }
        }
        Verdict noted = verdict.remark(edge(own)).remark(edge(other));
        if (measured.n() < LEAST_SEEDS) {
            return noted.part(claimed, Ruling.OPEN, words + "; fewer than " + LEAST_SEEDS + " seeds");
        }
        return region.holds(measured) || nearPaper(own)
                ? noted.test(what, measured, region)
                : noted.part(claimed, Ruling.OPEN, words + "; open at this size");
    }

    private String edge(Series series) {
        String warning = trainings.choice(series).edgeWarning();
        return warning.isEmpty() ? "" : series.words() + ": the chosen rate lies at the end of its grid.";
    }

    private boolean nearPaper(Series series) {
        Body body = series.body();
        return PublishedTrainings.full(trainings, series)
                && settings().epochs(body) >= 100
                && body.width() >= (body.residual() ? 16 : 1000);
    }

    /** Which network is best at each body, in words that follow from paired differences of test accuracies. */
    List<String> rankings() {
        return settings().protocols().stream()
                .flatMap(protocol -> settings().bodies().stream().map(body -> ranking(protocol, body)))
                .filter(sentence -> !sentence.isEmpty())
                .toList();
    }

    private String ranking(Protocol protocol, Body body) {
        Metric accuracy = trainings.accuracy();
        List<Series> finished = trainings
                .series(protocol, body)
                .filter(series -> !series.of(accuracy).isEmpty())
                .sorted(Comparator.comparingDouble(series -> -mean(series)))
                .toList();
        if (finished.isEmpty()) {
            return "";
        }
        Series best = finished.getFirst();
        List<Series> guessing = finished.stream()
                .filter(series -> mean(series) < 1.5 * (1 - NetworkTrial.NetworkResult.GUESSING))
                .toList();
        List<Series> others = finished.stream()
                .filter(series -> !series.equals(best) && !guessing.contains(series))
                .toList();
        Predicate<Series> below = series -> {
            Interval lead = best.of(accuracy).minus(series.of(accuracy)).overSeeds();
            return lead.n() >= Interval.LEAST_TESTED && lead.low() > 0;
        };
        return protocol.words() + ", " + body.name() + ": the highest mean test accuracy is that of " + words(best)
                + list("not told apart from it: ", others.stream().filter(below.negate()))
                + list("below it: ", others.stream().filter(below))
                + list("within 0.05 of guessing: ", guessing.stream()) + ".";
    }

    private String list(String what, Stream<Series> some) {
        String names = some.map(this::words).collect(Collectors.joining(", "));
        return names.isEmpty() ? "" : "; " + what + names;
    }

    private double mean(Series series) {
        return series.of(trainings.accuracy()).overSeeds().mean();
    }

    private String words(Series series) {
        return series.network() + " (" + Numerals.fixed(mean(series), 3) + ")";
    }

    /** One sentence for the top of the report: the deepest network that has NormReLU. */
    String answer() {
        for (Protocol protocol : settings().protocols()) {
            List<Body> bodies = new ArrayList<>(settings().bodies());
            bodies.sort(Comparator.comparing(Body::residual).thenComparing(body -> -body.depth()));
            for (Body body : bodies) {
                List<Series> own = trainings.first(protocol, body, NetworkName::normRelu).stream()
                        .toList();
                if (!own.isEmpty() && !own.getFirst().of(trainings.accuracy()).isEmpty()) {
                    return sentence(protocol, body, own.getFirst());
                }
            }
        }
        return "Not answered: no NormReLU network has been trained.";
    }

    private String sentence(Protocol protocol, Body body, Series own) {
        Interval measured = own.of(trainings.accuracy()).overSeeds();
        String others = trainings
                .series(protocol, body)
                .filter(other ->
                        !other.equals(own) && !other.of(trainings.accuracy()).isEmpty())
                .map(other -> {
                    Interval one = other.of(trainings.accuracy()).overSeeds();
                    return Numerals.interval(one.mean(), one.low(), one.high()) + " with " + other.network();
                })
                .collect(Collectors.joining(", "));
        return body.name() + " on " + protocol.words() + ": test accuracy "
                + Numerals.interval(measured.mean(), measured.low(), measured.high())
                + " with NormReLU and no normalisation layer; " + (others.isEmpty() ? "" : others + "; ")
                + "guessing gives 0.1 (means over " + measured.n() + " seeds, 95 % intervals).";
    }
}
