package fathom.experiments.kernelregression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.kernelregression.CurveSection.CurveSettings;
import fathom.experiments.kernelregression.CurveTrial.CurveCell;
import fathom.experiments.kernelregression.ImageTrial.ImageCell;
import fathom.experiments.kernelregression.ImageTrial.ImageResult;
import fathom.experiments.kernelregression.KernelRegressions.KernelRegressionSettings;
import fathom.runs.Sweep;
import fathom.runs.experiment.Context;
import fathom.runs.results.Results;
import fathom.runs.verdict.Reproduction;
import fathom.runs.verdict.Ruling;
import fathom.runs.verdict.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ErrataTest {

    private static final Map<Integer, Double> SPLITS = Map.of(0, 0.9851, 1, 0.9853, 2, 0.9856);

    private static KernelRegressionSettings settings(String... overrides) {
        return KernelRegressions.EXPERIMENT
                .preset("table1")
                .overrides(List.of(overrides))
                .resolve();
    }

    private static List<Verdict> verdicts(KernelRegressionSettings settings, Results results) {
        return KernelRegressions.EXPERIMENT
                .prepare(settings, Context.reading(Path.of(".")))
                .verdicts(results);
    }

    private static Verdict named(List<Verdict> verdicts, String part) {
        return verdicts.stream()
                .filter(verdict -> verdict.statement().contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError(part + " in " + verdicts));
    }

    @Test
    void momentsOfTheTargetsAreThoseOfTheSheet() {
        List<Reproduction> rows = Stream.of(CurveSection.moments(), FeatureSection.moments())
                .flatMap(List::stream)
                .toList();
        assertEquals(5, rows.size());
        rows.forEach(row -> assertEquals(Reproduction.Status.MET, row.status(), row.toString()));
        assertEquals(FeatureSection.VARIANCE, rows.get(3).ours().mean(), 1e-7);
    }

    /** At n = 500 and 1e-5 among the ridges the published points of that panel are missed, with 1e-4 they are met. */
    @Test
    void panelTitlesNameRidgesThatWereNotTried() {
        CurveSettings curves = new CurveSettings(List.of("laplace"), List.of(100, 500), List.of(), List.of(-8, -4));
        CurveSection section = new CurveSection(curves, List.of(1L), 500, Context.reading(Path.of(".")));
        Results results = Results.empty().with(section.sweep(), new CurveTrial());
        List<Verdict> verdicts =
                verdicts(settings("curves.kernels=laplace", "curves.publishedN=100,500", "table.dataSets="), results);
        Verdict labels = named(verdicts, "Misprint");
        assertEquals(Ruling.SUPPORTED, labels.outcome(), labels.toString());
        assertTrue(labels.tests().getFirst().words().contains("2 are met"), labels.toString());
        Verdict oracle = named(verdicts, "on the test points");
        assertEquals(Ruling.SUPPORTED, oracle.outcome(), oracle.toString());
    }

    /** Errors by hand on three draws: 1 % above, and 10 % below where the ridges end early. */
    @Test
    void depthIsJudgedDrawByDraw() {
        CurveSettings curves =
                new CurveSettings(List.of("nngp_b", "ntk_b", "ntk(depth=3)"), List.of(), List.of(10), List.of(-8, -4));
        CurveSection section = new CurveSection(curves, List.of(1L, 2L, 3L), 500, Context.reading(Path.of(".")));
        Results results = Results.empty().with(section.sweep(), cell -> errors(cell));
        List<Verdict> verdicts = verdicts(
                settings(
                        "curves.kernels=nngp_b,ntk_b,ntk(depth=3)",
                        "curves.freshN=10",
                        "seeds=1..3",
                        "testPoints=500",
                        "table.dataSets="),
                results);
        Verdict alike = named(verdicts, "small enough");
        assertEquals(Ruling.SUPPORTED, alike.outcome(), alike.toString());
        assertEquals(1, alike.tests().size());
        // 1.01 (1 + 1e-4 s^2), s = 1, 2, 3, up to rounding.
        double change = 100 * (1.01 * (1 + 1e-4 * 14 / 3) - 1);
        assertEquals(change, alike.tests().getFirst().effect().orElseThrow().mean(), 1e-9, alike.toString());
        Verdict slower = named(verdicts, "larger ridges");
        assertEquals(Ruling.IN_PART, slower.outcome(), slower.toString());
    }

    private static CurveTrial.CurveResult errors(CurveCell cell) {
        double draw = 0.1 * cell.seed() * (1 + 1e-4 * cell.seed() * cell.seed());
        boolean deep = cell.kernel().startsWith("ntk(");
        double large = deep ? 0.9 * draw : cell.seed() * 0.1;
        double small = deep ? 0.5 * 1.01 * draw : cell.seed() * 0.05;
        List<Double> errors = List.of(large, large, large, small, small, small, small);
        return new CurveTrial.CurveResult(List.of(new CurveTrial.CurveResult.Point(10, errors, errors, List.of())));
    }

    /** Three splits whose deviation is 0.021, near the published 0.02, and whose standard error is 0.015. */
    @Test
    void tableOneIsJudgedAtFiftyThousandAlone() {
        String[] overrides = {"table.dataSets=mnist", "table.kernels=ntk(depth=2)", "table.splits=0..2"};
        KernelRegressionSettings settings = settings(overrides);
        List<Verdict> verdicts = verdicts(settings, images(settings));
        Verdict table = named(verdicts, "1e-3: the published");
        assertEquals(
                "1 of 1 within tolerance; 17 not compared",
                table.tests().getFirst().evidence());
        // A run whose ridges end at 1e-3 says nothing of the grid to 1e-7.
        assertTrue(verdicts.stream().noneMatch(verdict -> verdict.statement().contains("1e-7")));
        Verdict spread = named(verdicts, "standard errors");
        assertEquals(Ruling.SUPPORTED, spread.outcome(), spread.toString());
        KernelRegressionSettings small = settings(
                "table.dataSets=mnist",
                "table.kernels=ntk(depth=1),ntk(depth=2),laplace",
                "table.splits=0..2",
                "dataN=1000");
        Verdict none = named(verdicts(small, images(small)), "1e-3: the published");
        assertEquals(Ruling.NOT_TESTED, none.outcome(), none.toString());
        assertEquals(
                Ruling.NOT_TESTED,
                named(verdicts(small, images(small)), "standard errors").outcome());
    }

    private static Results images(KernelRegressionSettings settings) {
        Sweep<ImageCell, ImageResult> sweep = new TableSection(settings.table(), Context.reading(Path.of(".")))
                .sweep(settings.table().dataSets());
        return Results.empty()
                .with(
                        sweep,
                        cell -> new ImageResult(
                                "",
                                List.of(new ImageResult.Score(0, SPLITS.get(cell.split()), SPLITS.get(cell.split())))));
    }
}
