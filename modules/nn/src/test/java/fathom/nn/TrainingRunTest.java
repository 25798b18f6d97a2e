package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupted trainings. */
class TrainingRunTest {

    private static final long SEED = 5;

    private final FloatMatrix x = Samples.normal(90, 6, SEED, "inputs");
    private final FloatMatrix y = Samples.targets(90, 1, Loss.LOGISTIC, SEED);
    private final RandomStream stream = RandomStream.of(SEED, "train");
    private final Training settings = Training.of(Loss.LOGISTIC, 0.01, 20, 30)
            .withCheckEvery(0)
            .with(Optimiser.Adam.standard())
            .with(new Schedule.Cosine(0.1));

    @TempDir
    Path folder;

    TrainingRunTest() {
        System.out.println("seed " + SEED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "momentum", "adam", "adadelta"})
    void aResumedRunEndsWithTheBitsOfAnUninterruptedOne(String name) throws IOException {
        Training chosen = settings.with(
                switch (name) {
                    case "momentum" -> new Optimiser.Momentum(0.9, true, 1e-3);
                    case "adam" -> new Optimiser.Adam(0.9, 0.99, 1e-8, 0.01, true);
                    case "adadelta" -> new Optimiser.Adadelta(0.9, 1e-6);
                    default -> Optimiser.sgd();
                });
        Network whole = fresh(2);
        TrainingRun uninterrupted = run(whole, chosen);
        while (!uninterrupted.finished()) {
            uninterrupted.epoch();
        }
        Path file = folder.resolve(name);
        TrainingRun first = run(fresh(2), chosen);
        for (int e = 0; e < 13; e++) {
            first.epoch();
        }
        first.save(file);
        // What happens between the last save and a kill is lost, and is done again to the same bits.
        first.epoch();
        Network other = fresh(2);
        Arrays.fill(other.parameters(), 7);
        TrainingRun second = run(other, chosen);
        second.resume(file);
        assertEquals(13, second.epochs());
        while (!second.finished()) {
            second.epoch();
        }
        assertArrayEquals(NetworkTest.bits(whole.parameters()), NetworkTest.bits(other.parameters()));
        assertEquals(uninterrupted.result(), second.result());
    }

    /** The process is ended by force in the middle of whatever it does, writing included; the file is whole all the same. */
    @Test
    void aKilledProcessIsResumedToTheSameBits() throws IOException, InterruptedException {
        Path file = folder.resolve("killed");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        place(KilledTraining.class)
                                + File.pathSeparator
                                + place(Network.class)
                                + File.pathSeparator
                                + place(FloatMatrix.class),
                        KilledTraining.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader said = process.inputReader()) {
            for (int line = 0; line < 3; line++) {
                assertNotNull(said.readLine(), "the process ended by itself");
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
        TrainingRun resumed = KilledTraining.run();
        resumed.resume(file);
        assertTrue(resumed.epochs() >= 3, "epochs " + resumed.epochs());
        TrainingRun whole = KilledTraining.run();
        int end = resumed.epochs() + 2;
        for (TrainingRun run : new TrainingRun[] {resumed, whole}) {
            while (run.epochs() < end) {
                run.epoch();
            }
        }
        assertArrayEquals(
                NetworkTest.bits(whole.network().parameters()),
                NetworkTest.bits(resumed.network().parameters()));
    }

    /** The folder or archive that a class was loaded from, wherever the build put it. */
    private static String place(Class<?> loaded) {
        String name = loaded.getName().replace('.', '/') + ".class";
        String url = loaded.getResource("/" + name).toString();
        String folder = url.substring(0, url.length() - name.length() - 1);
        String path = folder.startsWith("jar:") ? folder.substring(4, folder.length() - 1) : folder;
        return Path.of(URI.create(path)).toString();
    }

    @Test
    void foreignAndDamagedCheckpointsAreRefusedAndChangeNothing() throws IOException {
        Path file = folder.resolve("checkpoint");
        TrainingRun run = run(fresh(2), settings);
        run.epoch();
        run.save(file);
        byte[] bytes = Files.readAllBytes(file);
        Network network = fresh(2);
        int[] before = NetworkTest.bits(network.parameters());

        Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
        refused("is truncated or damaged", run(network, settings), file);
        byte[] changed = bytes.clone();
        changed[bytes.length / 2] ^= 1;
        Files.write(file, changed);
        refused("is truncated or damaged", run(network, settings), file);
        Files.write(file, new byte[] {1, 2, 3});
        refused("is not a checkpoint of a training", run(network, settings), file);

        byte[] older = bytes.clone();
        older[7] = '1';
        Files.write(file, older);
        refused("was written by another version", run(network, settings), file);
        Files.write(file, new byte[0]);
        refused("is not a checkpoint of a training", run(network, settings), file);
        for (int length = 8; length < bytes.length; length += 97) {
            Files.write(file, Arrays.copyOf(bytes, length));
            refused("is truncated or damaged", run(network, settings), file);
        }

        Files.write(file, bytes);
        refused("belongs to another architecture", run(fresh(3), settings), file);
        refused("belongs to another settings", run(network, settings.withLearningRate(0.02)), file);
        refused(
                "belongs to another data",
                new TrainingRun(network, Batches.of(x.rows(0, 80), y.rows(0, 80)), settings, stream),
                file);
        refused("belongs to another settings", run(network, settings).watch(7, moment -> Watcher.Verdict.GO_ON), file);
        FloatMatrix otherNumbers = x.copy();
        otherNumbers.set(89, 5, Math.nextUp(x.get(89, 5)));
        refused(
                "belongs to another data",
                new TrainingRun(network, Batches.of(otherNumbers, y), settings, stream),
                file);
        FloatMatrix otherTargets = y.copy();
        otherTargets.set(0, 0, -y.get(0, 0));
        refused(
                "belongs to another data",
                new TrainingRun(network, Batches.of(x, otherTargets), settings, stream),
                file);
        refused(
                "belongs to another data",
                new TrainingRun(
                        network,
                        new AugmentedBatches(
                                Batches.of(x, y), new Shape(1, 2, 3), List.of(new Augmentation.RandomFlip()), stream),
                        settings,
                        stream),
                file);
        refused(
                "belongs to another random stream",
                new TrainingRun(network, Batches.of(x, y), settings, stream.child(1)),
                file);
        assertArrayEquals(before, NetworkTest.bits(network.parameters()));
    }

    /** Arrays of several buffers, whose last is not full; and what cannot be written leaves nothing behind. */
    @Test
    void largeNetworksAreWrittenInPieces() throws IOException {
        Architecture wide = Architecture.fullyConnected(6, 2, 300, 1);
        TrainingRun first = run(Network.initialised(wide, Initialiser.HE, stream, 20), settings);
        first.epoch();
        Path file = folder.resolve("wide");
        first.save(file);
        assertTrue(Files.size(file) > 4L * wide.parameters(), "bytes " + Files.size(file));
        TrainingRun second = run(Network.initialised(wide, Initialiser.HE, stream.child(1), 20), settings);
        second.resume(file);
        first.epoch();
        second.epoch();
        assertArrayEquals(
                NetworkTest.bits(first.network().parameters()),
                NetworkTest.bits(second.network().parameters()));

        Path occupied = folder.resolve("occupied");
        Files.createDirectories(occupied.resolve("by something"));
        assertThrows(IOException.class, () -> first.save(occupied));
        assertFalse(Files.exists(folder.resolve("occupied.part")), "half a file is left");
    }

    @Test
    void aFinishedRunSaysSo() {
        TrainingRun run = run(fresh(1), settings.withMaxEpochs(1));
        assertFalse(run.finished());
        run.epoch();
        assertTrue(run.finished());
        assertThrows(IllegalStateException.class, run::epoch);
    }

    private TrainingRun run(Network network, Training chosen) {
        return new TrainingRun(network, Batches.of(x, y), chosen, stream);
    }

    private static Network fresh(int depth) {
        return Network.initialised(
                Architecture.fullyConnected(6, depth, 12, 1), Initialiser.HE, RandomStream.of(SEED, "weights"), 20);
    }

    private static void refused(String part, TrainingRun run, Path file) {
        String message = assertThrows(IllegalArgumentException.class, () -> run.resume(file))
                .getMessage();
        assertTrue(message.contains(part), message);
    }
}
