package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.runs.progress.Progress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    @TempDir
    private Path root;

    private record Cell(int value) {}

    private record Half(double value, double none) {}

    private static Sweep<Cell, Half> sweep(double shift) {
        List<Cell> plan = IntStream.range(0, 9).mapToObj(Cell::new).toList();
        return Sweep.of(
                "half",
                Cell.class,
                Half.class,
                plan,
                cell -> new Half(cell.value() / 3.0 + (cell.value() == 4 ? shift : 0), Double.NaN));
    }

    @Test
    void equalBitsAreEqualAndTheLastBitIsNot() throws InterruptedException {
        Path path;
        try (RunFolder folder = RunFolder.open(root, "e", "a", new Cell(0), Environment.here(), notice -> {})) {
            path = folder.path();
            Runner.of(1).withProgress(Progress.silent()).run(folder, sweep(0));
        }
        assertEquals(List.of(), new Replay(path, List.of(sweep(0)), 100).run(2));
        assertEquals(9, new Replay(path, List.of(sweep(0)), 100).size());
        assertEquals(2, new Replay(path, List.of(sweep(0)), 2).size());
        List<Replay.Mismatch> found = new Replay(path, List.of(sweep(Math.ulp(4 / 3.0))), 100).run(2);
        assertEquals(1, found.size());
        assertEquals(
                "value was 1.3333333333333333 and is 1.3333333333333335",
                found.getFirst().value());
    }
}
