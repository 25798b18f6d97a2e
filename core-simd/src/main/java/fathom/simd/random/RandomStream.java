package fathom.simd.random;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/**
 * A stream of random numbers without state: every number is a function of (seed, stream, index), whatever was drawn before, on
 * whichever thread, in whichever order.
 *
 * <pre>{@code
 * RandomStream random = RandomStream.of(seed, "training inputs");
 * random.fillNormal(x, 0);                          // x_ij = random.normal(i * columns + j)
 * int[] order = random.child(epoch).permutation(n); // another stream for every epoch
 * }</pre>
 *
 * All methods with an index read the same 64 bits of Philox4x32-10 for the same index ({@link #bits}), so that one stream serves one
 * purpose; another purpose takes a {@linkplain #child(String) child}. Indices may be any long and count as unsigned.
 *
 * @param seed the key of the generator: the run's seed
 * @param stream which of the 2^64 streams of this seed
 */
public record RandomStream(long seed, long stream) {

    /** Blocks of a parent's hash that name strings and numbers, so that child("1") and child(1) differ. */
    private static final long NAMED = 0;

    private static final long NUMBERED = 2;
    private static final long RETRY = 4;

    /** The standard deviation of {@link #truncatedNormal}: sqrt(1 - 4 phi(2) / (2 Phi(2) - 1)). */
    public static final double TRUNCATED_NORMAL_DEVIATION = 0.87962566103423975;

    /** Phi(2) - Phi(-2): the share of a standard normal within two standard deviations. */
    static final double WITHIN_TWO = 0.95449973610364158;

    /** The stream of {@code seed} that serves {@code purpose}, such as {@code "initial weights"}. */
    public static RandomStream of(long seed, String purpose) {
        return new RandomStream(seed, 0).child(purpose);
    }

    /** The stream for a part of this one's purpose; equal names give equal streams, different ones unrelated streams. */
    public RandomStream child(String purpose) {
        return new RandomStream(seed, Philox.bits(hash(purpose), stream, NAMED));
    }

    /** The stream for part number {@code part} of this one's purpose (an epoch, a trial, a layer). */
    public RandomStream child(long part) {
        return new RandomStream(seed, Philox.bits(part, stream, NUMBERED));
    }

    /** 64 random bits. */
    public long bits(long index) {
        return Philox.bits(seed, stream, index);
    }

    /** u = k 2^-53, where k is the upper 53 of the 64 bits: uniform in [0, 1). */
    public double uniform(long index) {
        return ScalarDraws.uniform(bits(index));
    }

    /**
     * x with Phi(x) = (k + 1/2) 2^-53, where k is the upper 53 of the 64 bits: a standard normal number by inversion, between -8.2924
     * and 8.2924, never 0.
     */
    public double normal(long index) {
        return NormalQuantile.centred(ScalarDraws.centred(bits(index)));
    }

    /**
     * A standard normal number on condition that it lies in [-2, 2], by inversion; its standard deviation is
     * {@link #TRUNCATED_NORMAL_DEVIATION}.
     */
    public double truncatedNormal(long index) {
        return NormalQuantile.centred(WITHIN_TWO * ScalarDraws.centred(bits(index)));
    }

    /**
     * floor(b bound / 2^64) for the 64 bits b, rejecting the values of b that would make it uneven (fewer than bound in 2^64): a whole
     * number in [0, bound), each exactly as probable as the others. After a rejection the number comes from a child stream.
     *
     * <p>Source: D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29 (2019).
     *
     * @throws IllegalArgumentException if bound &lt; 1
     */
    public int below(int bound, long index) {
        if (bound < 1) {
            throw new IllegalArgumentException(
                    "no whole number is at least 0 and below " + bound + ": the bound must be at least 1");
        }
        int value = evenly(bits(index), bound);
        return value >= 0 ? value : child(RETRY).below(bound, index);
    }

    /** floor(bits bound / 2^64), or -1 where that value would be favoured: where bits bound mod 2^64 &lt; 2^64 mod bound. */
    static int evenly(long bits, int bound) {
        long low = bits * bound;
        if (Long.compareUnsigned(low, bound) < 0
                && Long.compareUnsigned(low, Long.remainderUnsigned(-bound, bound)) < 0) {
            return -1;
        }
        return (int) Math.unsignedMultiplyHigh(bits, bound);
    }

    /**
     * The numbers 0 to n - 1 in random order, each order as probable as the others (as far as 64 bits a step go).
     *
     * @throws IllegalArgumentException if n &lt; 0
     */
    public int[] permutation(int n) {
        if (n < 0) {
            throw new IllegalArgumentException(
                    "a permutation of " + n + " numbers does not exist: n must be at least 0");
        }
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            order[i] = i;
        }
        permute(order);
        return order;
    }

    /** Puts {@code values} in random order, in place: for i = n - 1 down to 1 exchanges values i and below(i + 1, i) (Fisher-Yates). */
    public void permute(int[] values) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = below(i + 1, i);
            int kept = values[i];
            values[i] = values[j];
            values[j] = kept;
        }
    }

    /** x_ij := uniform(firstIndex + i * columns + j), for every element of x. */
    public void fillUniform(DoubleMatrix x, long firstIndex) {
        Fill.elements(x, firstIndex, Fill.uniform(this));
    }

    /** x_ij := (float) uniform(firstIndex + i * columns + j), for every element of x; rounding makes 1 possible, once in 2^25 draws. */
    public void fillUniform(FloatMatrix x, long firstIndex) {
        Fill.elements(x, firstIndex, Fill.uniform(this));
    }

    /** x_ij := normal(firstIndex + i * columns + j), for every element of x. */
    public void fillNormal(DoubleMatrix x, long firstIndex) {
        Fill.elements(x, firstIndex, Fill.normal(this, 1));
    }

    /** x_ij := (float) normal(firstIndex + i * columns + j), for every element of x. */
    public void fillNormal(FloatMatrix x, long firstIndex) {
        Fill.elements(x, firstIndex, Fill.normal(this, 1));
    }

    /** x_ij := truncatedNormal(firstIndex + i * columns + j), for every element of x. */
    public void fillTruncatedNormal(DoubleMatrix x, long firstIndex) {
        Fill.elements(x, firstIndex, Fill.normal(this, WITHIN_TWO));
    }

    /** x_ij := (float) truncatedNormal(firstIndex + i * columns + j), for every element of x. */
    public void fillTruncatedNormal(FloatMatrix x, long firstIndex) {
        Fill.elements(x, firstIndex, Fill.normal(this, WITHIN_TWO));
    }

    /**
     * Rows uniform on the unit sphere: x_ij := g_ij / |g_i| with the normal numbers g of {@link #fillNormal}, |g_i|^2 summed from the
     * left in double by fused multiply-add.
     */
    public void fillSphere(DoubleMatrix x, long firstIndex) {
        Fill.sphere(x, firstIndex, Fill.normal(this, 1));
    }

    /** Rows uniform on the unit sphere, computed as for doubles and rounded to float at the end. */
    public void fillSphere(FloatMatrix x, long firstIndex) {
        Fill.sphere(x, firstIndex, Fill.normal(this, 1));
    }

    /** FNV-1a over the characters, 64 bits; Philox mixes what it leaves unmixed. */
    private static long hash(String name) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001B3L;
        }
        return hash;
    }
}
