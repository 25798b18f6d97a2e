package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Waves.Sound;
import fathom.runs.Waves.Wave;
import fathom.runs.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of other code and other data are never used silently. */
class StaleTest {

    private static final Code OLD = new Code("0000000000000001", "aaaaaaaaaaaa");
    private static final Code NEW = new Code("0000000000000002", "aaaaaaaaaaaa+edited");

    private final List<String> notices = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();

    @TempDir
    private Path root;

    private RunFolder open(Code code) {
        Environment environment = Environment.here().withCode(code);
        return RunFolder.open(root, "waves", "a", Waves.plan(1).getFirst(), environment, notices::add);
    }

    /** A program whose trials add {@code constant}, as if a kernel had been edited. */
    private Sweep<Wave, Sound> sweep(int size, double constant) {
        return Sweep.of("waves", Wave.class, Sound.class, Waves.plan(size), wave -> {
            runs.incrementAndGet();
            return new Sound(wave.seed() + constant, 0, List.of(), true);
        });
    }

    /** How many trials ran, and the first one's result. */
    private String run(Code code, boolean reuse, Sweep<Wave, Sound> sweep) {
        runs.set(0);
        notices.clear();
        try (RunFolder folder = open(code)) {
            if (reuse) {
                folder.reuseOlder();
            }
            Outcome outcome = Runner.of(1).withProgress(Progress.silent()).run(folder, sweep);
            assertTrue(outcome.complete());
            notices.removeIf(sentence -> sentence.contains(" reused, "));
            return runs + " ran, first "
                    + outcome.results(sweep).getFirst().result().sum();
        }
    }

    @Test
    void trialsOfOtherCodeRunAgainAndTheRunSaysSo() throws IOException {
        assertEquals("3 ran, first 1.0", run(OLD, false, sweep(3, 1)));
        assertEquals("0 ran, first 1.0", run(OLD, false, sweep(3, 1)));
        assertEquals(List.of(), notices);

        assertEquals("5 ran, first 2.0", run(NEW, false, sweep(5, 2)));
        assertEquals(
                List.of("3 of 5 trials were made by other code: 0000000000000001 (commit aaaaaaaaaaaa); this program is"
                        + " 0000000000000002 (commit aaaaaaaaaaaa, edited). They run again; --reuse-older keeps them."),
                notices);
        assertEquals("0 ran, first 2.0", run(NEW, false, sweep(5, 2)), "once");
        assertEquals(List.of(), notices);
        for (String line : Files.readAllLines(root.resolve("waves/a/ledger.jsonl"))) {
            assertTrue(line.matches(".*\"code\":\"000000000000000[12]\",\"commit\":\"a{12}.*"), line);
        }
        // The old lines are kept, so that the old code finds its own again.
        assertEquals("0 ran, first 1.0", run(OLD, false, sweep(3, 1)));
    }

    @Test
    void theyAreReusedWhenTheUserSaysSo() {
        run(OLD, false, sweep(3, 1));
        assertEquals("2 ran, first 1.0", run(NEW, true, sweep(5, 2)));
        assertEquals(
                List.of("3 of 5 trials were made by other code: 0000000000000001 (commit aaaaaaaaaaaa); this program is"
                        + " 0000000000000002 (commit aaaaaaaaaaaa, edited). They are kept, as --reuse-older asks."),
                notices);
    }

    @Test
    void aReportShowsWhatIsThere() {
        run(OLD, false, sweep(3, 1));
        try (RunFolder folder = RunFolder.reopen(root.resolve("waves/a"), notices::add)) {
            assertEquals(3, folder.ledger().results(sweep(5, 1)).size());
            assertEquals(2, folder.ledger().left(List.of(sweep(5, 1))));
        }
    }

    @Test
    void changedDataFilesInvalidateTheirTrialsAlone() throws IOException {
        Path file = root.resolve("table.csv");
        Files.writeString(file, "1,2\n");
        assertEquals("3 ran, first 1.0", run(OLD, false, sweep(3, 1).withData(wave -> DataFile.in(file))));
        String environment = Files.readString(root.resolve("waves/a/environment.json"));
        assertTrue(environment.contains(DataFile.of(file).sha256()), environment);
        assertEquals("0 ran, first 1.0", run(OLD, false, sweep(3, 1).withData(wave -> DataFile.in(file))));

        Files.writeString(file, "1,3\n");
        assertEquals("3 ran, first 2.0", run(OLD, true, sweep(3, 2).withData(wave -> DataFile.in(file))));
        assertEquals(
                List.of("3 of 3 trials were made from data files that have changed since. They run again."), notices);
        assertEquals("0 ran, first 2.0", run(OLD, false, sweep(3, 2).withData(wave -> DataFile.in(file))));
    }
}
