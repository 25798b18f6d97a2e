package fathom.experiments.conditioning;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;

/** Inputs of length 1: uniform on the sphere, but for a pair at a chosen separation. */
final class Points {

    private Points() {}

    /**
     * <pre>
     * x_1 = (1 - delta) x_0 + sqrt(1 - (1 - delta)^2) v,   v a unit vector at a right angle to x_0
     * </pre>
     */
    static DoubleMatrix sample(int n, int d, double delta, long seed) {
        DoubleMatrix x = DoubleMatrix.zeros(n, d);
        RandomStream.of(seed, "conditioning").child("points").fillSphere(x, 0);
        double product = 0;
        for (int j = 0; j < d; j++) {
            product = Math.fma(x.get(0, j), x.get(1, j), product);
        }
        double cosine = 1 - delta;
        double sine = Math.sqrt((1 - cosine) * (1 + cosine));
        double length = Math.sqrt((1 - product) * (1 + product));
        for (int j = 0; j < d; j++) {
            double across = (x.get(1, j) - product * x.get(0, j)) / length;
            x.set(1, j, cosine * x.get(0, j) + sine * across);
        }
        return x;
    }
}
