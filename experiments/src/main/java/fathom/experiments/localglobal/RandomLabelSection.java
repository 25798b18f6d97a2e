package fathom.experiments.localglobal;

import fathom.experiments.protocol.Threaded;
import module fathom.experiments;
import module java.base;

/** The contrast of claim 6: networks trained on random labels, whose answers owe nothing to a target. */
record RandomLabelSection(LocalGlobalSettings settings, Context context) {

    private static final String TEXT =
            "Labels are coin flips: nothing in them is local or global, so any locality of the answers at fresh points is the network's own."
                    + " No held-out sample can choose the learning rate; it is the one that learns the samples, fastest. Flip rates are shares of"
                    + " points whose answer changes when one entry (one-entry noise) or all entries (spread noise) move by a vector of the given"
                    + " length.";

    /** What is compared between depths, here and for trained targets. */
    static String change(int shallow, int deep) {
        return "change from L=" + shallow + " to L=" + deep
                + " in (flip rate under one-entry noise − flip rate under spread noise)";
    }

    Section section() {
        return Section.of(
                "Stability without a target: random labels",
                this::report,
                settings.randomLabels() == 0 || settings.perturbations().isEmpty() ? List.of() : List.of(sweep()));
    }

    private Sweep<RandomLabelCase, RandomLabelResult> sweep() {
        List<RandomLabelCase> plan = Grid.of(RandomLabelCase.class)
                .with("d", settings.d().getFirst())
                .with("samples", settings.randomLabels())
                .with("points", settings.testPoints())
                .each("depth", settings.depths())
                .each("seed", settings.seeds())
                .with("training", settings.search(settings.H().getFirst()))
                .with("perturbations", settings.perturbations())
                .plan();
        Trial<RandomLabelCase, RandomLabelResult> trial =
                new Threaded<>(context.threads(), RandomLabelSection::measure);
        return Sweep.of("random labels", RandomLabelCase.class, RandomLabelResult.class, plan, trial)
                .withCost(RandomLabelCase::cost)
                .withBytes(RandomLabelCase::bytes)
                .withLabel(RandomLabelCase::label);
    }

    private void report(Results results, SectionWriter page) {
        Rows<RandomLabelCase, RandomLabelResult> rows = results.of(sweep());
        Rows<RandomLabelCase, RandomFlips> flips = rows.each("length", RandomLabelResult::answers, RandomFlips::length);
        Metric one = flips.metric("flip rate, one entry", RandomFlips::oneEntry);
        Metric all = flips.metric("flip rate, all entries", RandomFlips::allEntries);
        Metric error = rows.metric("training error", RandomLabelResult::trainingError);
        List<Integer> hidden = settings.hiddenDepths();
        String samples = settings.randomLabels() + " samples";
        if (hidden.size() >= 2) {
            page.verdict(Verdict.of(
                            "Claim 6, random labels: deeper networks are more stable against one-entry noise than against spread noise")
                    .scope("d = " + settings.d().getFirst() + "; " + samples + "; L = " + Numbers.list(hidden))
                    .tests(
                            change(hidden.getFirst(), hidden.getLast()),
                            Effects.change(one.minus(all).meanOver("length"), hidden.getFirst(), hidden.getLast()),
                            Region.below(0)));
        }
        page.text(TEXT);
        page.table(samples + " with random labels", Metric.beside("depth, length", one, all));
        page.table("Share of the labels not learned", error, "depth", "");
        page.summary(one, all, error);
    }

    /**
     * One network to be trained.
     *
     * @param points fresh points that are moved
     * @param perturbations lengths
     */
    public record RandomLabelCase(
            int d, int samples, int points, int depth, long seed, Search training, List<Double> perturbations) {

        String label() {
            return "random labels, L = " + depth + ", seed " + seed;
        }

        double cost() {
            return training.cost(d, depth, samples);
        }

        long bytes() {
            return (samples + (long) points) * (d + 8L) * Float.BYTES
                    + 3 * Network.bytes(TrainedNetwork.architecture(d, depth, training), training.batch());
        }
    }

    /**
     * Its result.
     *
     * @param trainingError share of the labels that the network has not learned
     * @param rate of the learning rates the one that learned most, of equals the one that did so in the fewest epochs
     * @param answers for each length of perturbation, how often the answer changes; empty where every rate diverged
     */
    public record RandomLabelResult(double trainingError, double rate, int epochs, List<RandomFlips> answers) {}

    /**
     * @param length of the perturbation
     * @param oneEntry share of points whose answer changes when one entry moves
     * @param allEntries the same when all entries move
     */
    public record RandomFlips(double length, double oneEntry, double allEntries) {}

    /** No held-out sample can choose the learning rate; it is the one that learns the samples, fastest. */
    private static RandomLabelResult measure(RandomLabelCase at) {
        RandomStream random = RandomStream.of(at.seed(), "local-global random labels");
        GaussianInputs inputs = new GaussianInputs(at.d());
        FloatMatrix x = inputs.sample(at.samples(), random.child("training"));
        FloatMatrix y = FloatMatrix.zeros(at.samples(), 1);
        for (int i = 0; i < at.samples(); i++) {
            y.set(i, 0, random.child("labels").below(2, i) == 0 ? -1 : 1);
        }
        TrainedNetwork best = null;
        for (double rate : at.training().rates()) {
            TrainedNetwork fit = TrainedNetwork.of(at.depth(), at.training(), x, y, rate, random, "network");
            best = best == null || better(fit, best) ? fit : best;
        }
        FloatMatrix points = inputs.sample(at.points(), random.child("test"));
        return new RandomLabelResult(
                best.diverged() ? 1 : best.result().trainingError(),
                best.rate(),
                best.result().epochs(),
                best.diverged() ? List.of() : answers(at, best.network(), points, random));
    }

    private static boolean better(TrainedNetwork fit, TrainedNetwork other) {
        if (fit.diverged() || other.diverged()) {
            return other.diverged() && !fit.diverged();
        }
        int order = Double.compare(fit.result().trainingError(), other.result().trainingError());
        return order < 0 || order == 0 && fit.result().epochs() < other.result().epochs();
    }

    private static List<RandomFlips> answers(
            RandomLabelCase at, Network network, FloatMatrix points, RandomStream random) {
        return at.perturbations().stream()
                .map(length -> {
                    Stability stability = Stability.of(network, points, length, random.child("perturbations"));
                    return new RandomFlips(length, stability.oneEntry(), stability.allEntries());
                })
                .toList();
    }
}
