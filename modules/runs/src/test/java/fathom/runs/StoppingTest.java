package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.progress.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppingTest {

    private static final int SIZE = 50;

    @TempDir
    private Path root;

    private record Cell(int value) {}

    private record Out(int value) {}

    private static Sweep<Cell, Out> sweep(long pauseMillis, int failing) {
        List<Cell> plan = IntStream.range(0, SIZE).mapToObj(Cell::new).toList();
        return Sweep.of("cells", Cell.class, Out.class, plan, cell -> {
            Thread.sleep(pauseMillis);
            if (cell.value() == failing) {
                throw new IllegalStateException("fails");
            }
            return new Out(cell.value());
        });
    }

    private Outcome run(Runner runner, Sweep<Cell, Out> sweep) {
        try (RunFolder folder = RunFolder.open(root, "e", "a", new Cell(0), Environment.here(), notice -> {})) {
            return runner.withProgress(Progress.silent()).run(folder, sweep);
        }
    }

    @Test
    void theFirstFailureStopsARunThatFailsFast() {
        Outcome outcome = run(Runner.of(1).failingFast(), sweep(5, 0));
        assertEquals(1, outcome.exitCode());
        assertEquals(1, outcome.failures().size());
        assertTrue(outcome.missing() > 1, "stopped before the end");
        assertFalse(Thread.currentThread().isInterrupted());
        assertEquals(0, run(Runner.of(2), sweep(0, -1)).exitCode());
    }

    @Test
    void theTimeLimitStopsARunThatGoesOnLater() {
        Outcome outcome = run(Runner.of(1).withTimeLimit(Duration.ofMillis(200)), sweep(50, -1));
        assertEquals(130, outcome.exitCode());
        assertTrue(outcome.missing() > 0);
        Outcome again = run(Runner.of(2).withTimeLimit(Duration.ofHours(1)), sweep(0, -1));
        assertEquals(0, again.exitCode());
        assertTrue(again.complete());
    }
}
