package fathom.experiments.normalisedrelu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.normalisedrelu.NetworkResult.Look;
import fathom.experiments.normalisedrelu.NetworkResult.Profile;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.Finished;
import fathom.runs.report.Comparison;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Verdicts follow from the numbers by the stated rules: made-up trainings with known differences, seed by seed. */
class ClaimsTest {

    private static final String NORMRELU = "normrelu(c=-1.5975)";
    private static final List<String> NETWORKS = List.of(NORMRELU, "selu", "batch(relu)", "layer(relu)", "relu");
    private static final List<Integer> DEPTHS = List.of(32, 64);
    private static final int EPOCHS = 3;

    private static Configuration configuration(String data, List<Integer> depths, List<Double> rates) {
        return new Configuration(
                List.of(data),
                100,
                50,
                50,
                10,
                8,
                4,
                1.5,
                2,
                NETWORKS,
                depths,
                20,
                List.of(16, 256),
                6,
                rates,
                rates,
                rates,
                EPOCHS,
                List.of(NORMRELU, "batch(relu)"),
                List.of(5),
                4,
                100,
                rates,
                rates,
                EPOCHS,
                10,
                0.9,
                0,
                3,
                0.1,
                "he",
                List.of(1L, 2L, 3L, 4L, 5L, 6L));
    }

    /** What a made-up network does, up to the scatter of its seed. */
    private interface Made {

        double accuracy(String network, Body body);

        /** Mean cosine behind the last layer before the training; that of the inputs is 0.5. */
        double beginning(String network);

        /** After the first epoch less at the end. */
        double fall();
    }

    /** Large between seeds, which pairing takes out; small within, where k s mod 7 runs through 1 to 6 in an order of each network's own. */
    private static double scatter(NetworkCell cell) {
        long s = cell.problem().seed();
        return 0.02 * s + 0.0005 * ((NETWORKS.indexOf(cell.network()) + 1) * s % 7);
    }

    private static Finished<NetworkCell, NetworkResult> trained(NetworkCell cell, Made made) {
        List<Look> looks = new ArrayList<>();
        List<Profile> profiles = new ArrayList<>();
        for (int epoch = 0; epoch <= EPOCHS; epoch++) {
            double error = 1 - made.accuracy(cell.network(), cell.body()) - scatter(cell);
            double late = epoch == EPOCHS ? 0.3 - made.fall() : 0.3;
            double last = (epoch == 0 ? made.beginning(cell.network()) : late) + scatter(cell);
            looks.add(new Look(epoch, error, error, error, error, error, last));
            List<Double> overlaps = new ArrayList<>(Collections.nCopies(Measured.layers(cell.body()) + 1, last));
            overlaps.set(0, 0.5 + scatter(cell));
            profiles.add(new Profile(epoch, overlaps));
        }
        return new Finished<>("", cell, new NetworkResult(NetworkResult.WHOLE, 100, 50, looks, profiles), 1);
    }

    private static Measured measured(Configuration c, Made made, double limitShift) {
        List<Finished<NetworkCell, NetworkResult>> trials =
                Plan.networks(c).stream().map(cell -> trained(cell, made)).toList();
        List<Finished<BeginningCell, BeginningResult>> beginnings = Plan.beginnings(c).stream()
                .map(cell -> new Finished<>("", cell, fresh(cell, made), 1))
                .toList();
        List<Finished<LimitCell, LimitResult>> limits = Plan.limits(c).stream()
                .map(cell -> new Finished<>(
                        "",
                        cell,
                        new LimitResult(
                                Collections.nCopies(cell.depth() + 1, made.beginning(cell.network()) + limitShift)),
                        1))
                .toList();
        return new Measured(c, trials, beginnings, limits);
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

    private static List<String> verdicts(Made made, double limitShift) {
        return Claims.of(measured(configuration("mixture", DEPTHS, List.of(0.01)), made, limitShift)).stream()
                .map(PaperClaim::verdict)
                .toList();
    }

    private static Made made(
            double normRelu, double others, double deepBatch, double relu, double cosine, double fall) {
        return new Made() {
            @Override
            public double accuracy(String network, Body body) {
                double deep = body.depth() == 64 && network.startsWith("batch") ? deepBatch : 0;
                return network.equals("relu") ? relu : (network.equals(NORMRELU) ? normRelu : others) + deep;
            }

            @Override
            public double beginning(String network) {
                return network.equals("relu") ? 1 - cosine : cosine;
            }

            @Override
            public double fall() {
                return fall;
            }
        };
    }

    @Test
    void thePapersFindingSupportsItsClaims() {
        assertEquals(Collections.nCopies(8, "supported"), verdicts(made(0.6, 0.55, -0.05, 0.2, 0.1, 0.1), 0));
    }

    @Test
    void theOppositeContradictsThem() {
        assertEquals(Collections.nCopies(8, "contradicted"), verdicts(made(0.4, 0.55, 0.05, 0.5, 0.9, -0.1), 0));
    }

    /** Differences as large as the scatter within seeds say nothing; "as good as" within its margin is supported. */
    @Test
    void nothingMuchLeavesThemOpenOrEqual() {
        List<String> verdicts = verdicts(made(0.5, 0.5, 0, 0.5, 0.49999, 0), 0);
        assertEquals("supported", verdicts.get(1));
        assertEquals("open", verdicts.get(2));
        assertEquals("supported", verdicts.get(4));
        assertEquals("open", verdicts.get(7));
    }

    /** A network that is not what its limit says contradicts claim 1, whatever else it does. */
    @Test
    void theLimitIsHeldAgainstItsMargin() {
        assertEquals(
                "contradicted",
                verdicts(made(0.6, 0.55, -0.05, 0.2, 0.1, 0.1), 2 * Claims.WIDTH_MARGIN)
                        .getFirst());
    }

    @Test
    void oneDepthTestsNoClaimOnDepth() {
        Configuration c = configuration("mixture", List.of(32), List.of(0.01));
        assertEquals(
                "not tested",
                Claims.of(measured(c, made(0.6, 0.55, 0, 0.2, 0.1, 0.1), 0))
                        .get(3)
                        .verdict());
    }

    /** The rate with the least mean validation error counts for all seeds, whatever the test error; one that diverged is as bad as guessing. */
    @Test
    void theRateIsChosenOnTheValidationExamples() {
        Configuration c = configuration("mixture", DEPTHS, List.of(0.001, 0.01, 0.1));
        List<Finished<NetworkCell, NetworkResult>> trials = new ArrayList<>();
        for (NetworkCell cell : Plan.networks(c)) {
            double validation = cell.rate() == 0.01 ? 0.3 : cell.rate() == 0.001 ? 0.4 : 0.0;
            double test = cell.rate() == 0.001 ? 0.1 : 0.5;
            Look look = new Look(0, 1, 0.2, validation, 1, test, 0.5);
            String outcome = cell.rate() == 0.1 ? NetworkResult.DIVERGED : NetworkResult.WHOLE;
            trials.add(new Finished<>("", cell, new NetworkResult(outcome, 100, 50, List.of(look), List.of()), 1));
        }
        Measured measured = new Measured(c, trials, List.of(), List.of());
        Measured.Series series = measured.series().getFirst();
        assertEquals(0.01, measured.rate(series).orElseThrow());
        assertEquals(0.5, measured.values(series, Measured.Quantity.accuracy())[0]);
        assertEquals("0.900, 6 of 6 diverged", measured.validation(series, 0.1).orElseThrow());
        // Seeds that one rate lacks do not make it better.
        Measured half = new Measured(
                c,
                trials.stream()
                        .filter(trial -> trial.configuration().rate() != 0.01
                                || trial.configuration().problem().seed() < 4)
                        .toList(),
                List.of(),
                List.of());
        assertEquals(0.001, half.rate(series).orElseThrow());
    }

    /** The words follow from paired differences: 0.05 is clear, the scatter within seeds is not, and 0.11 is guessing. */
    @Test
    void theRankingSaysWhatCanBeToldApart() {
        Body body = new Body(Body.CONNECTED, 32, 20);
        Configuration c = configuration("mixture", DEPTHS, List.of(0.01));
        String clear = Ranking.sentence(measured(c, made(0.6, 0.5, 0, 0.0, 0.1, 0.1), 0), "mixture", body);
        assertTrue(clear.startsWith("mixture, FC-32: the best is " + NORMRELU + " (0.672, n = 6); below it: "), clear);
        assertTrue(clear.endsWith("; no better than guessing by 0.05: relu (0.072, n = 6)."), clear);
        String alike = Ranking.sentence(measured(c, made(0.5, 0.5, 0, 0.5, 0.1, 0.1), 0), "mixture", body);
        assertTrue(alike.contains("not told apart from it at this n: ") && !alike.contains("below"), alike);
        assertEquals("", Ranking.sentence(new Measured(c, List.of(), List.of(), List.of()), "mixture", body));
    }

    /** Published numbers stand beside ours on CIFAR-10 alone, and pass within their tolerance. */
    @Test
    void publishedNumbersAreComparedOnTheirOwnData() {
        Made made = made(0.587 - 0.05, 0.3, 0, 0.2, 0.1, 0.1);
        Configuration c = configuration("cifar10", DEPTHS, List.of(0.01));
        List<Comparison> rows = new Published(measured(c, made, 0)).accuracies();
        // Four of figure 3's networks are there, all of figure 7, and ResNet-32 of figures 4 and 8 but for SELU.
        assertEquals(6 + 4 + 2 + 1, rows.size(), rows.toString());
        Comparison first = rows.stream()
                .filter(row -> row.what().startsWith("fig3, cifar10, FC-32, " + NORMRELU))
                .findFirst()
                .orElseThrow();
        assertEquals(0.587, first.published());
        assertTrue(first.passes(), first.toString());
        assertEquals(
                List.of(),
                new Published(measured(configuration("mixture", DEPTHS, List.of(0.01)), made, 0)).accuracies());
    }
}
