package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import fathom.runs.Waves.Sound;
import fathom.runs.Waves.Wave;
import fathom.runs.progress.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerTest {

    private static final int SIZE = 12;
    private final Sweep<Wave, Sound> sweep = Waves.sweep(SIZE);
    private final List<String> notices = new ArrayList<>();

    @TempDir
    private Path root;

    private RunFolder open(String name) {
        return RunFolder.open(root, "waves", name, sweep.plan().getFirst(), Environment.here(), notices::add);
    }

    private static Runner runner(int jobs) {
        return Runner.of(jobs).withProgress(Progress.silent());
    }

    private String whole() {
        try (RunFolder folder = open("whole")) {
            return Waves.summary(runner(1).run(folder, sweep), sweep);
        }
    }

    @Test
    void resultsComeBackInPlanOrderWithTheirBits() {
        try (RunFolder folder = open("order")) {
            Outcome outcome = runner(3).run(folder, sweep);
            assertEquals(0, outcome.exitCode());
            assertTrue(outcome.complete());
            List<Finished<Wave, Sound>> results = outcome.results(sweep);
            for (int i = 0; i < SIZE; i++) {
                assertEquals(sweep.plan().get(i), results.get(i).configuration());
                assertEquals(Waves.sound(sweep.plan().get(i)), results.get(i).result());
            }
        }
        assertTrue(notices.isEmpty());
    }

    /** Every length that a kill can leave; the whole way to the summary for one in forty of them. */
    @Test
    void aLedgerCutAtAnyByteOfItsLastLineGivesTheSameSummary() throws IOException {
        String whole = whole();
        byte[] ledger = Files.readAllBytes(root.resolve("waves/whole/ledger.jsonl"));
        Path file = root.resolve("waves/cut/ledger.jsonl");
        Files.createDirectories(file.getParent());
        int lines = SIZE;
        for (int length = ledger.length; lines > SIZE - 2; length--) {
            boolean clean = ledger[length - 1] == '\n';
            lines -= length < ledger.length && ledger[length] == '\n' ? 1 : 0;
            Files.write(file, Arrays.copyOf(ledger, length));
            notices.clear();
            try (Ledger cut = Ledger.open(file, Code.here(), notices::add)) {
                assertEquals(clean ? 0 : 1, notices.size(), "notices after a cut at " + length);
                assertEquals(lines, cut.results(sweep).size(), "whole lines before " + length);
            }
            if (length % 40 == 0) {
                Files.write(file, Arrays.copyOf(ledger, length));
                try (RunFolder folder = open("cut")) {
                    assertEquals(whole, Waves.summary(runner(2).run(folder, sweep), sweep), "cut at byte " + length);
                }
                assertEquals(SIZE, Files.readAllLines(file).size());
            }
        }
    }

    @Test
    void aBrokenLineInTheMiddleIsNamed() throws IOException {
        whole();
        Path file = root.resolve("waves/whole/ledger.jsonl");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        lines.set(4, lines.get(4).substring(0, 30));
        Files.write(file, lines);
        UserError error = assertThrows(UserError.class, () -> open("whole"));
        assertTrue(error.getMessage().startsWith("line 5 of " + file), error.getMessage());
        Files.delete(file);
        open("whole").close();
    }

    @Test
    void onlyWhatIsMissingRuns() {
        AtomicInteger runs = new AtomicInteger();
        Sweep<Wave, Sound> counted = Sweep.of("waves", Wave.class, Sound.class, sweep.plan(), wave -> {
            runs.incrementAndGet();
            return Waves.sound(wave);
        });
        Sweep<Wave, Sound> half =
                Sweep.of("waves", Wave.class, Sound.class, sweep.plan().subList(0, 5), counted.trial());
        try (RunFolder folder = open("half")) {
            assertEquals(5, runner(2).run(folder, half).results(half).size());
            runner(2).run(folder, counted);
            runner(2).run(folder, counted);
        }
        assertEquals(SIZE, runs.get());
    }

    @Test
    void aFailedTrialIsKeptApartAndTriedAgain() throws IOException {
        AtomicInteger failing = new AtomicInteger(1);
        Sweep<Wave, Sound> frail = Sweep.of("waves", Wave.class, Sound.class, sweep.plan(), wave -> {
            if (wave.seed() == 7 && failing.get() > 0) {
                throw new IllegalStateException("seed seven");
            }
            return Waves.sound(wave);
        });
        try (RunFolder folder = open("frail")) {
            Outcome outcome = runner(2).run(folder, frail);
            assertEquals(1, outcome.exitCode());
            assertEquals(SIZE - 1, outcome.results(frail).size());
            assertEquals(1, outcome.missing());
            assertEquals(
                    "IllegalStateException: seed seven",
                    outcome.failures().getFirst().error());
            Path errors = folder.path().resolve("errors.txt");
            assertTrue(Files.readString(errors).contains("at fathom.runs"), "the stack stands in the file");
            failing.set(0);
            assertEquals(0, runner(2).run(folder, frail).exitCode());
            assertFalse(Files.exists(errors));
        }
    }

    @Test
    void anInterruptedRunStopsAndGoesOn() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Sweep<Wave, Sound> slow = Sweep.of("waves", Wave.class, Sound.class, sweep.plan(), wave -> {
            if (wave.seed() == 3) {
                begun.countDown();
                release.await();
            }
            return Waves.sound(wave);
        });
        List<Outcome> outcomes = new ArrayList<>();
        Thread run = new Thread(() -> {
            try (RunFolder folder = open("stopped")) {
                outcomes.add(runner(1).run(folder, slow));
            }
        });
        run.start();
        begun.await();
        run.interrupt();
        run.join();
        assertEquals(130, outcomes.getFirst().exitCode());
        assertEquals(3, outcomes.getFirst().results(slow).size());
        release.countDown();
        try (RunFolder folder = open("stopped")) {
            assertEquals(whole(), Waves.summary(runner(2).run(folder, sweep), sweep));
        }
    }

    @Test
    void twoSweepsShareALedger() {
        Sweep<Wave, Sound> other = Sweep.of(
                "others", Wave.class, Sound.class, sweep.plan(), wave -> new Sound(wave.pitch(), 0, List.of(), true));
        try (RunFolder folder = open("two")) {
            Outcome outcome = runner(2).run(folder, sweep, other);
            assertEquals(2 * SIZE, folder.ledger().size());
            assertEquals(
                    sweep.plan().get(4).pitch(),
                    outcome.results(other).get(4).result().sum());
            assertEquals(
                    Waves.sound(sweep.plan().get(4)),
                    outcome.results(sweep).get(4).result());
        }
    }

    @Test
    void aTrialThatNoMemoryHoldsIsRefusedWithBothFigures() {
        Sweep<Wave, Sound> large = sweep.withBytes(wave -> wave.seed() == 5 ? 3_200_000_000L : 10)
                .withLabel(wave -> "seed " + wave.seed());
        Runner runner = runner(2).withMemory(1_500_000_000);
        UserError error = assertThrows(UserError.class, () -> runner.check(large));
        assertEquals(
                "the trial seed 5 needs about 3.2 GB but trials may use 1.5 GB of memory; make it smaller or give a larger heap"
                        + " (-Xmx)",
                error.getMessage());
    }

    @Test
    void aPlanWithATrialTwiceIsRefused() {
        Wave wave = sweep.plan().getFirst();
        assertThrows(
                IllegalArgumentException.class,
                () -> Sweep.of("waves", Wave.class, Sound.class, List.of(wave, wave), Waves::sound));
    }

    /** The file that a deleted name stood for takes lines as before: without a check the run would end well and all be lost. */
    @Test
    void aFolderThatIsDeletedDuringARunFailsIt() {
        Path path = root.resolve("waves/lost");
        Sweep<Wave, Sound> deleting = Sweep.of("waves", Wave.class, Sound.class, sweep.plan(), wave -> {
            if (wave.seed() == 3) {
                MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
            }
            return Waves.sound(wave);
        });
        try (RunFolder folder = open("lost")) {
            Runner runner = runner(1);
            RunError error = assertThrows(RunError.class, () -> runner.run(folder, deleting));
            assertTrue(error.getMessage().startsWith("the folder " + path + " was deleted"), error.getMessage());
            assertThrows(RunError.class, () -> folder.write("report.html", "lost"));
        }
        assertFalse(Files.exists(path), "the report made the folder again");
    }

    /** Another folder of the same name is not the one that is locked. */
    @Test
    void aFolderThatIsReplacedFailsTheRun() throws IOException {
        try (RunFolder folder = open("replaced")) {
            Files.move(folder.path(), root.resolve("waves/elsewhere"));
            Files.createDirectories(folder.path());
            Files.writeString(folder.path().resolve(".lock"), "");
            Files.writeString(folder.path().resolve("ledger.jsonl"), "");
            assertThrows(RunError.class, () -> folder.write("report.html", "lost"));
        }
    }

    @Test
    void aTrialWhoseSizeCannotBeToldIsTheUsersError() {
        Sweep<Wave, Sound> boundless = sweep.withBytes(wave -> {
                    throw new IllegalArgumentException("too many parameters");
                })
                .withLabel(wave -> "seed " + wave.seed());
        Runner runner = runner(1);
        UserError error = assertThrows(UserError.class, () -> runner.check(boundless));
        assertEquals("the trial seed 0 cannot be run: too many parameters", error.getMessage());
    }
}
