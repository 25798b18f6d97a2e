package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MergeTest {

    private static final int SIZE = 40;
    private static final Code CODE = new Code("c0de", "");

    @TempDir
    private Path root;

    private record Cell(int value) {}

    private record Half(double value) {}

    private record Setting(int size) {}

    private static Sweep<Cell, Half> sweep() {
        List<Cell> plan = IntStream.range(0, SIZE).mapToObj(Cell::new).toList();
        return Sweep.of("half", Cell.class, Half.class, plan, cell -> new Half(cell.value() / 2.0));
    }

    private RunFolder open(String name, int size, Code code) {
        return RunFolder.open(
                root, "halves", name, new Setting(size), Environment.here().withCode(code), notice -> {});
    }

    /** Apart from each other, since runs of one folder share their finished trials. */
    private List<Path> shards(int parts, int size, Code code) throws IOException {
        List<Path> paths = new ArrayList<>();
        for (int part = 1; part <= parts; part++) {
            Shard shard = new Shard(part, parts);
            try (RunFolder folder = open("quick" + shard.suffix(), size, code)) {
                Runner.of(1).withProgress(Progress.silent()).withShard(shard).run(folder, sweep());
                paths.add(folder.path());
            }
        }
        return paths;
    }

    @Test
    void everyTrialIsInOneShardAndTheMergedLedgerHoldsThemAll() throws IOException {
        List<Path> parts = shards(3, 1, CODE);
        List<String> notices = new ArrayList<>();
        try (RunFolder whole = open("quick", 1, CODE)) {
            assertEquals(SIZE, Merge.into(whole, parts, notices::add));
            assertEquals(0, whole.ledger().left(List.of(sweep())));
            assertEquals(0, Merge.into(whole, parts, notices::add), "merged once more");
        }
        assertEquals(List.of(), notices);
    }

    @Test
    void overlapsAreTold() throws IOException {
        List<Path> parts = shards(2, 1, CODE);
        List<String> notices = new ArrayList<>();
        try (RunFolder whole = open("quick", 1, CODE)) {
            Merge.into(whole, List.of(parts.get(0), parts.get(0), parts.get(1)), notices::add);
        }
        assertEquals(1, notices.size());
        assertTrue(notices.getFirst().contains("in several parts with the same result"), notices::getFirst);
    }

    @Test
    void otherSettingsOtherCodeAndOtherResultsAreRefusedAndNothingIsWritten() throws IOException {
        List<Path> parts = shards(2, 1, CODE);
        try (RunFolder whole = open("other-settings", 2, CODE)) {
            refused(whole, parts, "was run with size=1, not 2: merge the parts of one run");
        }
        try (RunFolder whole = open("other-code", 1, new Code("0ther", ""))) {
            refused(whole, parts, "holds trials made by c0de, but this program is 0ther");
        }
        Path altered = root.resolve("halves/altered");
        try (RunFolder folder = open("altered", 1, CODE)) {
            Sweep<Cell, Half> other = Sweep.of(
                    "half", Cell.class, Half.class, sweep().plan(), cell -> new Half(cell.value() / 2.0 + 1e-9));
            Files.move(parts.get(0), root.resolve("first"));
            Files.move(parts.get(1), root.resolve("second"));
            Runner.of(1).withProgress(Progress.silent()).run(folder, other);
        }
        try (RunFolder whole = open("other-results", 1, CODE)) {
            refused(whole, List.of(root.resolve("first"), altered), "has another result in " + altered);
        }
    }

    private static void refused(RunFolder whole, List<Path> parts, String sentence) {
        UserError error = assertThrows(UserError.class, () -> Merge.into(whole, parts, notice -> {}));
        assertTrue(error.getMessage().contains(sentence), error::getMessage);
        assertEquals(0, whole.ledger().size());
    }

    @Test
    void shardsOutOfRangeAreRefused() {
        for (String text : List.of("0/4", "5/4", "1/0", "x", "1/2/3", "-1/4", "1/9999999")) {
            UserError error = assertThrows(UserError.class, () -> Shard.parse(text));
            assertEquals(
                    "invalid value --shard=" + text + ": must be K/N with 1 <= K <= N, such as 3/16",
                    error.getMessage());
        }
        assertEquals(new Shard(3, 16), Shard.parse("3/16"));
    }
}
