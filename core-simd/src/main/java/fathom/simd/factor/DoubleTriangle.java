package fathom.simd.factor;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;

/** The leaves of the recursions in double: triangles of at most {@link BlockedCholesky#LEAF} rows, by whichever twin the machine allows. */
final class DoubleTriangle {

    private DoubleTriangle() {}

    static void lower(DoubleMatrix l, DoubleMatrix b) {
        if (Backend.available()) {
            VectorDoubleTriangle.lower(l, b);
        } else {
            ScalarDoubleTriangle.lower(l, b);
        }
    }

    static void upper(DoubleMatrix l, DoubleMatrix b) {
        if (Backend.available()) {
            VectorDoubleTriangle.upper(l, b);
        } else {
            ScalarDoubleTriangle.upper(l, b);
        }
    }
}
