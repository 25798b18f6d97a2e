package fathom.cluster.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.cluster.Squares;
import fathom.cluster.Squares.Number;
import fathom.cluster.Squares.Square;
import fathom.cluster.Squares.Squaring;
import fathom.runs.Environment;
import fathom.runs.ExecutorProvider;
import fathom.runs.Outcome;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import fathom.runs.progress.Progress;
import fathom.runs.report.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real cluster of two executors of one core, each a process of its own on this machine. */
class SparkExecutorTest {

    private static final int SIZE = 24;
    private static ExecutorProvider.Connection cluster;

    @TempDir
    private Path root;

    @BeforeAll
    static void connect() throws IOException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        System.setProperty("spark.executor.extraClassPath", System.getProperty("java.class.path"));
        System.setProperty("spark.master.rest.enabled", "false");
        System.setProperty("spark.executor.memory", "900m");
        cluster = ExecutorProvider.connectTo("local-cluster[2,1,900]");
    }

    @AfterAll
    static void leave() {
        cluster.close();
    }

    private RunFolder open(String name) {
        Number configuration = new Number(0, 1);
        return RunFolder.open(root, "squares", name, configuration, Environment.here(), notice -> {});
    }

    private static Runner there() {
        return Runner.of(1).withProgress(Progress.silent()).withExecutor(cluster, cluster.jobs());
    }

    private static String summary(Outcome outcome, Sweep<Number, Square> sweep) {
        Table table = Table.of("value", "scale", "square", "none");
        outcome.results(sweep)
                .forEach(one -> table.row(
                        one.configuration().value(),
                        one.configuration().scale(),
                        one.result().value(),
                        one.result().none()));
        return table.csv();
    }

    @Test
    void aSweepOnTheClusterHasTheSummaryOfALocalOneToTheByte() {
        Sweep<Number, Square> sweep = Squares.sweep(SIZE, new Squaring(false, 0));
        try (RunFolder here = open("here");
                RunFolder away = open("away")) {
            String local = summary(Runner.of(2).withProgress(Progress.silent()).run(here, sweep), sweep);
            Outcome outcome = there().run(away, sweep);
            assertEquals(local, summary(outcome, sweep));
            assertEquals(0, outcome.exitCode());
        }
    }

    @Test
    void aTrialThatThrowsIsKeptApartAndTriedAgain() {
        Sweep<Number, Square> failing = Squares.sweep(SIZE, new Squaring(true, 0));
        Sweep<Number, Square> mended = Squares.sweep(SIZE, new Squaring(false, 0));
        try (RunFolder folder = open("failing")) {
            Outcome outcome = there().run(folder, failing);
            assertEquals(1, outcome.exitCode());
            assertEquals(
                    "IllegalStateException: seven",
                    outcome.failures().getFirst().error());
            assertEquals(SIZE - 1, outcome.results(failing).size());
            assertTrue(there().run(folder, mended).complete());
        }
    }

    @Test
    void anExecutorKilledInMidRunLosesNothing() throws InterruptedException {
        Sweep<Number, Square> sweep = Squares.sweep(SIZE, new Squaring(false, 100));
        try (RunFolder here = open("unharmed");
                RunFolder away = open("harmed")) {
            Outcome[] outcome = new Outcome[1];
            Thread run = new Thread(() -> outcome[0] = there().run(away, sweep));
            run.start();
            while (away.ledger().size() < 3) {
                Thread.sleep(5);
            }
            List<ProcessHandle> executors = executors();
            assertFalse(executors.isEmpty(), "executors are processes of their own");
            executors.getFirst().destroyForcibly();
            run.join();
            assertTrue(outcome[0].complete());
            String local = summary(Runner.of(2).withProgress(Progress.silent()).run(here, sweep), sweep);
            assertEquals(local, summary(outcome[0], sweep));
        }
    }

    /** The Java processes below this one; their command lines are too long for the system to show. */
    private static List<ProcessHandle> executors() {
        try (Stream<ProcessHandle> processes = ProcessHandle.current().descendants()) {
            return processes
                    .filter(process -> process.info().command().orElse("").endsWith("java"))
                    .toList();
        }
    }

    @Test
    void anInterruptStopsTheRunAndKeepsWhatIsThere() throws InterruptedException {
        Sweep<Number, Square> sweep = Squares.sweep(SIZE, new Squaring(false, 100));
        Outcome[] outcome = new Outcome[1];
        try (RunFolder folder = open("stopped")) {
            Thread run = new Thread(() -> outcome[0] = there().run(folder, sweep));
            run.start();
            while (folder.ledger().size() < 3) {
                Thread.sleep(5);
            }
            run.interrupt();
            run.join();
        }
        assertEquals(130, outcome[0].exitCode());
        try (RunFolder folder = open("stopped")) {
            assertTrue(folder.ledger().size() >= 3);
            assertTrue(there().run(folder, sweep).complete());
        }
    }

    @Test
    void aTrialLargerThanAnExecutorIsRefused() {
        Sweep<Number, Square> sweep = Squares.sweep(2, new Squaring(false, 0))
                .withBytes(number -> 800_000_000L)
                .withLabel(number -> "large");
        UserError error = assertThrows(UserError.class, () -> there().check(sweep));
        assertEquals(
                "the trial large needs about 800 MB but a trial on this cluster may use 566 MB of memory; make it smaller or give a"
                        + " larger spark.executor.memory",
                error.getMessage());
    }
}
