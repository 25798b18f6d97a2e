package fathom.simd;

import fathom.simd.matrix.DoubleMatrix;

/** The refusal of NaN and infinity, which every result would be full of. */
final class Finite {

    private Finite() {}

    /** @throws IllegalArgumentException if an element is NaN or infinite; it names the first */
    static void check(String name, DoubleMatrix x) {
        if (!Double.isFinite(Reduce.maxAbs(x))) {
            for (int i = 0; i < x.rows(); i++) {
                for (int j = 0; j < x.columns(); j++) {
                    check(name, i, j, x.get(i, j));
                }
            }
        }
    }

    /** @throws IllegalArgumentException if that element is NaN or infinite */
    static void check(String name, int i, int j, double element) {
        if (!Double.isFinite(element)) {
            throw new IllegalArgumentException("element (" + i + ", " + j + ") of " + name + " is " + element
                    + ": every element must be finite; look for missing values or overflow where " + name
                    + " was computed");
        }
    }
}
