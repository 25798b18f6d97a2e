package fathom.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskTest {

    private static final long SEED = 20220128;
    private static final int SAMPLES = 40_000;
    private static final int DIMENSION = 12;

    /** Two-sided, at most 1e-4 by chance for one comparison. */
    private static final double Z = 3.9;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void targetsHaveMeanZeroAndVarianceOne(int order) {
        System.out.println("TaskTest seed " + SEED);
        for (Target target : both(order)) {
            double[] values = values(target);
            double[] squares = new double[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                squares[i] = values[i] * values[i];
            }
            assertMean(target.name() + " mean", 0, values);
            assertMean(target.name() + " second moment", 1, squares);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void labelsAreBalanced(int order) {
        // -f is distributed as f: change the sign of x_1 (local), of all entries (odd k), or of every other entry (k =
        // 2, even d).
        for (Target target : both(order)) {
            FloatMatrix labels = gaussian(target)
                    .labelled(SAMPLES, RandomStream.of(SEED, "data"))
                    .targets();
            double[] centred = new double[SAMPLES];
            for (int i = 0; i < SAMPLES; i++) {
                assertEquals(1, Math.abs(labels.get(i, 0)));
                centred[i] = labels.get(i, 0);
            }
            assertMean(target.name() + " labels", 0, centred);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void localAndGlobalOverlapInOneTermOnly(int order) {
        // E[local global] = d^(-1/2): the first term of the sum is the local product itself, all others are orthogonal
        // to it.
        double[] local = values(new LocalTarget(order, DIMENSION));
        double[] global = values(new GlobalTarget(order, DIMENSION));
        double[] product = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            product[i] = local[i] * (global[i] - local[i] / Math.sqrt(DIMENSION));
        }
        assertMean("local times the rest of global, order " + order, 0, product);
    }

    @Test
    void targetsOfDifferentOrderAreOrthogonal() {
        double[] two = values(new GlobalTarget(2, DIMENSION));
        double[] three = values(new LocalTarget(3, DIMENSION));
        double[] product = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            product[i] = two[i] * three[i];
        }
        assertMean("2-global times 3-local", 0, product);
    }

    @Test
    void sameSeedSameBitsAndOtherSeedOtherData() {
        Target target = new GlobalTarget(3, DIMENSION);
        Dataset once = gaussian(target).valued(50, RandomStream.of(SEED, "train"));
        Dataset again = gaussian(target).valued(50, RandomStream.of(SEED, "train"));
        Dataset other = gaussian(target).valued(50, RandomStream.of(SEED + 1, "train"));
        assertArrayEquals(once.inputs().array(), again.inputs().array());
        assertArrayEquals(once.targets().array(), again.targets().array());
        assertEquals(once.provenance(), again.provenance());
        assertNotEquals(once.inputs().get(0, 0), other.inputs().get(0, 0));
        assertNotEquals(once.provenance(), other.provenance());
    }

    @Test
    void firstRowsDoNotDependOnTheNumberOfSamples() {
        Target target = new LocalTarget(2, DIMENSION);
        Dataset few = gaussian(target).labelled(7, RandomStream.of(SEED, "train"));
        Dataset many = gaussian(target).labelled(20, RandomStream.of(SEED, "train"));
        assertArrayEquals(few.inputs().array(), many.slice(0, 7).inputs().copy().array());
        assertArrayEquals(
                few.targets().array(), many.slice(0, 7).targets().copy().array());
    }

    @Test
    void provenanceNamesEverythingThatTheDataDependOn() {
        RandomStream stream = RandomStream.of(SEED, "train");
        Provenance provenance =
                gaussian(new LocalTarget(2, DIMENSION)).labelled(7, stream).provenance();
        assertEquals("gaussian", provenance.generator());
        assertEquals(SEED, provenance.seed());
        assertEquals(
                "{target=2-local, targets=label, dimension=12, samples=7, stream=" + stream.stream() + "}",
                provenance.parameters().toString());
    }

    @Test
    void badSizesAreRefused() {
        RandomStream stream = RandomStream.of(SEED, "train");
        assertThrows(IllegalArgumentException.class, () -> new GaussianInputs(3).sample(-1, stream));
        assertThrows(IllegalArgumentException.class, () -> new GaussianInputs(0));
        Dataset two = gaussian(new LocalTarget(1, 3)).labelled(2, stream);
        assertThrows(
                ShapeMismatchException.class,
                () -> new Dataset(two.inputs(), FloatMatrix.zeros(3, 1), two.provenance()));
        assertEquals(0, gaussian(new LocalTarget(1, 3)).labelled(0, stream).size());
    }

    private static Target[] both(int order) {
        return new Target[] {new LocalTarget(order, DIMENSION), new GlobalTarget(order, DIMENSION)};
    }

    private static Task gaussian(Target target) {
        return new Task(target, new GaussianInputs(target.dimension()));
    }

    private static double[] values(Target target) {
        FloatMatrix inputs = new GaussianInputs(DIMENSION).sample(SAMPLES, RandomStream.of(SEED, "data"));
        double[] values = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            values[i] = target.value(inputs, i);
        }
        return values;
    }

    private static double mean(double[] sample) {
        double sum = 0;
        for (double value : sample) {
            sum += value;
        }
        return sum / sample.length;
    }

    private static void assertMean(String what, double expected, double[] sample) {
        double mean = mean(sample);
        double squares = 0;
        for (double value : sample) {
            squares += (value - mean) * (value - mean);
        }
        double z = (mean - expected) / Math.sqrt(squares / (sample.length - 1.0) / sample.length);
        assertTrue(Math.abs(z) < Z, what + ": mean " + mean + ", expected " + expected + ", z = " + z);
    }
}
