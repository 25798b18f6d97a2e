package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.Reduce;
import fathom.simd.math.PowerOfTwo;
import fathom.simd.matrix.DoubleMatrix;

/** Inputs on the unit sphere, where a kernel of a homogeneous activation is a function of the angle alone. */
public final class UnitRows {

    private UnitRows() {}

    /** x_i / |x_i| for each row, in a fresh n x d matrix; a row of zeros stays. */
    public static DoubleMatrix of(DoubleMatrix x) {
        DoubleMatrix unit = x.copy();
        for (int i = 0; i < x.rows(); i++) {
            // In the unit of its largest entry no square leaves the range.
            DoubleMatrix row = unit.row(i);
            Elementwise.scale(PowerOfTwo.inverse(PowerOfTwo.exponent(Reduce.maxAbs(row))), row);
            double length = Math.sqrt(Reduce.squaredNorm(row));
            for (int k = 0; length > 0 && k < x.columns(); k++) {
                unit.set(i, k, unit.get(i, k) / length);
            }
        }
        return unit;
    }
}
