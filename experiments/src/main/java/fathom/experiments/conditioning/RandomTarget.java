package fathom.experiments.conditioning;

import fathom.simd.Activation;
import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.stream.IntStream;

/**
 * The sign of a random network (equation 3 of the paper).
 *
 * <pre>
 * F_0 = X,   F_l = Pi(phi(F_{l-1} W_l)),   Pi(v) = v / |v|,   y = sgn(F_L v)      W_l, v of independent standard normal entries
 * </pre>
 *
 * @param stream of the weights
 */
record RandomTarget(String activation, int depth, int width, RandomStream stream) {

    /** Labels -1 and 1 of rows of length 1. */
    double[] labels(DoubleMatrix x) {
        Activation phi = Activation.parse(activation);
        DoubleMatrix features = x;
        for (int layer = 1; layer <= depth; layer++) {
            DoubleMatrix w = DoubleMatrix.zeros(features.columns(), width);
            stream.child(layer).fillNormal(w, 0);
            features = Gemm.product(features, w);
            phi.apply(features, features);
            Inputs.normalise(features);
        }
        DoubleMatrix v = DoubleMatrix.zeros(features.columns(), 1);
        stream.child("output").fillNormal(v, 0);
        DoubleMatrix f = Gemm.product(features, v);
        return IntStream.range(0, x.rows())
                .mapToDouble(i -> f.get(i, 0) > 0 ? 1 : -1)
                .toArray();
    }
}
