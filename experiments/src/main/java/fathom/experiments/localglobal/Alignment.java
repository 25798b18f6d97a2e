package fathom.experiments.localglobal;

import java.util.List;
import module fathom.experiments;

/**
 * How much of a target the hidden layers of a network hold.
 *
 * <pre>
 * readout = 1 - sum_i (f(x_i) - b . h(x_i) - c)^2 / sum_i (f(x_i) - mean f)^2
 * mass    = sum_{j <= k} |w_j|^2 / sum_{j <= d} |w_j|^2
 * </pre>
 *
 * f is the target's value, whose sign is the label, h the last hidden layer, w_j the first layer's weights of entry j. b and c are fitted by
 * least squares on the first half of some points, the sums run over the other half. A local target reads the first k entries; without
 * training mass is about k / d.
 *
 * @param readout R^2 of the target's value from the last hidden layer; NaN where training diverged
 * @param mass share of the first layer's squared weights on the first k entries; NaN where training diverged
 */
public record Alignment(double readout, double mass) {

    /** That of a training that diverged. */
    public static final Alignment NONE = new Alignment(Double.NaN, Double.NaN);

    /** Keeps the normal equations definite where units are dead or alike, relative to their mean diagonal. */
    private static final double RIDGE = 1e-6;

    /** @param points on which the network was not trained */
    public static Alignment of(Network network, Target target, int k, FloatMatrix points) {
        return new Alignment(readout(hidden(network, points), target, points), mass(network, k));
    }

    /** The last hidden layer, n x H; the points themselves where there is none. */
    private static FloatMatrix hidden(Network network, FloatMatrix points) {
        Architecture whole = network.architecture();
        List<Layer> layers = whole.layers().subList(0, whole.layers().size() - 1);
        if (layers.isEmpty()) {
            return points;
        }
        Network below = new Network(new Architecture(whole.input(), layers, whole.parameterisation()), network.batch());
        System.arraycopy(network.parameters(), 0, below.parameters(), 0, below.parameters().length);
        return below.predictor().forward(points);
    }

    private static double readout(FloatMatrix hidden, Target target, FloatMatrix points) {
        int half = points.rows() / 2;
        int features = hidden.columns() + 1;
        DoubleMatrix h = DoubleMatrix.zeros(points.rows(), features);
        DoubleMatrix f = DoubleMatrix.zeros(points.rows(), 1);
        for (int i = 0; i < points.rows(); i++) {
            h.set(i, 0, 1);
            for (int j = 1; j < features; j++) {
                h.set(i, j, hidden.get(i, j - 1));
            }
            f.set(i, 0, target.value(points, i));
        }
        DoubleMatrix fitted = h.rows(0, half);
        DoubleMatrix normal = Gemm.product(fitted.transposed(), fitted);
        DoubleMatrix b = Gemm.product(fitted.transposed(), f.rows(0, half));
        double trace = 0;
        for (int j = 0; j < features; j++) {
            trace += normal.get(j, j);
        }
        for (int j = 0; j < features; j++) {
            normal.set(j, j, normal.get(j, j) + RIDGE * trace / features);
        }
        Cholesky.factorise(normal);
        Cholesky.solve(normal, b);
        DoubleMatrix read = Gemm.product(h.rows(half, points.rows()), b);
        double mean = 0;
        for (int i = half; i < points.rows(); i++) {
            mean += f.get(i, 0) / (points.rows() - half);
        }
        double left = 0;
        double all = 0;
        for (int i = half; i < points.rows(); i++) {
            double residual = f.get(i, 0) - read.get(i - half, 0);
            double deviation = f.get(i, 0) - mean;
            left = Math.fma(residual, residual, left);
            all = Math.fma(deviation, deviation, all);
        }
        return 1 - left / all;
    }

    private static double mass(Network network, int k) {
        FloatMatrix weights = network.parameter(network.architecture().tensors().getFirst());
        double some = 0;
        double all = 0;
        for (int i = 0; i < weights.rows(); i++) {
            for (int j = 0; j < weights.columns(); j++) {
                double square = (double) weights.get(i, j) * weights.get(i, j);
                all += square;
                some += i < k ? square : 0;
            }
        }
        return some / all;
    }
}
