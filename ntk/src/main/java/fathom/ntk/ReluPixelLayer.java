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
        // Roots and angles are looked at for the covariance and the bias only, of which there are none.
        ArcCosine.Side rows = new ArcCosine.Side(left, left, left, left);
        ArcCosine.Side columns = new ArcCosine.Side(right, right, right, right);
        ArcCosine.layer(haversines, tangents, rows, from, columns, other, new ArcCosine.Layer(weight / 2, 0, 0, false));
    }
}
