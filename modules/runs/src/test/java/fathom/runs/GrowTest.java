package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
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

/** A run that grows, in its folder or from other runs, has the results of a run made whole, and no trial is run twice. */
class GrowTest {

    private record Range(int size, List<Integer> more) {}

    private final List<String> notices = new ArrayList<>();
    private final AtomicInteger trials = new AtomicInteger();

    @TempDir
    private Path root;

    private Sweep<Wave, Sound> sweep(int size) {
        return Sweep.of("waves", Wave.class, Sound.class, Waves.plan(size), wave -> {
            trials.incrementAndGet();
            return Waves.sound(wave);
        });
    }

    private String run(String experiment, String name, int size, Code code) {
        notices.clear();
        Environment environment = Environment.here().withCode(code);
        Range settings = new Range(size, List.of());
        try (RunFolder folder = RunFolder.open(root, experiment, name, settings, environment, notices::add)) {
            Runner runner = Runner.of(1).withProgress(Progress.silent());
            return Waves.summary(runner.run(folder, sweep(size)), sweep(size));
        }
    }

    private String run(String experiment, String name, int size) {
        return run(experiment, name, size, Code.here());
    }

    @Test
    void aGrownRunIsTheWholeRun() throws IOException {
        String whole = run("whole", "a", 12);
        run("grown", "a", 5);
        trials.set(0);
        assertEquals(whole, run("grown", "a", 12));
        assertEquals(7, trials.get());
        assertEquals(
                List.of(
                        "The run grown/a goes on with other settings:\n  size: 5, now 12",
                        "5 of 12 trials reused, 7 to run."),
                notices);
        Path folder = root.resolve("grown/a");
        assertTrue(Files.readString(folder.resolve("config.json")).contains("\"size\" : 12"));

        // And back: nothing runs, nothing is lost.
        trials.set(0);
        assertEquals(run("whole", "b", 5), run("grown", "a", 5));
        assertEquals(whole, run("grown", "a", 12));
        assertEquals(0, trials.get());
        try (Ledger ledger = Ledger.open(folder.resolve("ledger.jsonl"), Code.here(), notices::add)) {
            assertEquals(7, ledger.unplanned(List.of(sweep(5))));
            assertEquals(0, ledger.unplanned(List.of(sweep(12))));
        }
    }

    @Test
    void finishedTrialsOfOtherRunsAreCopiedWithTheirOrigin() throws IOException {
        String whole = run("whole", "a", 12);
        run("sibling", "a", 3);
        run("sibling", "b", 5);
        trials.set(0);
        assertEquals(whole, run("sibling", "c", 12));
        assertEquals(7, trials.get());
        assertEquals(List.of("5 of 12 trials reused (5 from a and b), 7 to run."), notices);
        List<String> lines = Files.readAllLines(root.resolve("sibling/c/ledger.jsonl"));
        assertEquals(
                3,
                lines.stream().filter(line -> line.contains("\"from\":\"a\"")).count());
        // b holds two of its own and three that came from a.
        assertEquals(
                2,
                lines.stream().filter(line -> line.contains("\"from\":\"b\"")).count());
        for (String line : lines) {
            assertEquals(line, LedgerLine.parse(line).json());
        }
    }

    @Test
    void otherCodeDamageAndUnfinishedLinesAreNotCopied() throws IOException {
        run("sibling", "a", 4, new Code("0123456789abcdef", ""));
        run("sibling", "b", 2);
        Path ledger = root.resolve("sibling/b/ledger.jsonl");
        List<String> lines = Files.readAllLines(ledger);
        Files.writeString(
                ledger,
                lines.get(0).replaceFirst("\"sum\":[^,]*", "\"sum\":0.5") + "\n"
                        + lines.get(1).substring(0, 60));
        String altered = Files.readString(ledger);
        trials.set(0);
        run("sibling", "c", 4);
        assertEquals(4, trials.get());
        assertEquals(List.of(), notices);
        assertEquals(altered, Files.readString(ledger));
    }

    @Test
    void aViewReadsWhatIsThereWhileAnotherWrites() throws IOException {
        Range settings = new Range(3, List.of());
        try (RunFolder folder = RunFolder.open(root, "waves", "a", settings, Environment.here(), notices::add)) {
            Path file = folder.path().resolve("ledger.jsonl");
            assertEquals(0, Ledger.view(file, Code.here()).size());
            Runner.of(1).withProgress(Progress.silent()).run(folder, sweep(3));
            String whole = Files.readString(file);
            Files.writeString(file, whole + whole.substring(0, 50));
            assertEquals(3, Ledger.view(file, Code.here()).size());
            assertEquals(whole + whole.substring(0, 50), Files.readString(file));
        }
        assertEquals(0, Ledger.view(root.resolve("nowhere"), Code.here()).size());
    }

    @Test
    void namesAreReadableSafeAndDifferentForDifferentSettings() {
        record Some(List<Integer> depths, int samples, double rate, List<String> kernels) {}
        Some quick = new Some(List.of(1, 2), 2000, 0.1, List.of("ntk"));
        assertEquals("quick", RunName.of("quick", quick, quick));
        assertEquals(
                "quick,depths=1-4+8,samples=500",
                RunName.of("quick", quick, new Some(List.of(1, 2, 3, 4, 8), 500, 0.1, List.of("ntk"))));
        assertEquals(
                "quick,rate=1.0E-4,kernels=none",
                RunName.of("quick", quick, new Some(List.of(1, 2), 2000, 1e-4, List.of())));
        String one = RunName.of("quick", quick, new Some(List.of(1, 2), 2000, 0.1, List.of("ntk(depth=2)")));
        String other = RunName.of("quick", quick, new Some(List.of(1, 2), 2000, 0.1, List.of("ntk[depth=2]")));
        assertTrue(one.startsWith("quick,kernels=ntk-depth=2,"), one);
        assertNotEquals(one, other);
        List<String> many = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            many.add("kernel" + i + "/../é");
        }
        String bounded = RunName.of("quick", quick, new Some(List.of(1, 2), 2000, 0.1, many));
        assertTrue(bounded.length() <= 80, bounded);
        assertEquals(bounded, RunName.checked(bounded));
        assertEquals(one, RunName.checked(one));
    }
}
