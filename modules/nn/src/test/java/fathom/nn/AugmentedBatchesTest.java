package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.nn.Augmentation.RandomCrop;
import fathom.nn.Augmentation.RandomFlip;
import fathom.nn.Augmentation.Standardisation;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AugmentedBatchesTest {

    private static final long SEED = 91;
    private static final Shape SHAPE = new Shape(2, 5, 4);
    private static final int ROWS = 400;

    private final FloatMatrix x = Samples.normal(ROWS, SHAPE.size(), SEED, "images");
    private final FloatMatrix y = Samples.targets(ROWS, 1, Loss.LOGISTIC, SEED);
    private final int[] order = IntStream.range(0, ROWS).toArray();

    AugmentedBatchesTest() {
        System.out.println("seed " + SEED);
    }

    /** The middle of each image, of mean 0 and deviation 1; differences of entries keep their ratios, and targets stay. */
    @Test
    void cropsAreStandardisedMiddles() {
        StandardisedCrops crops = new StandardisedCrops(Batches.of(x, y), SHAPE, 1);
        assertEquals(3 * 2 * 2, crops.inputs());
        FloatMatrix seen = FloatMatrix.zeros(ROWS, crops.inputs());
        FloatMatrix targets = FloatMatrix.zeros(ROWS, 1);
        crops.gather(order, 0, seen, targets);
        for (int i = 0; i < ROWS; i++) {
            double mean = 0;
            double square = 0;
            for (int j = 0; j < 12; j++) {
                mean += seen.get(i, j) / 12.0;
                square += seen.get(i, j) * (double) seen.get(i, j) / 12;
            }
            assertEquals(0, mean, 1e-5);
            assertEquals(1, square, 1e-4);
            // Rows 1 and 3, columns 1 and 2 of 5 x 4 pixels with two channels.
            double whole = (x.get(i, (3 * 4 + 2) * 2) - x.get(i, (4 + 1) * 2 + 1))
                    / (x.get(i, (4 + 1) * 2) - x.get(i, (4 + 1) * 2 + 1));
            double crop = (seen.get(i, 10) - seen.get(i, 1)) / (seen.get(i, 0) - seen.get(i, 1));
            assertEquals(whole, crop, 1e-3 * (1 + Math.abs(whole)) * (1 + Math.abs(whole)));
            assertEquals(y.get(i, 0), targets.get(i, 0));
        }
    }

    @Test
    void everyCropIsAShiftAndAllShiftsAreEquallyFrequent() {
        FloatMatrix seen = gathered(List.of(new RandomCrop(1)), order, 3);
        int[] counts = new int[9];
        for (int i = 0; i < ROWS; i++) {
            int found = -1;
            for (int shift = 0; shift < 9; shift++) {
                if (isShift(seen, i, shift % 3 - 1, shift / 3 - 1)) {
                    found = shift;
                }
            }
            assertTrue(found >= 0, "row " + i + " is no shift of its image");
            counts[found]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += Math.pow(count - ROWS / 9.0, 2) / (ROWS / 9.0);
        }
        // 8 degrees of freedom: beyond 26.1 once in a thousand.
        assertTrue(chiSquare < 26.1, "chi square " + chiSquare);
    }

    private boolean isShift(FloatMatrix seen, int row, int u, int v) {
        for (int py = 0; py < SHAPE.height(); py++) {
            for (int px = 0; px < SHAPE.width(); px++) {
                for (int c = 0; c < SHAPE.channels(); c++) {
                    int fy = py + v;
                    int fx = px + u;
                    boolean inside = fy >= 0 && fy < SHAPE.height() && fx >= 0 && fx < SHAPE.width();
                    float expected = inside ? x.get(row, place(c, fy, fx)) : 0;
                    if (seen.get(row, place(c, py, px)) != expected) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    @Test
    void halfOfTheImagesAreMirrored() {
        FloatMatrix seen = gathered(List.of(new RandomFlip()), order, 0);
        int mirrored = 0;
        for (int i = 0; i < ROWS; i++) {
            boolean same = seen.get(i, place(1, 2, 0)) == x.get(i, place(1, 2, 0));
            assertEquals(x.get(i, place(1, 2, same ? 0 : 3)), seen.get(i, place(1, 2, 0)));
            assertEquals(x.get(i, place(0, 4, same ? 1 : 2)), seen.get(i, place(0, 4, 1)));
            mirrored += same ? 0 : 1;
        }
        // A binomial's standard deviation is sqrt(400) / 2 = 10; four of them.
        assertEquals(ROWS / 2.0, mirrored, 40);
    }

    @Test
    void standardisedImagesHaveMean0AndDeviation1AndEvenOnesStayEven() {
        for (int j = 0; j < SHAPE.size(); j++) {
            x.set(7, j, 3);
        }
        FloatMatrix seen = gathered(List.of(new Standardisation()), order, 0);
        for (int i = 0; i < ROWS; i++) {
            double sum = 0;
            double squares = 0;
            for (int j = 0; j < SHAPE.size(); j++) {
                sum += seen.get(i, j);
                squares += seen.get(i, j) * seen.get(i, j);
            }
            assertEquals(0, sum / SHAPE.size(), 1e-6);
            assertEquals(i == 7 ? 0 : 1, squares / SHAPE.size(), 1e-5);
        }
        FloatMatrix evaluated = FloatMatrix.zeros(ROWS, SHAPE.size());
        batches(List.of(new RandomCrop(2), new Standardisation())).gather(order, 0, evaluated, y.copy());
        assertArrayEquals(seen.array(), evaluated.array());
    }

    @Test
    void whatIsDrawnDependsOnPassAndExampleAlone() {
        List<Augmentation> all = List.of(new RandomCrop(2), new RandomFlip(), new Standardisation());
        FloatMatrix forwards = gathered(all, order, 5);
        int[] backwards = IntStream.range(0, ROWS).map(i -> ROWS - 1 - i).toArray();
        FloatMatrix turned = gathered(all, backwards, 5);
        for (int i = 0; i < ROWS; i++) {
            assertArrayEquals(
                    forwards.row(i).copy().array(),
                    turned.row(ROWS - 1 - i).copy().array());
        }
        FloatMatrix next = gathered(all, order, 6);
        int same = 0;
        for (int i = 0; i < ROWS; i++) {
            same += java.util.Arrays.equals(
                            forwards.row(i).copy().array(), next.row(i).copy().array())
                    ? 1
                    : 0;
        }
        // One in 25 shifts times one in 2 flips stays: 8 of 400 on average, deviation 2.8.
        assertTrue(same < 25, same + " images are the same in the next pass");
    }

    @Test
    void trainingsOnAugmentedImagesRepeatToTheBit() {
        Architecture architecture = Architecture.fullyConnected(SHAPE.size(), 1, 16, 1);
        int[][] bits = new int[2][];
        for (int i = 0; i < 2; i++) {
            Network network = Network.initialised(architecture, Initialiser.HE, RandomStream.of(SEED, "weights"), 50);
            Batches data = batches(List.of(new RandomCrop(1), new RandomFlip(), new Standardisation()));
            Trainer.train(network, data, Training.of(Loss.LOGISTIC, 0.1, 50, 3), RandomStream.of(SEED, "train"));
            bits[i] = NetworkTest.bits(network.parameters());
        }
        assertArrayEquals(bits[0], bits[1]);
    }

    @Test
    void rowsThatAreNoImagesAreRefused() {
        ShapeMismatchException wrong = assertThrows(
                ShapeMismatchException.class,
                () -> new AugmentedBatches(
                        Batches.of(x, y), new Shape(3, 5, 4), List.of(), RandomStream.of(SEED, "draws")));
        assertEquals("rows of 40 numbers are no images of 3 x 5 x 4 = 60 numbers", wrong.getMessage());
        assertThrows(IllegalArgumentException.class, () -> new RandomCrop(0));
    }

    private FloatMatrix gathered(List<Augmentation> augmentations, int[] numbers, int pass) {
        FloatMatrix inputs = FloatMatrix.zeros(ROWS, SHAPE.size());
        batches(augmentations).gather(numbers, 0, pass, inputs, y.copy());
        return inputs;
    }

    private Batches batches(List<Augmentation> augmentations) {
        return new AugmentedBatches(Batches.of(x, y), SHAPE, augmentations, RandomStream.of(SEED, "draws"));
    }

    private static int place(int c, int py, int px) {
        return (py * SHAPE.width() + px) * SHAPE.channels() + c;
    }
}
