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
        // x - x is 0 for a finite number and NaN otherwise, and a sum keeps a NaN: no branch, so the loop is fast.
        float sum = 0;
        for (float value : values) {
            sum += value - value;
        }
        return sum == 0;
    }
}
