package fathom.nn;

import fathom.simd.matrix.FloatMatrix;

/** The check that data passes once, before a network sees it: that every element is a finite number. */
final class Finite {

    private Finite() {}

    static void check(FloatMatrix x, String what) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                float value = x.get(i, j);
                if (!Float.isFinite(value)) {
                    throw new IllegalArgumentException("the " + what + " hold " + value + " at row " + i + ", column "
                            + j + ": remove or mend that row");
                }
            }
        }
    }

    /** Whether every element is a finite number. */
    static boolean all(float[] values) {
        return all(values, 0, values.length);
    }

    /** Whether every element from {@code from} to {@code to - 1} is a finite number. */
    static boolean all(float[] values, int from, int to) {
        // x - x is 0 for a finite number and NaN otherwise, and a sum keeps a NaN: no branch, and four sums that need
        // not wait for
        // each other.
        float a = 0, b = 0, c = 0, d = 0;
        int p = from;
        for (; p < to - 3; p += 4) {
            a += values[p] - values[p];
            b += values[p + 1] - values[p + 1];
            c += values[p + 2] - values[p + 2];
            d += values[p + 3] - values[p + 3];
        }
        for (; p < to; p++) {
            a += values[p] - values[p];
        }
        return a + b + c + d == 0;
    }
}
