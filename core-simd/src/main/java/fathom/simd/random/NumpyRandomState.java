package fathom.simd.random;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;

/**
 * NumPy's legacy generator {@code numpy.random.RandomState}, so that published runs can be repeated on their own draws: Mersenne Twister
 * (MT19937), numbers drawn in order.
 *
 * <p>{@link #rand}, {@link #randint}, {@link #permutation} and {@link #shuffle} agree with NumPy to the bit; {@link #randn} within 4 ulp on
 * the same draws, since NumPy calls the C library's logarithm. It has state, and is not for use by several threads; new work takes
 * {@link RandomStream}. Sources: M. Matsumoto, T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998); the behaviour of NumPy 2.4, whose
 * policy (NEP 19) is that these streams never change.
 */
public final class NumpyRandomState {

    private static final int WORDS = 624;
    private static final int SHIFT = 397;
    private static final int MATRIX = 0x9908B0DF;
    private static final int UPPER = 0x80000000;

    private final int[] words = new int[WORDS];
    private int next = WORDS;

    /** The second number of the last pair of normals, or NaN. */
    private double spare = Double.NaN;

    /**
     * As {@code RandomState(seed)}.
     *
     * @throws IllegalArgumentException if the seed is not between 0 and 2^32 - 1, as NumPy demands
     */
    public NumpyRandomState(long seed) {
        if (seed < 0 || seed > 0xFFFFFFFFL) {
            throw new IllegalArgumentException(
                    "the seed " + seed + " is not between 0 and 4294967295, as NumPy's RandomState demands");
        }
        start((int) seed);
    }

    private NumpyRandomState() {}

    /**
     * As {@code RandomState([...])}.
     *
     * @param key words of 32 bits, as unsigned numbers; at least one
     */
    public static NumpyRandomState ofKey(int... key) {
        if (key.length == 0) {
            throw new IllegalArgumentException(
                    "the seed is an empty array: NumPy's RandomState needs at least one word");
        }
        NumpyRandomState state = new NumpyRandomState();
        state.start(19650218);
        int[] w = state.words;
        int i = 1;
        for (int step = 0; step < Math.max(WORDS, key.length); step++) {
            int j = step % key.length;
            w[i] = (w[i] ^ (w[i - 1] ^ w[i - 1] >>> 30) * 1664525) + key[j] + j;
            i = state.following(i);
        }
        for (int step = 0; step < WORDS - 1; step++) {
            w[i] = (w[i] ^ (w[i - 1] ^ w[i - 1] >>> 30) * 1566083941) - i;
            i = state.following(i);
        }
        w[0] = UPPER;
        return state;
    }

    private int following(int i) {
        if (i + 1 < WORDS) {
            return i + 1;
        }
        words[0] = words[WORDS - 1];
        return 1;
    }

    private void start(int seed) {
        words[0] = seed;
        for (int i = 1; i < WORDS; i++) {
            words[i] = 1812433253 * (words[i - 1] ^ words[i - 1] >>> 30) + i;
        }
    }

    private int word() {
        if (next == WORDS) {
            for (int i = 0; i < WORDS; i++) {
                int y = words[i] & UPPER | words[(i + 1) % WORDS] & ~UPPER;
                words[i] = words[(i + SHIFT) % WORDS] ^ y >>> 1 ^ ((y & 1) == 0 ? 0 : MATRIX);
            }
            next = 0;
        }
        int y = words[next++];
        y ^= y >>> 11;
        y ^= y << 7 & 0x9D2C5680;
        y ^= y << 15 & 0xEFC60000;
        return y ^ y >>> 18;
    }

    private long longWord() {
        long high = word() & 0xFFFFFFFFL;
        return high << 32 | word() & 0xFFFFFFFFL;
    }

    /** As {@code rand()}: (2^26 a + b) 2^-53 in [0, 1), a and b the upper 27 and 26 bits of two words. */
    public double rand() {
        long a = word() >>> 5;
        long b = word() >>> 6;
        return (a * 67108864.0 + b) / 9007199254740992.0;
    }

    /** As {@code rand(rows, columns)}, in row-major order. */
    public void rand(DoubleMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                x.set(i, j, rand());
            }
        }
    }

    /** As {@code randn()}: a standard normal number by Marsaglia's polar method, two at a time. */
    public double randn() {
        if (!Double.isNaN(spare)) {
            double value = spare;
            spare = Double.NaN;
            return value;
        }
        double x;
        double y;
        double square;
        do {
            x = 2 * rand() - 1;
            y = 2 * rand() - 1;
            square = x * x + y * y;
        } while (square >= 1 || square == 0);
        double factor = Math.sqrt(-2 * DoubleFunctions.log(square) / square);
        spare = factor * x;
        return factor * y;
    }

    /** As {@code randn(rows, columns)}, in row-major order. */
    public void randn(DoubleMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                x.set(i, j, randn());
            }
        }
    }

    /**
     * As {@code randint(low, high)} with NumPy's default type on Linux, int64: a whole number from low up to and without high.
     *
     * @throws IllegalArgumentException if low >= high
     */
    public long randint(long low, long high) {
        if (low >= high) {
            throw new IllegalArgumentException("no whole number is at least " + low + " and below " + high);
        }
        return low + upTo(high - 1 - low);
    }

    /** A number in [0, most], most unsigned: the lowest bits that can hold it, drawn until they do not exceed it. */
    private long upTo(long most) {
        if (most == 0) {
            return 0;
        }
        long mask = -1L >>> Long.numberOfLeadingZeros(most);
        while (true) {
            long value = mask >>> 32 == 0 ? word() & mask : longWord() & mask;
            if (Long.compareUnsigned(value, most) <= 0) {
                return value;
            }
        }
    }

    /** As {@code permutation(n)}. */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "a permutation of " + n + " numbers does not exist: n must be at least 0");
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        shuffle(order);
        return order;
    }

    /** As {@code shuffle(values)} for a one-dimensional array, in place. */
    public void shuffle(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = (int) upTo(i);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }
}
