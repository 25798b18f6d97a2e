package fathom.simd.factor;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatMatrix;

/** The leaves of the recursions in float: triangles of at most {@link BlockedCholesky#LEAF} rows, by whichever twin the machine allows. */
final class FloatTriangle {

    private FloatTriangle() {}

    static void lower(FloatMatrix l, FloatMatrix b) {
        if (Backend.available()) {
            VectorFloatTriangle.lower(l, b);
        } else {
            ScalarFloatTriangle.lower(l, b);
        }
    }

    static void upper(FloatMatrix l, FloatMatrix b) {
        if (Backend.available()) {
            VectorFloatTriangle.upper(l, b);
        } else {
            ScalarFloatTriangle.upper(l, b);
        }
    }
}
