package fathom.experiments.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Environment;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementTest {

    private static final Supplier<List<Double>> NEVER = () -> {
        throw new AssertionError("little work was measured");
    };

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
    @CsvSource({"1, 1, 10 s", "1, 2, a few seconds", "2.3, 2, 12 s", "60, 3, 1 min 00 s", "600, 2, 50 min 00 s"})
    void whatTrialsTakeTogether(double seconds, int jobs, String words) {
        try (RunFolder run = open()) {
            Announcement left = new Announcement(List.of(sweep(10, 1e12)), run.ledger(), jobs);
            List<Double> each = seconds == 60 ? List.of(60.0, 1.0, 1.0) : Collections.nCopies(10, seconds);
            String said = left.time(() -> each);
            assertTrue(said.contains(words), said);
            Announcement little = new Announcement(List.of(sweep(10, 1e6)), run.ledger(), jobs);
            assertEquals("a few seconds", little.time(NEVER));
        }
    }

    @Test
    void whatIsDoneIsNotCounted() {
        try (RunFolder run = open()) {
            Runner.of(1).run(run, sweep(3, 1e12));
            Sweep<Cell, Square> all = sweep(5, 1e12);
            Announcement left = new Announcement(List.of(all), run.ledger(), 2);
            assertEquals(2, left.trials());
            assertEquals(List.of(new Cell(3), new Cell(4)), left.missing(all));
        }
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
