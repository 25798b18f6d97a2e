package fathom.cluster.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.cluster.Squares;
import fathom.cluster.Squares.Number;
import fathom.cluster.Squares.Square;
import fathom.cluster.Squares.Squaring;
import fathom.runs.Environment;
import fathom.runs.ExecutorProvider;
import fathom.runs.Ledger;
import fathom.runs.Outcome;
import fathom.runs.RunFolder;
import fathom.runs.Runner;
import fathom.runs.Sweep;
import fathom.runs.UserError;
import fathom.runs.progress.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standalone master and two workers, processes of their own on this machine, of which one dies in the middle of a sweep. */
class StandaloneFaultsTest {

    private static final int TRIALS = 40;
    private static final int PAUSE_MILLIS = 150;

    private final List<Process> daemons = new ArrayList<>();

    @TempDir
    private Path root;

    private String master;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
        int port = freePort();
        master = "spark://127.0.0.1:" + port;
        daemon(
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                port + "",
                "--webui-port",
                "0");
        while (!answers()) {
            Thread.sleep(50);
        }
        for (int worker = 0; worker < 2; worker++) {
            daemon(
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    "127.0.0.1",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--webui-port",
                    "0",
                    "--work-dir",
                    root.resolve("work" + worker).toString(),
                    master);
        }
    }

    @AfterEach
    void stop() {
        daemons.forEach(daemon -> {
            daemon.descendants().forEach(ProcessHandle::destroyForcibly);
            daemon.destroyForcibly();
        });
    }

    private boolean answers() {
        try {
            Standalone.reach(master);
            return true;
        } catch (UserError e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void daemon(String... command) throws IOException {
        daemons.add(java(root.resolve("daemon" + daemons.size() + ".log"), command));
    }

    private static Process java(Path log, String... command) throws IOException {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "@" + Path.of("src/spark/java-options").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path")));
        words.addAll(List.of(command));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** The driver: runs the sweep on that master, into that folder. */
    public static final class Driver {

        private Driver() {}

        public static void main(String... arguments) {
            System.exit(run(arguments[0], Path.of(arguments[1])).exitCode());
        }

        static Outcome run(String master, Path root) {
            System.setProperty("spark.executor.extraClassPath", System.getProperty("java.class.path"));
            System.setProperty("spark.executor.memory", "600m");
            try (ExecutorProvider.Connection cluster = ExecutorProvider.connectTo(master);
                    RunFolder folder = open(root, "cluster")) {
                return Runner.of(1)
                        .withProgress(Progress.silent())
                        .withExecutor(cluster, 2)
                        .run(folder, sweep());
            }
        }
    }

    private static Sweep<Number, Square> sweep() {
        return Squares.sweep(TRIALS, new Squaring(false, PAUSE_MILLIS));
    }

    private static RunFolder open(Path root, String name) {
        return RunFolder.open(root, "squares", name, new Number(0, 1), Environment.here(), notice -> {});
    }

    private Path ledger() {
        return root.resolve("squares/cluster/ledger.jsonl");
    }

    private long finished() throws IOException {
        if (!Files.exists(ledger())) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(ledger())) {
            return lines.count();
        }
    }

    private Process driver() throws IOException {
        return java(root.resolve("driver.log"), Driver.class.getName(), master, root.toString());
    }

    private void await(Process driver, int trials) throws IOException, InterruptedException {
        while (finished() < trials) {
            assertTrue(driver.isAlive(), () -> text(root.resolve("driver.log")));
            Thread.sleep(20);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return file + ": " + e.getMessage();
        }
    }

    /** Every result once, and the results those of a local run. */
    private void assertWhole() {
        try (RunFolder local = open(root, "local");
                RunFolder away = open(root, "cluster")) {
            Outcome here = Runner.of(2)
                    .withProgress(Progress.silent())
                    .run(local, Squares.sweep(TRIALS, new Squaring(false, 0)));
            Ledger ledger = away.ledger();
            assertEquals(0, ledger.left(List.of(sweep())));
            assertEquals(TRIALS, finished());
            assertEquals(
                    here.results(sweep()).stream().map(one -> one.result()).toList(),
                    ledger.results(sweep()).stream().map(one -> one.result()).toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aKilledExecutorOrWorkerLosesNothing() throws IOException, InterruptedException {
        Process driver = driver();
        await(driver, 4);
        daemons.get(1).children().findFirst().orElseThrow().destroyForcibly();
        await(driver, 10);
        Process worker = daemons.get(2);
        List<ProcessHandle> executors = worker.children().toList();
        worker.destroyForcibly();
        executors.forEach(ProcessHandle::destroyForcibly);
        assertTrue(driver.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, driver.exitValue(), () -> text(root.resolve("driver.log")));
        assertWhole();
    }

    @Test
    void theSameCommandGoesOnAfterTheDriversDeath() throws IOException, InterruptedException {
        Process driver = driver();
        await(driver, 6);
        driver.destroyForcibly().waitFor();
        Process again = driver();
        assertTrue(again.waitFor(2, TimeUnit.MINUTES));
        assertEquals(0, again.exitValue(), () -> text(root.resolve("driver.log")));
        assertWhole();
    }

    @Test
    void noMasterAndNoWorkersAreToldWithinHalfAMinute() {
        UserError error = assertThrows(UserError.class, () -> SparkExecutor.connect("spark://127.0.0.1:1"));
        assertTrue(error.getMessage().startsWith("no Spark master answers at spark://127.0.0.1:1"), error.getMessage());
        System.setProperty("spark.executor.memory", "100g");
        try {
            UserError none = assertThrows(UserError.class, () -> SparkExecutor.connect(master));
            assertTrue(none.getMessage().contains("gives no executor of 100g of memory within"), none.getMessage());
        } finally {
            System.clearProperty("spark.executor.memory");
        }
    }
}
