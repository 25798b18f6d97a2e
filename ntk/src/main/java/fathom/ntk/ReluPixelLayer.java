package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.ArcCosine;

/** ReLU, by the dense recursion without bias and without a covariance of its own in the tangents. */
final class ReluPixelLayer implements PixelLayer {

    @Override
    public double secondMoment(double weight, double q) {
        return weight / 2 * q;
    }

    @Override
    public void apply(
            double weight,
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            double[] left,
            int from,
            double[] right,
            int other) {
        // Roots and angles are looked at for the covariance and the bias only, of which there are none: zeros do not
        // overflow.
        double[] zeros = new double[Math.max(left.length, right.length)];
        ArcCosine.Side rows = new ArcCosine.Side(zeros, zeros, zeros, zeros);
        ArcCosine.Side columns = rows;
        ArcCosine.layer(haversines, tangents, rows, from, columns, other, new ArcCosine.Layer(weight / 2, 0, 0, false));
    }
}
