package fathom.simd.random;

/** Random numbers as their definitions read: number {@code index} of a stream from the 64 bits of Philox with that index. */
final class ScalarDraws {

    /** 2^53, the number of different uniform draws. */
    static final double STEPS = 0x1p53;

    private ScalarDraws() {}

    /** k 2^-53, where k is the upper 53 bits: in [0, 1). */
    static double uniform(long bits) {
        return (bits >>> 11) * (1 / STEPS);
    }

    /** (k + 1/2) 2^-53 - 1/2, exactly: in (-1/2, 1/2), symmetric about 0, never 0. */
    static double centred(long bits) {
        return (((bits >>> 11) << 1) + 1 - (1L << 53)) * (0.5 / STEPS);
    }

    /** out[i] := uniform number firstIndex + i. */
    static void uniform(RandomStream stream, long firstIndex, double[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = uniform(stream.bits(firstIndex + i));
        }
    }

    /** out[i] := the normal quantile at 1/2 + spread times centred uniform number firstIndex + i. */
    static void normal(RandomStream stream, double spread, long firstIndex, double[] out, int count) {
        for (int i = 0; i < count; i++) {
            out[i] = NormalQuantile.centred(spread * centred(stream.bits(firstIndex + i)));
        }
    }
}
