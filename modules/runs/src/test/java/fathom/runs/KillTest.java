package fathom.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Waves.Sound;
import fathom.runs.Waves.Wave;
import fathom.runs.progress.Progress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run in a process of its own, killed without warning: its folder is free at once, and the same command ends it. */
class KillTest {

    private static final int SIZE = 8;

    @TempDir
    private Path root;

    @Test
    void aKilledRunIsContinued() throws IOException, InterruptedException {
        Process process = start(root);
        Path ledger = root.resolve("waves/killed/ledger.jsonl");
        try {
            while (process.isAlive()
                    && (!Files.exists(ledger) || Files.readAllLines(ledger).size() < 3)) {
                Thread.sleep(5);
            }
            assertTrue(process.isAlive(), () -> "the run ended with " + process.exitValue() + " before it was killed");
            UserError error = assertThrows(UserError.class, () -> open(root, "killed"));
            assertEquals(
                    "the folder " + root.resolve("waves/killed")
                            + " is in use by another run; wait for its end or give another --name",
                    error.getMessage());
            AtWork state = RunFolder.atWork(root.resolve("waves/killed")).orElseThrow();
            assertTrue(state.done() >= 2 && state.total() == SIZE, state::toString);
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertEquals(Optional.empty(), RunFolder.atWork(root.resolve("waves/killed")));
        Sweep<Wave, Sound> sweep = Waves.sweep(SIZE);
        try (RunFolder killed = open(root, "killed");
                RunFolder whole = open(root, "whole")) {
            assertTrue(killed.ledger().size() >= 3 && killed.ledger().size() < SIZE);
            Runner runner = Runner.of(2).withProgress(Progress.silent());
            assertEquals(
                    Waves.summary(runner.run(whole, sweep), sweep), Waves.summary(runner.run(killed, sweep), sweep));
        }
    }

    /** By POSIX a process that closes a file gives up its lock, by whatever channel it had it. */
    @Test
    void aProcessThatLooksAtItsOwnFolderKeepsTheLock() throws IOException, InterruptedException {
        try (RunFolder folder = open(root, "killed")) {
            assertThrows(UserError.class, () -> open(root, "killed"));
            assertEquals(Optional.of(new AtWork(0, 0, Optional.empty())), RunFolder.atWork(folder.path()));
            assertEquals(UserError.EXIT_CODE, start(root).waitFor());
        }
    }

    private static RunFolder open(Path root, String name) {
        Record configuration = Waves.plan(1).getFirst();
        return RunFolder.open(root, "waves", name, configuration, Environment.here(), notice -> {});
    }

    private static Process start(Path root) throws IOException {
        String path = String.join(
                File.pathSeparator,
                List.of(
                        Path.of("target", "test-classes").toAbsolutePath().toString(),
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", "")));
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        path,
                        Victim.class.getName(),
                        root.toString())
                .inheritIO()
                .start();
    }

    /** The program that is killed: its fifth trial never ends. */
    static final class Victim {

        public static void main(String[] arguments) {
            Sweep<Wave, Sound> sweep = Sweep.of("waves", Wave.class, Sound.class, Waves.plan(SIZE), wave -> {
                while (wave.seed() == 4) {
                    Thread.sleep(1000);
                }
                return Waves.sound(wave);
            });
            try (RunFolder folder = open(Path.of(arguments[0]), "killed")) {
                Runner.of(1).withProgress(Progress.silent()).run(folder, sweep);
            } catch (UserError e) {
                System.exit(UserError.EXIT_CODE);
            }
        }
    }
}
