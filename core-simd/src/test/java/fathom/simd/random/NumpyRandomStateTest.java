package fathom.simd.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.matrix.DoubleMatrix;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Every expected number was printed by NumPy 2.4.6 with numpy.random.RandomState, doubles by float.hex(). */
class NumpyRandomStateTest {

    private static void near(double expected, double actual) {
        assertEquals(expected, actual, 4 * Math.ulp(expected));
    }

    /** rand(3), randint(0, 10, 8), randint(-5, 2**40, 3), permutation(10), randn(5), rand(), in this order. */
    @Test
    void firstDrawsOfThreeSeeds() {
        check(
                0,
                new double[] {0x1.18fe1565f12a8p-1, 0x1.6e2d4cf608733p-1, 0x1.349d66b6e894bp-1},
                new long[] {3, 7, 9, 3, 5, 2, 4, 7},
                new long[] {300891291091L, 379128171911L, 375723641001L},
                new int[] {2, 3, 4, 6, 0, 7, 9, 5, 1, 8},
                new double[] {
                    0x1.b6a78234790fep-2,
                    -0x1.f9b47ebb515adp-4,
                    0x1.6a149f95b0667p+0,
                    -0x1.fc1c8ca9b9fa4p-4,
                    0x1.010b4a9e94e3ap+1
                },
                0x1.70f6c368f4774p-1);
        check(
                42,
                new double[] {0x1.7f8771e5f51ecp-2, 0x1.e6c4068bbd654p-1, 0x1.76c7e8f1e6751p-1},
                new long[] {4, 6, 9, 2, 6, 7, 4, 3},
                new long[] {558434158224L, 688501477830L, 1084186948326L},
                new int[] {9, 5, 6, 4, 3, 1, 7, 2, 0, 8},
                new double[] {
                    0x1.c6d14d9ad140ep-3,
                    -0x1.8934374fe24d7p-1,
                    0x1.23c47b40b4e46p-3,
                    -0x1.1bdee5bfc29c0p-5,
                    0x1.22640edfe6ef2p+0
                },
                0x1.5c51450ae9de0p-1);
        check(
                4294967295L,
                new double[] {0x1.8fe69a3924820p-4, 0x1.d323d824032b1p-1, 0x1.93fc6f61af3f9p-1},
                new long[] {6, 9, 0, 2, 6, 7, 7, 6},
                new long[] {63468191136L, 865312703364L, 383469891623L},
                new int[] {3, 5, 2, 6, 9, 1, 8, 7, 0, 4},
                new double[] {
                    0x1.51a6cbda6d2d9p+0,
                    0x1.2129df0d42de8p-1,
                    -0x1.c3a2ba1a83ff4p-2,
                    0x1.3657bff4f2299p-4,
                    0x1.298eb2762b9e8p-2
                },
                0x1.c1f3224d015eep-1);
    }

    private static void check(
            long seed, double[] rand, long[] digits, long[] longs, int[] order, double[] randn, double last) {
        NumpyRandomState state = new NumpyRandomState(seed);
        for (double expected : rand) {
            assertEquals(expected, state.rand());
        }
        assertArrayEquals(
                digits, LongStream.range(0, 8).map(i -> state.randint(0, 10)).toArray());
        assertArrayEquals(
                longs,
                LongStream.range(0, 3).map(i -> state.randint(-5, 1L << 40)).toArray());
        assertArrayEquals(order, state.permutation(10));
        for (double expected : randn) {
            near(expected, state.randn());
        }
        // Five normals leave the second of a pair behind, which rand() must not consume.
        assertEquals(last, state.rand());
    }

    /** 100,000 rand, 100,001 randn, 100,000 randint(0, 1000003), permutation(5000), each summed up as hash = 31 hash + bits. */
    @Test
    void longSequence() {
        NumpyRandomState state = new NumpyRandomState(42);
        DoubleMatrix uniform = DoubleMatrix.zeros(1000, 100);
        state.rand(uniform);
        long hash = 0;
        for (double value : uniform.array()) {
            hash = 31 * hash + Double.doubleToRawLongBits(value);
        }
        assertEquals(-332304100453377526L, hash);
        DoubleMatrix normal = DoubleMatrix.zeros(1, 100_001);
        state.randn(normal);
        double sum = 0;
        for (double value : normal.array()) {
            sum += value;
        }
        assertEquals(0x1.07a7c20772b87p+8, sum, 1e-9);
        near(0x1.09340f2c9e9a6p+1, normal.get(0, 100_000));
        hash = 0;
        for (int i = 0; i < 100_000; i++) {
            hash = 31 * hash + state.randint(0, 1_000_003);
        }
        assertEquals(-1276920255971894996L, hash);
        hash = 0;
        for (int value : state.permutation(5000)) {
            hash = 31 * hash + value;
        }
        assertEquals(-3939260882528726136L, hash);
        assertEquals(0x1.477a2261e0d14p-1, state.rand());
    }

    /** RandomState([1, 2, 3]) and RandomState(numpy.arange(700)), whose key is longer than the state. */
    @Test
    void keys() {
        NumpyRandomState state = NumpyRandomState.ofKey(1, 2, 3);
        assertEquals(0x1.383fbc97230c2p-1, state.rand());
        assertEquals(0x1.c5fd27a5da181p-1, state.rand());
        assertEquals(0x1.e7c4d155e5af8p-2, state.rand());
        assertEquals(3855413146L, state.randint(0, 1L << 32));
        assertEquals(1874344021L, state.randint(0, 1L << 32));
        assertEquals(126555321L, state.randint(0, 1L << 32));
        assertEquals(583985620532441436L, state.randint(Long.MIN_VALUE, Long.MAX_VALUE));
        assertEquals(7233210414943620843L, state.randint(Long.MIN_VALUE, Long.MAX_VALUE));
        NumpyRandomState wide = NumpyRandomState.ofKey(IntStream.range(0, 700).toArray());
        assertEquals(0x1.bc5d2d9c885aep-1, wide.rand());
        assertEquals(0x1.d46ba8b5b281dp-1, wide.rand());
        assertEquals(0x1.b528bed04a958p-2, wide.rand());
    }

    @Test
    void edges() {
        NumpyRandomState state = new NumpyRandomState(1);
        assertEquals(7, state.randint(7, 8));
        assertEquals(0, state.permutation(0).length);
        assertThrows(IllegalArgumentException.class, () -> state.randint(3, 3));
        assertThrows(IllegalArgumentException.class, () -> state.permutation(-1));
        assertThrows(IllegalArgumentException.class, () -> new NumpyRandomState(-1));
        assertThrows(IllegalArgumentException.class, () -> new NumpyRandomState(1L << 32));
        assertThrows(IllegalArgumentException.class, NumpyRandomState::ofKey);
    }
}
