package fathom.experiments.normalisedrelu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.normalisedrelu.NetworkTrial.NetworkCell;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult;
import fathom.nn.Metrics;
import fathom.simd.matrix.FloatMatrix;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What trains, what validates and what tests have nothing in common. */
class SplitTest {

    private static final int IMAGES = 150;
    private static final int TESTS = 30;
    private static final int PIXELS = 28 * 28;

    @TempDir
    private Path folder;

    /** Of training images number i is dark but for pixel i, of test images but for pixel 400 + i; its class is i modulo 7. */
    private void writeImages() throws IOException {
        Path set = Files.createDirectories(folder.resolve("mnist"));
        write(set, "train", IMAGES, 0);
        write(set, "t10k", TESTS, 400);
    }

    private static void write(Path set, String part, int n, int first) throws IOException {
        ByteBuffer images = ByteBuffer.allocate(16 + n * PIXELS);
        images.putInt(0x0803).putInt(n).putInt(28).putInt(28);
        ByteBuffer labels = ByteBuffer.allocate(8 + n);
        labels.putInt(0x0801).putInt(n);
        for (int i = 0; i < n; i++) {
            images.put(16 + i * PIXELS + first + i, (byte) 200);
            labels.put(8 + i, (byte) (i % 7));
        }
        Files.write(set.resolve(part + "-images-idx3-ubyte"), images.array());
        Files.write(set.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }

    private static Problem published(int training, int validation, int test, long seed) {
        return new Problem("mnist", false, new Mixture(6, 2, 1, 1), training, validation, test, 5, seed);
    }

    /** The numbers of the images, which their pixels and their classes tell alike. */
    private static List<Integer> numbers(Examples examples, int first) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < examples.size(); i++) {
            int row = i;
            int lit = IntStream.range(0, PIXELS)
                    .filter(j -> examples.inputs().get(row, j) != 0)
                    .reduce((a, b) -> {
                        throw new AssertionError("pixels " + a + " and " + b);
                    })
                    .orElseThrow();
            assertEquals(28, examples.inputs().get(i, lit), 1e-4, "rows have length sqrt(d)");
            assertEquals(1, examples.targets().get(i, (lit - first) % 7), "the class of image " + (lit - first));
            numbers.add(lit - first);
        }
        return numbers;
    }

    @Test
    void everyImageIsInOnePart() throws IOException {
        writeImages();
        Split split = Split.of(published(110, 40, 20, 1), folder.toString());
        List<Integer> training = numbers(split.training(), 0);
        List<Integer> validation = numbers(split.validation(), 0);
        assertEquals(110, training.size());
        assertEquals(40, validation.size());
        Set<Integer> all = new HashSet<>(training);
        all.addAll(validation);
        assertEquals(IMAGES, all.size(), "an image trains and validates, or does so twice");
        // The first of the test files, in their order.
        assertEquals(IntStream.range(0, 20).boxed().toList(), numbers(split.test(), 400));

        Split other = Split.of(published(110, 40, 20, 2), folder.toString());
        assertNotEquals(training, numbers(other.training(), 0));
        assertEquals(numbers(split.test(), 400), numbers(other.test(), 400));
    }

    /** Where a set holds less than was asked for, training gives way and validation does not. */
    @Test
    void fewImagesLeaveFewerToTrainOn() throws IOException {
        writeImages();
        Split split = Split.of(published(50_000, 40, 10_000, 3), folder.toString());
        Set<Integer> all = new HashSet<>(numbers(split.training(), 0));
        assertEquals(110, all.size());
        all.addAll(numbers(split.validation(), 0));
        assertEquals(IMAGES, all.size());
        assertEquals(TESTS, split.test().size());
        assertTrue(assertThrows(IOException.class, () -> Split.of(published(50_000, 60, 20, 3), folder.toString()))
                .getMessage()
                .contains("too few for validation=60"));
    }

    /** Centring leaves the draw of images and their classes alone, and takes the common shift of a mixture out. */
    @Test
    void centredExamplesAreTheSameExamples() throws IOException {
        Mixture mixture = new Mixture(6, 2, 1, 3);
        Split plain = Split.of(new Problem(Problem.MIXTURE, false, mixture, 200, 60, 80, 30, 5), "");
        Split centred = Split.of(new Problem(Problem.MIXTURE, true, mixture, 200, 60, 80, 30, 5), "");
        assertEquals(row(plain.test().targets(), 3), row(centred.test().targets(), 3));
        // offset^2 / (offset^2 + 1 + noise^2) = 9 / 11 with the shift, about 0 without it.
        assertEquals(9.0 / 11, Metrics.meanCosine(plain.test().inputs()), 0.05);
        assertEquals(0, Metrics.meanCosine(centred.test().inputs()), 0.05);
    }

    /** Examples that are drawn are drawn once. */
    @Test
    void noExampleIsDrawnForTwoParts() throws IOException {
        Split split = Split.of(new Problem(Problem.MIXTURE, false, new Mixture(6, 2, 1, 1), 200, 60, 80, 30, 5), "");
        Set<List<Float>> rows = new HashSet<>();
        for (Examples part : List.of(split.training(), split.validation(), split.test())) {
            for (int i = 0; i < part.size(); i++) {
                rows.add(row(part.inputs(), i));
            }
        }
        assertEquals(200 + 60 + 80, rows.size());
    }

    private static List<Float> row(FloatMatrix x, int i) {
        List<Float> row = new ArrayList<>();
        for (int j = 0; j < x.columns(); j++) {
            row.add(x.get(i, j));
        }
        return row;
    }

    /** Other validation and test examples leave the training as it is, to the bit; only their own errors change. */
    @Test
    void aTrainingDoesNotKnowWhatValidatesAndTests() throws IOException {
        NetworkCell cell = new NetworkCell(
                new Problem(Problem.MIXTURE, false, new Mixture(6, 2, 1, 1), 200, 60, 80, 30, 5),
                "batch(relu)",
                new Body(Body.CONNECTED, 2, 12),
                0.01,
                new NetworkCell.Descent(4, 20, 0.9, 0.0001, 3, 0.1, "he"));
        Split split = Split.of(cell.problem(), "");
        NetworkResult plain = result(cell, split);
        NetworkResult otherValidation =
                result(cell, new Split(split.training(), shifted(split.validation()), split.test()));
        NetworkResult otherTest = result(cell, new Split(split.training(), split.validation(), shifted(split.test())));
        for (int e = 0; e < plain.looks().size(); e++) {
            NetworkResult.Look look = plain.looks().get(e);
            NetworkResult.Look one = otherValidation.looks().get(e);
            NetworkResult.Look two = otherTest.looks().get(e);
            assertEquals(
                    List.of(look.trainingLoss(), look.trainingError(), look.testLoss(), look.testError()),
                    List.of(one.trainingLoss(), one.trainingError(), one.testLoss(), one.testError()));
            assertEquals(
                    List.of(look.trainingLoss(), look.trainingError(), look.validationError()),
                    List.of(two.trainingLoss(), two.trainingError(), two.validationError()));
        }
        assertNotEquals(plain.last().validationError(), otherValidation.last().validationError());
        assertNotEquals(plain.last().testError(), otherTest.last().testError());
    }

    private NetworkResult result(NetworkCell cell, Split split) throws IOException {
        Session session = Session.open(cell, split, folder.resolve("none"));
        for (int e = 0; e < cell.descent().epochs(); e++) {
            session.epoch();
        }
        return session.result();
    }

    /** The same inputs, each of the next class. */
    private static Examples shifted(Examples examples) {
        FloatMatrix targets = FloatMatrix.zeros(examples.size(), Problem.CLASSES);
        for (int i = 0; i < examples.size(); i++) {
            for (int k = 0; k < Problem.CLASSES; k++) {
                targets.set(i, (k + 1) % Problem.CLASSES, examples.targets().get(i, k));
            }
        }
        return new Examples(examples.inputs(), targets);
    }
}
