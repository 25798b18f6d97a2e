package fathom.experiments.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Environment;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementTest {

    @TempDir
    private Path folder;

    record Cell(int number) {}

    record Square(int value) {}

    private record Settings(int count) {}

    private static Sweep<Cell, Square> sweep(int count, double cost) {
        List<Cell> cells = IntStream.range(0, count).mapToObj(Cell::new).toList();
        return Sweep.of("square", Cell.class, Square.class, cells, cell -> new Square(cell.number() * cell.number()))
                .withCost(cell -> cost);
    }

    private RunFolder open() {
        return RunFolder.open(folder, "squares", "test", new Settings(1), Environment.here(), line -> {});
    }

    /** The longest trial, or what all take side by side; nothing is measured where little is to be done. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, about 10 s",
        "1, 2, a few seconds",
        "2.3, 2, about 12 s",
        "60, 3, about 1 min 00 s",
        "600, 2, about 50 min 00 s"
    })
    void whatTrialsTakeTogether(double seconds, int jobs, String words) {
        try (RunFolder run = open()) {
            Announcement all = new Announcement(run.ledger(), jobs);
            all.add(sweep(10, 1e12), cell -> seconds == 60 && cell.number() > 0 ? 1 : seconds);
            assertTrue(all.time().startsWith(words), all.time());
            Announcement little = new Announcement(run.ledger(), jobs);
            little.add(sweep(10, 1e6), cell -> {
                throw new AssertionError("little work was measured");
            });
            assertEquals("a few seconds", little.time());
        }
    }

    @Test
    void whatIsDoneIsNotCounted() {
        try (RunFolder run = open()) {
            Runner.of(1).run(run, sweep(3, 1e12));
            Sweep<Cell, Square> all = sweep(5, 1e12);
            assertEquals(List.of(new Cell(3), new Cell(4)), run.ledger().missing(all));
            assertEquals(2, run.ledger().left(List.of(all)));
            Announcement left = new Announcement(run.ledger(), 1);
            left.add(all, cell -> cell.number() < 3 ? 1e9 : 10);
            assertEquals(2, left.trials());
            assertTrue(left.time().startsWith("about 20 s with 1 at once"), left.time());
        }
    }

    /**
     * Trials of 100 s at their limit that may end before: between a tenth and all of it. Those that are finished, 0 and 2, have needed 0 and 0.4
     * of it, so that trials of even number are expected to need 0.2, and 3 of the 5 that are left are odd: 2 x 20 + 3 x (10 or 100) s.
     */
    @Test
    void trialsThatMayEndEarlyGoByTheFinishedOnesOfTheirKind() {
        try (RunFolder run = open()) {
            Sweep<Cell, Square> all = sweep(7, 1e12);
            assertTrue(
                    early(run, all).startsWith("between 1 min 10 s and 11 min 40 s with 1 at once"), early(run, all));
            Cell two = new Cell(2);
            Runner.of(1).run(run, sweep(1, 1e12));
            Runner.of(1).run(run, Sweep.of("square", Cell.class, Square.class, List.of(two), cell -> new Square(4)));
            assertTrue(early(run, all).startsWith("between 1 min 10 s and 5 min 40 s with 1 at once"), early(run, all));
        }
    }

    private static String early(RunFolder run, Sweep<Cell, Square> all) {
        Announcement left = new Announcement(run.ledger(), 1);
        left.add(all, cell -> cell.number() % 2, trial -> trial.result().value() / 10.0, (cell, share) -> 100 * share);
        return left.time();
    }

    /** As HotSpot of JDK 25 prints it. */
    @Test
    void compilersAreIdleWhenNothingIsCompiledOrWaits() {
        String idle = "Current compiles: \n\nC1 compile queue:\nEmpty\n\nC2 compile queue:\nEmpty\n\n";
        assertTrue(Compilers.empty(idle));
        assertFalse(Compilers.empty(idle.replaceFirst(
                "\n\n", "\nC2 CompilerThread0  1776  4  fathom.simd.Gemm::multiply (103 bytes)\n\n")));
        assertFalse(Compilers.empty(
                "Current compiles: \n\nC1 compile queue:\nEmpty\n\nC2 compile queue:\n1746  4  a.B::c (462 bytes)\n"));
    }
}
