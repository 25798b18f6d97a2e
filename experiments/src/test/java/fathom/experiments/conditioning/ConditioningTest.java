package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.conditioning.Conditioning.ConditioningSettings;
import fathom.experiments.conditioning.DepthTrial.DepthCell;
import fathom.experiments.conditioning.DepthTrial.DepthPoint;
import fathom.experiments.conditioning.DepthTrial.DepthResult;
import fathom.experiments.conditioning.WidthTrial.WidthCell;
import fathom.experiments.conditioning.WidthTrial.WidthPoint;
import fathom.experiments.conditioning.WidthTrial.WidthResult;
import fathom.runs.Sweep;
import fathom.runs.Trial;
import fathom.runs.UserError;
import fathom.runs.experiment.Context;
import fathom.runs.experiment.Prepared;
import fathom.runs.report.Table;
import fathom.runs.results.Results;
import fathom.runs.verdict.Ruling;
import fathom.simd.Activation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditioningTest {

    private static ConditioningSettings preset(String name, String... overrides) {
        return Conditioning.EXPERIMENT
                .preset(name)
                .overrides(List.of(overrides))
                .resolve();
    }

    private static Prepared<ConditioningSettings> prepare(ConditioningSettings settings, Optional<Path> data) {
        return Conditioning.EXPERIMENT.prepare(settings, new Context(1, data, Path.of("scratch")));
    }

    /** Each preset is a plan; images are in what can be run only where they are given. */
    @ParameterizedTest
    @ValueSource(strings = {"quick", "smoke", "paper"})
    void presetsArePlans(String name) {
        for (Optional<Path> data : List.of(Optional.<Path>empty(), Optional.of(Path.of("no such folder")))) {
            Prepared<ConditioningSettings> prepared = prepare(preset(name), data);
            assertEquals(
                    List.of("width", "limit", "depth", "matrix", "uncentred", "norm", "pairs", "learn", "risk"),
                    prepared.sweeps().stream()
                            .filter(sweep -> !sweep.plan().isEmpty())
                            .map(Sweep::name)
                            .toList());
            assertEquals(name.equals("smoke") ? 0 : 1, prepared.unavailable().size());
        }
    }

    @Test
    void emptyListsLeaveSectionsOut() {
        ConditioningSettings settings =
                preset("smoke", "networks=", "uncentred=", "normActivations=", "targetDepths=", "riskSizes=");
        assertEquals(
                List.of("depth", "matrix", "pairs"),
                prepare(settings, Optional.empty()).sweeps().stream()
                        .filter(sweep -> !sweep.plan().isEmpty())
                        .map(Sweep::name)
                        .toList());
    }

    /** Keys of earlier versions are those of today. */
    @ParameterizedTest
    @CsvSource({
        "widthInputs=4,width.inputs=4",
        "widths=64,width.widths=64",
        "activations=tanh,bounds.activations=tanh",
        "d=20,bounds.d=20",
        "lengths=0.5,lengths.squares=0.5",
        "pairDraws=3,pairs.draws=3",
        "target=erf,targets.activation=erf",
        "targets=7,targets.seeds=7",
        "learnerWidth=5,learner.width=5",
        "rates=0.2,learner.rates=0.2",
        "riskPoints=9,risk.points=9",
        "gamma=0.2,risk.gamma=0.2"
    })
    void formerKeysWork(String former, String today) {
        assertEquals(preset("smoke", today), preset("smoke", former));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lengths.activations=relu",
                "bounds.activations=nonsense",
                "width.networks=batch(nonsense)",
                "deltas=0",
                "lengths.squares=3",
                "targets.samples=30000",
                "cube=8",
                "risk.noise=0.5",
                "risk.gamma=0.5",
                "risk.activation=step",
                "bounds.inputs=photographs",
                "risk.d=2"
            })
    void whatMakesNoSenseIsRefused(String override) {
        UserError error = assertThrows(UserError.class, () -> preset("quick", override));
        assertEquals(1, error.getMessage().lines().count(), error.getMessage());
        String[] parts = override.split("=");
        assertTrue(error.getMessage().contains(parts[0]), "names no key: " + error.getMessage());
    }

    private static Results run(ConditioningSettings settings) {
        Results results = Results.empty();
        prepare(settings, Optional.empty()).sweeps().forEach(sweep -> add(results, sweep));
        return results;
    }

    private static <C extends Record, R extends Record> void add(Results results, Sweep<C, R> sweep) {
        results.with(sweep, sweep.trial());
    }

    private static Ruling ruling(ConditioningSettings settings, Results results, String beginning) {
        return prepare(settings, Optional.empty()).verdicts(results).stream()
                .filter(verdict -> verdict.statement().startsWith(beginning))
                .findFirst()
                .orElseThrow()
                .outcome();
    }

    /** Made-up condition numbers: better with depth, worse, singular, and too few seeds. */
    @ParameterizedTest
    @CsvSource({"1,0.5,3,SUPPORTED", "0.5,1,3,CONTRADICTED", "1,Infinity,3,CONTRADICTED", "1,0.5,2,NOT_TESTED"})
    void depthIsJudgedSeedBySeed(double shallow, double deep, int seeds, Ruling expected) {
        ConditioningSettings settings = preset("smoke", "seeds=1.." + seeds, "width.networks=relu");
        Results results = Results.empty();
        for (Sweep<?, ?> sweep : prepare(settings, Optional.empty()).sweeps()) {
            if (sweep.name().equals("width")) {
                with(results, sweep, (WidthCell cell) -> {
                    double first = shallow + 0.01 * cell.seed();
                    return new WidthResult(List.of(
                            new WidthPoint(cell.depths().getFirst(), first, first),
                            new WidthPoint(cell.depths().getLast(), deep, deep)));
                });
            }
        }
        assertEquals(expected, ruling(settings, results, "Depth improves the condition number of the NTK"));
    }

    /** A made-up kernel above its bound contradicts theorem 3, and where theorem 5 says nothing it is not tested. */
    @Test
    void aBrokenBoundIsContradicted() {
        ConditioningSettings settings = preset("smoke");
        for (double exact : new double[] {0.4, 0.6}) {
            Results results = Results.empty();
            for (Sweep<?, ?> sweep : prepare(settings, Optional.empty()).sweeps()) {
                if (sweep.name().equals("depth")) {
                    with(
                            results,
                            sweep,
                            (DepthCell cell) -> new DepthResult(
                                    0.5,
                                    List.of(new DepthPoint(4, exact, 0.5, exact, exact, Double.POSITIVE_INFINITY))));
                }
            }
            assertEquals(exact < 0.5 ? Ruling.SUPPORTED : Ruling.CONTRADICTED, ruling(settings, results, "Theorem 3"));
            assertEquals(Ruling.NOT_TESTED, ruling(settings, results, "Theorem 5"));
        }
    }

    @SuppressWarnings("unchecked") // a sweep's name goes with its types
    private static <C extends Record, R extends Record> void with(
            Results results, Sweep<?, ?> sweep, Trial<C, R> trial) {
        results.with((Sweep<C, R>) sweep, trial);
    }

    /** Every number of the smoke preset has the bits that it had before the experiment moved to the framework. */
    @Test
    void theSmokePresetHasItsPinnedNumbers() throws IOException {
        ConditioningSettings settings = preset("smoke");
        Table summary = prepare(settings, Optional.empty()).summary(run(settings));
        Set<List<String>> ours = new HashSet<>();
        for (List<Object> row : summary.rows()) {
            ours.add(cells(summary.columns(), row));
        }
        List<String> pinned;
        try (InputStream stream = ConditioningTest.class.getResourceAsStream("/pinned/conditioning-smoke.csv")) {
            pinned = new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .toList();
        }
        assertEquals(125, pinned.size());
        Map<List<String>, Double> sums = new HashMap<>();
        for (String line : pinned) {
            if (line.startsWith("overfitting")) {
                // A row for each of two seeds, where there are means now.
                String[] cells = line.replace("\"", "")
                        .replace("seed 1", "")
                        .replace("seed 2", "")
                        .split(",", -1);
                int last = cells.length - 5;
                String depth = line.contains("theorem") ? "0" : cells[last - 2];
                sums.merge(
                        List.of(cells[1], cells[2], depth, cells[last - 1]),
                        Double.parseDouble(cells[last]),
                        Double::sum);
            } else {
                List<String> expected = former(line);
                assertTrue(ours.contains(expected), line + " is not among ours as " + expected);
            }
        }
        assertEquals(12, sums.size());
        sums.forEach((key, sum) -> {
            List<String> expected = List.of("risk", key.get(0), key.get(2), key.get(3), String.valueOf(sum / 2));
            assertTrue(ours.contains(expected), key + " is not among ours as " + expected);
        });
    }

    /** Sweep, model, depth, metric, mean. */
    private static List<String> cells(List<String> columns, List<Object> row) {
        Object model = Stream.of("network", "activation")
                .map(column -> row.get(columns.indexOf(column)))
                .filter(cell -> cell != null)
                .findFirst()
                .orElse("");
        return Stream.of(
                        row.get(columns.indexOf("sweep")),
                        model,
                        row.get(columns.indexOf("depth")),
                        row.get(columns.indexOf("metric")),
                        row.get(columns.indexOf("mean")))
                .map(String::valueOf)
                .toList();
    }

    private static List<String> former(String line) {
        String[] cells = line.replaceAll("\"[^\"]*\"", "variant").split(",");
        String sweep = switch (cells[0]) {
            case "two inputs" -> "depth";
            case "lengths" -> "norm";
            case "finite width" -> "width";
            case "learning" -> "learn";
            default -> cells[0];
        };
        if (cells[0].equals("uncentred") && cells[2].startsWith("not centred")) {
            cells = line.replace("not centred, ", "")
                    .replaceAll("\"[^\"]*\"", "variant")
                    .split(",");
        }
        String metric = cells[0].equals("learning") ? cells[2] : cells[4];
        return List.of(sweep, cells[1], cells[3], metric, String.valueOf(Double.parseDouble(cells[5])));
    }

    /**
     * Mean, second moment and first Hermite coefficient of an activation, by the midpoint rule, which knows nothing of duals: smooth ones to
     * rounding, kinked ones to the square of a step, jumps at 0 lie between two steps.
     */
    private record Moments(double mean, double second, double first) {

        private static final double STEP = 1e-3;

        static Moments of(String name) {
            Activation phi = Activation.parse(name);
            double mean = 0;
            double second = 0;
            double first = 0;
            for (double x = -13 + STEP / 2; x < 13; x += STEP) {
                double density = STEP * Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
                double y = phi.value(x);
                mean += density * y;
                second += density * y * y;
                first += density * y * x;
            }
            return new Moments(mean, second, first);
        }

        /** a_1 of the activation with mean 0 and second moment 1. */
        double firstNormalised() {
            return Math.abs(first) / Math.sqrt(second - mean * mean);
        }

        double mu() {
            return 1 - firstNormalised() * firstNormalised();
        }
    }

    /** Every activation has a row, and its numbers are those of the activation. */
    @Test
    void everyActivationIsTabled() {
        List<List<Object>> rows = PaperSection.duals().rows();
        assertEquals(PaperSection.all(), rows.stream().map(row -> row.get(0)).toList());
        for (List<Object> row : rows) {
            Moments moments = Moments.of((String) row.get(0));
            // What the midpoint rule owes to a kink: its jump of slope times the step squared, 1e-6, over 12.
            assertEquals(moments.mu(), (double) row.get(1), 1e-6, "mu of " + row);
            assertEquals(1 - moments.mu(), (double) row.get(3), 1e-6, "s'(0) of " + row);
            assertEquals(
                    moments.mean() * moments.mean() / moments.second(),
                    (double) row.get(6),
                    1e-6,
                    "mean^2 / second moment of " + row);
        }
    }

    /** NormReLU shows that a_1 <= 1 - mu + mu/4 is false and a_1^2 <= 1 - mu + mu/4 true. */
    @Test
    void misprintOfAppendixD() {
        Moments moments = Moments.of("normrelu(c=-1.5975)");
        double first = moments.firstNormalised();
        double printed = 1 - moments.mu() + moments.mu() / 4;
        assertTrue(first > printed + 0.003 && first * first < printed - 0.003, first + " and " + printed);
        assertEquals(
                String.format(
                        Locale.ROOT,
                        "NormReLU: a_1 = %.5f > 1 - μ + μ/4 = %.5f > a_1^2 = %.5f",
                        first,
                        printed,
                        first * first),
                Errata.table().rows().get(2).get(2));
    }
}
