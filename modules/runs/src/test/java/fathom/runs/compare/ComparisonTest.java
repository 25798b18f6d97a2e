package fathom.runs.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Environment;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.SavedRun;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import fathom.runs.compare.Comparison.Effect;
import fathom.runs.progress.Progress;
import fathom.runs.statistics.Interval;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonTest {

    @TempDir
    private Path root;

    private record Setting(int samples, List<Integer> depths) {}

    private record Point(int depth, int samples, long seed) {}

    private record Fit(double error, String note) {}

    /** error = depth + shift (1 + seed), so that differences of two runs vary with the seed. */
    private SavedRun run(String experiment, String name, int samples, List<Integer> depths, int seeds, double shift) {
        List<Point> plan = new ArrayList<>();
        for (int depth : depths) {
            for (long seed = 1; seed <= seeds; seed++) {
                plan.add(new Point(depth, samples, seed));
            }
        }
        Sweep<Point, Fit> sweep = Sweep.of(
                "fit",
                Point.class,
                Fit.class,
                plan,
                point -> new Fit(point.depth() + shift * (1 + point.seed()), "no number"));
        try (RunFolder folder = RunFolder.open(
                root, experiment, name, new Setting(samples, depths), Environment.here(), notice -> {})) {
            Runner.of(1).withProgress(Progress.silent()).run(folder, sweep);
            return SavedRun.of(folder.path());
        }
    }

    @Test
    void trialsArePairedByTheirKeysAndSeeds() {
        SavedRun first = run("e", "a", 100, List.of(1, 2), 5, 0);
        SavedRun second = run("e", "b", 200, List.of(2, 3), 4, 0.5);
        Comparison comparison = Comparison.of(List.of(first, second));
        assertEquals(
                List.of("samples: [100, 200]", "depths: [1,2, 2,3]"),
                comparison.settings().stream()
                        .map(difference -> difference.key() + ": " + difference.values())
                        .toList());
        assertEquals(1, comparison.effects().size(), "depth 2 and seeds 1 to 4 are common, the note is no number");
        Effect effect = comparison.effects().getFirst();
        assertEquals("error", effect.metric());
        assertEquals("depth=2", effect.keys());
        assertEquals(Interval.of(1.0, 1.5, 2.0, 2.5), effect.difference());
        assertEquals(2.0, effect.first());
        assertEquals(3.75, effect.second());
        assertTrue(effect.differs());
        assertEquals(
                "1 of 1 differences have a 95 % interval that excludes 0; about 0 would by chance.",
                comparison.answer());
        String page = new ComparisonReport(comparison).html();
        assertTrue(page.contains("depth=2") && page.contains("<svg"), page);
    }

    @Test
    void theSwappedComparisonHasTheOppositeSign() {
        SavedRun first = run("e", "a", 100, List.of(1, 2), 5, 0);
        SavedRun second = run("e", "b", 200, List.of(1, 2), 5, 0.5);
        List<Effect> forth = Comparison.of(List.of(first, second)).effects();
        List<Effect> back = Comparison.of(List.of(second, first)).effects();
        for (int i = 0; i < forth.size(); i++) {
            assertEquals(
                    forth.get(i).difference().mean(), -back.get(i).difference().mean());
            assertEquals(
                    forth.get(i).difference().low(), -back.get(i).difference().high());
        }
    }

    @Test
    void equalRunsAreSaidToBeEqualAndTwoSeedsTestNothing() {
        SavedRun first = run("e", "a", 100, List.of(1), 2, 0);
        SavedRun second = run("e", "b", 100, List.of(1), 2, 0);
        SavedRun third = run("e", "c", 300, List.of(1), 2, 1);
        assertTrue(Comparison.of(List.of(first, second)).identical());
        Comparison comparison = Comparison.of(List.of(first, second, third));
        assertFalse(comparison.identical());
        assertTrue(comparison.answer().startsWith("Fewer than 3 seeds in common"), comparison.answer());
        assertTrue(new ComparisonReport(comparison).html().contains("no metric with three seeds in common"));
    }

    @Test
    void runsWithNothingInCommonAreRefused() {
        SavedRun first = run("e", "a", 100, List.of(1), 3, 0);
        SavedRun second = run("e", "b", 100, List.of(2, 3), 3, 0);
        UserError error = assertThrows(UserError.class, () -> Comparison.of(List.of(first, second)));
        assertTrue(error.getMessage().startsWith("e/a and e/b have no metric of the same trials in common"));
        assertThrows(UserError.class, () -> Comparison.of(List.of(first)));
    }

    @Test
    void runsAreFoundByPathByNameAndByNearestName() {
        Path a = run("e", "alpha", 100, List.of(1), 1, 0).path();
        Path b = run("f", "alpha", 100, List.of(1), 1, 0).path();
        Path c = run("f", "gamma", 100, List.of(1), 1, 0).path();
        assertEquals(a, SavedRuns.find(root, a.toString()));
        assertEquals(b, SavedRuns.find(root, "f/alpha"));
        assertEquals(c, SavedRuns.find(root, "gamma"));
        assertTrue(assertThrows(UserError.class, () -> SavedRuns.find(root, "alpha"))
                .getMessage()
                .contains("e/alpha, f/alpha"));
        assertTrue(assertThrows(UserError.class, () -> SavedRuns.find(root, "gama"))
                .getMessage()
                .endsWith("did you mean gamma?"));
    }

    /** The folder is locked by its run. */
    @Test
    void aRunAtWorkCanBeRead() {
        run("e", "a", 100, List.of(1), 3, 0);
        try (RunFolder folder =
                RunFolder.open(root, "e", "a", new Setting(100, List.of(1)), Environment.here(), notice -> {})) {
            assertEquals(3, SavedRun.of(folder.path()).trials().size());
        }
    }
}
