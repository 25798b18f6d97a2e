package fathom.experiments.normalisedrelu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.normalisedrelu.BeginningTrial.BeginningCell;
import fathom.experiments.normalisedrelu.BeginningTrial.BeginningResult;
import fathom.experiments.normalisedrelu.LimitTrial.LimitCell;
import fathom.experiments.normalisedrelu.LimitTrial.LimitResult;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkCell;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult.Look;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult.Profile;
import fathom.runs.Trial;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Prepared;
import fathom.runs.results.Results;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import fathom.runs.verdict.Ruling;
import fathom.runs.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Verdicts follow from the numbers by the stated rules: made-up trainings with known differences, seed by seed. */
class ClaimsTest {

    private static final String NORMRELU = "normrelu(c=-1.5975)";
    private static final List<String> NETWORKS = List.of(NORMRELU, "selu", "batch(relu)", "layer(relu)", "relu");
    private static final Context CONTEXT = Context.reading(Path.of("."));
    private static final String BEFORE =
            "Before training, normalised activations separate inputs and plain ReLU brings them together";

    private static final String DEPTH = "Depth costs batch normalisation test accuracy, and NormReLU none (figure 3)";

    /** The paper's size, but for the seeds and the test examples; "far" is small. */
    private static NormReluSettings settings(String data, boolean far, int seeds, double... rates) {
        return settings(data, far, seeds, 100, rates);
    }

    private static NormReluSettings settings(String data, boolean far, int seeds, int epochs, double... rates) {
        List<Double> grid = Arrays.stream(rates).boxed().toList();
        int training = far ? 100 : 45_000;
        return new NormReluSettings(
                List.of(data),
                List.of(false),
                new NormReluSettings.ExampleSizes(training, 50, 50, 10),
                new Mixture(8, 4, 1.5, 2),
                new NormReluSettings.ConnectedNetworks(
                        NETWORKS, List.of(32, 64), far ? 20 : 3000, grid, grid, grid, far ? 3 : epochs),
                new NormReluSettings.FreshNetworks(List.of(16, 256), 6),
                new NormReluSettings.ResidualNetworks(
                        List.of(NORMRELU, "batch(relu)"), List.of(5), 16, training, grid, grid, far ? 3 : epochs),
                new NormReluSettings.DescentSettings(List.of(10), List.of(0.9), 0, 3, 0.1, "he"),
                List.of(1L, 2L, 3L, 4L, 5L, 6L).subList(0, seeds));
    }

    /**
     * What made-up networks do, up to the scatter of their seeds.
     *
     * @param cosine behind the last layer before the training, 1 - cosine for relu; that of the inputs is 0.5
     * @param fall of the cosine from the first epoch to the end
     */
    private record Made(double normRelu, double others, double deepBatch, double relu, double cosine, double fall) {

        double accuracy(String network, Body body) {
            double deep = body.depth() == 64 && network.startsWith("batch") ? deepBatch : 0;
            return network.equals("relu") ? relu : (network.equals(NORMRELU) ? normRelu : others) + deep;
        }

        double beginning(String network) {
            return network.equals("relu") ? 1 - cosine : cosine;
        }
    }

    private static final Made PAPER = new Made(0.6, 0.55, -0.05, 0.2, 0.1, 0.1);
    private static final Made OPPOSITE = new Made(0.4, 0.55, 0.05, 0.5, 0.9, -0.1);

    /** Large between seeds, which pairing takes out; small within, where k s mod 7 runs through 1 to 6 in an order of each network's own. */
    private static double scatter(NetworkCell cell) {
        long s = cell.problem().seed();
        return 0.02 * s + 0.0005 * ((NETWORKS.indexOf(cell.network()) + 1) * s % 7);
    }

    private static NetworkResult trained(NetworkCell cell, Made made) {
        List<Look> looks = new ArrayList<>();
        List<Profile> profiles = new ArrayList<>();
        int epochs = cell.descent().epochs();
        for (int epoch = 0; epoch <= epochs; epoch++) {
            double error = 1 - made.accuracy(cell.network(), cell.body()) - scatter(cell);
            double late = epoch == epochs ? 0.3 - made.fall() : 0.3;
            double last = (epoch == 0 ? made.beginning(cell.network()) : late) + scatter(cell);
            looks.add(new Look(epoch, error, error, error, error, error, last));
            if (epoch < 3 || epoch == epochs) {
                List<Double> overlaps =
                        new ArrayList<>(Collections.nCopies(cell.body().marked() + 1, last));
                overlaps.set(0, 0.5 + scatter(cell));
                profiles.add(new Profile(epoch, overlaps));
            }
        }
        return new NetworkResult(NetworkResult.WHOLE, cell.problem().training(), 50, looks, profiles);
    }

    /** Narrow networks are far from the limit, wide ones scatter about it. */
    private static BeginningResult fresh(BeginningCell cell, Made made) {
        List<List<Double>> networks = new ArrayList<>();
        for (int draw = 0; draw < cell.draws(); draw++) {
            double last = cell.body().width() == 16 ? 0.7 : made.beginning(cell.network()) + 0.004 * (draw % 3 - 1);
            List<Double> overlaps =
                    new ArrayList<>(Collections.nCopies(cell.body().depth() + 1, last));
            overlaps.set(0, 0.5);
            networks.add(overlaps);
        }
        return new BeginningResult(networks);
    }

    private static Results results(NormReluSettings settings, Made made, double limitShift) {
        return results(settings, cell -> trained(cell, made), made, limitShift);
    }

    private static Results results(
            NormReluSettings settings, Trial<NetworkCell, NetworkResult> trained, Made made, double limitShift) {
        Trial<LimitCell, LimitResult> limit = cell ->
                new LimitResult(Collections.nCopies(cell.depth() + 1, made.beginning(cell.network()) + limitShift));
        return Results.empty()
                .with(NormReluSection.sweep(settings, CONTEXT, ""), trained)
                .with(new BeginningSection(settings, CONTEXT, "").fresh(), cell -> fresh(cell, made))
                .with(BeginningSection.limits(settings, CONTEXT, ""), limit);
    }

    /** Outcomes by the first words of the statements; published numbers left out. */
    private static Map<String, Ruling> outcomes(NormReluSettings settings, Made made, double limitShift) {
        Prepared<NormReluSettings> prepared = NormReluSection.EXPERIMENT.prepare(settings, CONTEXT);
        return prepared.verdicts(results(settings, made, limitShift)).stream()
                .filter(verdict -> !verdict.statement().startsWith("The curves of figures"))
                .collect(Collectors.toMap(Verdict::statement, Verdict::outcome));
    }

    private static Map<String, Ruling> all(Map<String, Ruling> like, Ruling ruling) {
        return like.keySet().stream().collect(Collectors.toMap(Function.identity(), statement -> ruling));
    }

    @Test
    void thePapersFindingSupportsItsClaims() {
        Map<String, Ruling> outcomes = outcomes(settings("cifar10", false, 6, 0.01, 0.1), PAPER, 0);
        assertEquals(8, outcomes.size());
        assertEquals(all(outcomes, Ruling.SUPPORTED), outcomes);
    }

    @Test
    void theOppositeContradictsThemNearThePapersSize() {
        Map<String, Ruling> outcomes = outcomes(settings("cifar10", false, 6, 0.01, 0.1), OPPOSITE, 0);
        Map<String, Ruling> expected = all(outcomes, Ruling.CONTRADICTED);
        // Untrained networks are still where their limit is, and depth costs NormReLU nothing.
        expected.put(BEFORE, Ruling.IN_PART);
        expected.put(DEPTH, Ruling.IN_PART);
        assertEquals(expected, outcomes);
    }

    /** A few steps on a mixture say nothing of 300 epochs on CIFAR-10. */
    @Test
    void theOppositeFarFromThePapersSizeIsOpen() {
        Map<String, Ruling> outcomes = outcomes(settings("mixture", true, 6, 0.01, 0.1), OPPOSITE, 0);
        Map<String, Ruling> expected = all(outcomes, Ruling.OPEN);
        expected.put(BEFORE, Ruling.IN_PART);
        expected.put(DEPTH, Ruling.IN_PART);
        assertEquals(expected, outcomes);
    }

    /** Four seeds decide nothing, and two are not tested; nor is a network without a choice of rates. */
    @Test
    void fewSeedsAndSingleRatesDecideNothing() {
        for (int seeds : new int[] {2, 4}) {
            Map<String, Ruling> outcomes = outcomes(settings("cifar10", false, seeds, 0.01, 0.1), PAPER, 0);
            outcomes.remove(BEFORE);
            assertEquals(all(outcomes, seeds == 2 ? Ruling.NOT_TESTED : Ruling.OPEN), outcomes);
        }
        Map<String, Ruling> single = outcomes(settings("cifar10", false, 6, 0.01), PAPER, 0);
        assertEquals(Ruling.SUPPORTED, single.remove(BEFORE));
        assertEquals(all(single, Ruling.NOT_TESTED), single);
    }

    /** Differences as large as the scatter within seeds say nothing; "as accurate as" within its margin is supported. */
    @Test
    void nothingMuchLeavesThemOpenOrEqual() {
        Map<String, Ruling> outcomes =
                outcomes(settings("cifar10", false, 6, 0.01, 0.1), new Made(0.5, 0.5, 0, 0.5, 0.49999, 0), 0);
        assertEquals(Ruling.SUPPORTED, outcomes.get("NormReLU is as accurate as SELU"));
        assertEquals(
                Ruling.OPEN,
                outcomes.get("NormReLU is more accurate than plain ReLU without normalisation (our control)"));
        assertEquals(
                Ruling.OPEN,
                outcomes.get(
                        "NormReLU fits the training set in fewer epochs than batch or layer normalisation (figure 3)"));
    }

    /** A network that is not where its limit says is not supported, whatever else it does. */
    @Test
    void theLimitHasItsMargin() {
        NormReluSettings settings = settings("mixture", true, 6, 0.01, 0.1);
        assertEquals(Ruling.SUPPORTED, outcomes(settings, PAPER, 0).get(BEFORE));
        assertEquals(
                Ruling.IN_PART,
                outcomes(settings, PAPER, 2 * BeginningSection.WIDTH_MARGIN).get(BEFORE));
    }

    /** The rate with the least mean validation error counts for all seeds, whatever the test error; one that diverged is as bad as guessing. */
    @Test
    void theRateIsChosenOnTheValidationExamples() {
        NormReluSettings settings = settings("mixture", true, 6, 0.001, 0.01, 0.1);
        Trial<NetworkCell, NetworkResult> made = cell -> {
            double validation = cell.rate() == 0.01 ? 0.3 : cell.rate() == 0.001 ? 0.4 : 0.0;
            double test = cell.rate() == 0.001 ? 0.1 : 0.5;
            Look look = new Look(0, 1, 0.2, validation, 1, test, 0.5);
            String outcome = cell.rate() == 0.1 ? NetworkResult.DIVERGED : NetworkResult.WHOLE;
            return new NetworkResult(outcome, 100, 50, List.of(look), List.of());
        };
        Trainings trainings = trainings(settings, results(settings, made, PAPER, 0));
        Trainings.Series series = trainings.series().getFirst();
        assertEquals(0.01, series.of(trainings.rates()).max());
        assertEquals(0.5, series.of(trainings.accuracy()).values()[0]);
        assertEquals(
                NetworkResult.GUESSING,
                series.of(trainings.validation()).where("rate", 0.1).overSeeds().mean(),
                1e-15);
        assertEquals(
                1,
                series.of(trainings.diverged()).where("rate", 0.1).overSeeds().mean());
        // Seeds that one rate lacks do not make it better.
        Trainings half = new Trainings(
                settings,
                results(settings, made, PAPER, 0)
                        .of(NormReluSection.sweep(settings, CONTEXT, ""))
                        .where(row -> row.configuration().rate() != 0.01
                                || row.configuration().problem().seed() < 4));
        assertEquals(0.001, series.of(half.rates()).max());
    }

    private static Trainings trainings(NormReluSettings settings, Results results) {
        return new Trainings(settings, results.of(NormReluSection.sweep(settings, CONTEXT, "")));
    }

    /** The words follow from paired differences: 0.1 is clear, the scatter within seeds is not, and 0.07 is guessing. */
    @Test
    void theRankingSaysWhatCanBeToldApart() {
        NormReluSettings settings = settings("mixture", true, 6, 0.01, 0.1);
        String clear = rankings(settings, new Made(0.6, 0.5, 0, 0.0, 0.1, 0.1));
        assertTrue(
                clear.startsWith("mixture, FC-32: the highest mean test accuracy is that of " + NORMRELU
                        + " (0.672); below it: "),
                clear);
        assertTrue(clear.endsWith("; within 0.05 of guessing: relu (0.072)."), clear);
        String alike = rankings(settings, new Made(0.5, 0.5, 0, 0.5, 0.1, 0.1));
        assertTrue(alike.contains("not told apart from it: ") && !alike.contains("below"), alike);
    }

    private static String rankings(NormReluSettings settings, Made made) {
        return new TrainedClaims(trainings(settings, results(settings, made, 0)))
                .rankings()
                .getFirst();
    }

    /** Every published number is listed; at the paper's size compared, at few steps not comparable, without CIFAR-10 not run. */
    @Test
    void publishedNumbersAreComparedAtTheirOwnSize() {
        Made made = new Made(0.587 - 0.05, 0.3, 0, 0.2, 0.1, 0.1);
        assertEquals(
                Map.of("MET", 3, "MISSED", 13, "NOT_RUN", 16),
                statuses(accuracies(settings("cifar10", false, 6, 300, 0.01, 0.1), made)));
        Reproduction first = accuracies(settings("cifar10", false, 6, 300, 0.01, 0.1), made).stream()
                .filter(row -> row.what().startsWith("fig3, fc of depth 32, NormReLU"))
                .findFirst()
                .orElseThrow();
        assertEquals(0.587, first.published());
        assertEquals(Reproduction.Status.MET, first.status(), first.toString());
        assertEquals(
                Map.of("NOT_COMPARABLE", 16, "NOT_RUN", 16),
                statuses(accuracies(settings("cifar10", true, 6, 0.01, 0.1), made)));
        List<Reproduction> none = accuracies(settings("mixture", true, 6, 0.01, 0.1), made);
        assertEquals(Map.of("NOT_RUN", 32), statuses(none));
        assertTrue(none.stream().anyMatch(row -> row.note().contains("CIFAR-10")));
    }

    /** Batches, momenta and centred inputs are compared each for itself, at one epoch without a fall of the rate. */
    @Test
    void protocolsAreKeptApart() {
        NormReluSettings settings = NormReluSection.EXPERIMENT
                .preset("smoke")
                .override("data=cifar10")
                .override("centred=false,true")
                .override("examples.training=39000")
                .override("connected.depths=32")
                .override("connected.epochs=1")
                .override("residual.networks=")
                .override("descent.batch=64,128")
                .override("descent.momentum=0,0.9")
                .override("descent.phases=1")
                .resolve();
        // Momentum 0.9 and centred inputs add 0.1 and 0.2.
        Results results = results(
                settings,
                cell -> {
                    double error = 0.9
                            - (cell.descent().momentum() > 0 ? 0.1 : 0)
                            - (cell.problem().centred() ? 0.2 : 0);
                    Look look = new Look(0, 1, error, error, 1, error, 0.5);
                    return new NetworkResult(NetworkResult.WHOLE, 39_000, 50, List.of(look, look), List.of());
                },
                PAPER,
                0);
        Trainings trainings = trainings(settings, results);
        assertEquals(8 * 5, trainings.series().size());
        for (Trainings.Series series : trainings.series()) {
            double expected = 0.1
                    + (series.protocol().momentum() > 0 ? 0.1 : 0)
                    + (series.protocol().inputs().centred() ? 0.2 : 0);
            assertEquals(expected, series.of(trainings.accuracy()).overSeeds().mean(), 1e-12, series.words());
        }
        List<Reproduction> rows = new PublishedTrainings(trainings)
                .training(PublishedNumbers.read(
                        NormReluSection.class.getResourceAsStream("/published/agarwal-fig3-training.csv")));
        List<Reproduction> first = rows.stream()
                .filter(row ->
                        row.what().startsWith("fig3, fc of depth 32, NormReLU, training accuracy after epoch 1 "))
                .toList();
        assertEquals(8, first.size());
        assertTrue(
                first.stream()
                        .allMatch(row -> row.status() == Reproduction.Status.MISSED
                                && row.note().contains("width")),
                first.toString());
        assertTrue(
                first.getLast().what().endsWith("(ours: cifar10, centred, batch 128, momentum 0.9)"), first.toString());
    }

    private static Map<String, Integer> statuses(List<Reproduction> rows) {
        return rows.stream().collect(Collectors.toMap(row -> row.status().name(), row -> 1, Integer::sum));
    }

    private static List<Reproduction> accuracies(NormReluSettings settings, Made made) {
        PublishedNumbers published = PublishedNumbers.read(
                NormReluSection.class.getResourceAsStream("/published/agarwal-cifar10-final-accuracy.csv"));
        return new PublishedTrainings(trainings(settings, results(settings, made, 0))).accuracies(published);
    }
}
