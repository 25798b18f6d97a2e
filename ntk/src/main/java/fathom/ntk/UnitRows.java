package fathom.ntk;

import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;

/** Inputs on the unit sphere, where a kernel of a homogeneous activation is a function of the angle alone. */
public final class UnitRows {

    private UnitRows() {}

    /** x_i / |x_i| for each row, in a fresh n x d matrix; a row of zeros stays. */
    public static DoubleMatrix of(DoubleMatrix x) {
        DoubleMatrix unit = x.copy();
        for (int i = 0; i < x.rows(); i++) {
            double length = Math.sqrt(Reduce.squaredNorm(x.row(i)));
            for (int k = 0; length > 0 && k < x.columns(); k++) {
                unit.set(i, k, x.get(i, k) / length);
            }
        }
        return unit;
    }
}
