package fathom.nn;

import fathom.simd.Cholesky;
import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.util.List;

/** What the hidden layers of a network hold of a function, whatever its last layer makes of it. */
public final class Readout {

    /** Keeps the normal equations definite where units are dead or alike, relative to their mean diagonal. */
    private static final double RIDGE = 1e-6;

    private Readout() {}

    /** The last hidden layer h(x_i), n x H; the points themselves where there is none. The network must end with a dense layer. */
    public static FloatMatrix hidden(Network network, FloatMatrix points) {
        Architecture whole = network.architecture();
        List<Layer> layers = whole.layers().subList(0, whole.layers().size() - 1);
        if (layers.isEmpty()) {
            return points;
        }
        Network below = new Network(new Architecture(whole.input(), layers, whole.parameterisation()), network.batch());
        System.arraycopy(network.parameters(), 0, below.parameters(), 0, below.parameters().length);
        return below.predictor().forward(points);
    }

    /**
     * The share of a function's variance that a linear readout of features explains on held-out points.
     *
     * <pre>
     * R^2 = 1 - sum_i (f_i - b . h_i - c)^2 / sum_i (f_i - mean f)^2
     * </pre>
     *
     * b and c are fitted by least squares on the first half of the points, the sums run over the other half.
     *
     * @param features h, n x H
     * @param values f, n of them
     */
    public static double explained(FloatMatrix features, double[] values) {
        int n = features.rows();
        int half = n / 2;
        int columns = features.columns() + 1;
        DoubleMatrix h = DoubleMatrix.zeros(n, columns);
        DoubleMatrix f = DoubleMatrix.of(n, 1, values);
        for (int i = 0; i < n; i++) {
            h.set(i, 0, 1);
            for (int j = 1; j < columns; j++) {
                h.set(i, j, features.get(i, j - 1));
            }
        }
        DoubleMatrix fitted = h.rows(0, half);
        DoubleMatrix normal = Gemm.product(fitted.transposed(), fitted);
        DoubleMatrix b = Gemm.product(fitted.transposed(), f.rows(0, half));
        double trace = 0;
        for (int j = 0; j < columns; j++) {
            trace += normal.get(j, j);
        }
        for (int j = 0; j < columns; j++) {
            normal.set(j, j, normal.get(j, j) + RIDGE * trace / columns);
        }
        Cholesky.factorise(normal);
        Cholesky.solve(normal, b);
        DoubleMatrix read = Gemm.product(h.rows(half, n), b);
        double mean = 0;
        for (int i = half; i < n; i++) {
            mean += values[i] / (n - half);
        }
        double left = 0;
        double all = 0;
        for (int i = half; i < n; i++) {
            double residual = values[i] - read.get(i - half, 0);
            double deviation = values[i] - mean;
            left = Math.fma(residual, residual, left);
            all = Math.fma(deviation, deviation, all);
        }
        return 1 - left / all;
    }
}
