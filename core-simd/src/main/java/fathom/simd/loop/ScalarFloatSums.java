package fathom.simd.loop;

/**
 * Sums over 64 virtual lanes, whatever the lanes of the machine: element t of a sequence belongs to lane t mod 64, each lane is a chain
 * over ascending t that starts from 0, and {@link #total} adds the lanes by halves. {@link FloatTree} adds the lanes of blocks.
 */
final class ScalarFloatSums {

    static final int LANES = 64;

    private ScalarFloatSums() {}

    /** lane_t := lane_t + x_t for the n elements that begin at lane {@code phase} */
    static void sum(float[] lanes, int phase, float[] x, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            lanes[(phase + i) % LANES] += x[at + i * step];
        }
    }

    /** lane_t := fma(x_t, y_t, lane_t) */
    static void dot(float[] lanes, int phase, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            int lane = (phase + i) % LANES;
            lanes[lane] = Math.fma(x[xAt + i * xStep], y[yAt + i * yStep], lanes[lane]);
        }
    }

    /** lane_t := fma(d, d, lane_t) with d = x_t - mean */
    static void deviations(float mean, float[] lanes, int phase, float[] x, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            int lane = (phase + i) % LANES;
            float deviation = x[at + i * step] - mean;
            lanes[lane] = Math.fma(deviation, deviation, lanes[lane]);
        }
    }

    /** The lanes added by halves: l and l + 32, then l and l + 16, ..., then 0 and 1. */
    static float total(float[] lanes) {
        for (int half = LANES / 2; half > 0; half /= 2) {
            for (int l = 0; l < half; l++) {
                lanes[l] += lanes[l + half];
            }
        }
        return lanes[0];
    }
}
