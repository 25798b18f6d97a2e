package fathom.nn;

import fathom.simd.Reduce;
import fathom.simd.matrix.FloatMatrix;
import java.util.ArrayList;
import java.util.List;

/** What can be measured of a network while it trains, on request: for watchers. */
public final class Metrics {

    private Metrics() {}

    /**
     * |theta - theta_0| for each tensor, in the order of {@link Architecture#tensors}.
     *
     * @param start theta_0, the parameters as they were; a copy of {@link Network#parameters}
     * @throws IllegalArgumentException if {@code start} is of another length
     */
    public static double[] distances(Network network, float[] start) {
        float[] now = network.parameters();
        if (start.length != now.length) {
            throw new IllegalArgumentException(
                    "a start of " + start.length + " numbers does not fit a network of " + now.length + " parameters");
        }
        List<Tensor> tensors = network.architecture().tensors();
        double[] distances = new double[tensors.size()];
        for (int t = 0; t < distances.length; t++) {
            double sum = 0;
            for (int p = tensors.get(t).offset();
                    p < tensors.get(t).offset() + tensors.get(t).size();
                    p++) {
                double moved = (double) now[p] - start[p];
                sum = Math.fma(moved, moved, sum);
            }
            distances[t] = Math.sqrt(sum);
        }
        return distances;
    }

    /** |g| for each tensor, g the gradient of a batch's mean loss; as {@link Network#gradient}, which it calls. */
    public static double[] gradientNorms(Network network, FloatMatrix x, FloatMatrix y, Loss loss) {
        float[] gradient = network.gradient(x, y, loss).values();
        List<Tensor> tensors = network.architecture().tensors();
        double[] norms = new double[tensors.size()];
        for (int t = 0; t < norms.length; t++) {
            double sum = 0;
            for (int p = tensors.get(t).offset();
                    p < tensors.get(t).offset() + tensors.get(t).size();
                    p++) {
                sum = Math.fma(gradient[p], (double) gradient[p], sum);
            }
            norms[t] = Math.sqrt(sum);
        }
        return norms;
    }

    /**
     * How alike a network makes its inputs: the mean cosine between the representations of two of them, after each computed step (a dense
     * layer or convolution with the ReLU that follows it is one step).
     *
     * <pre>
     * (2 / (n (n - 1))) sum_{i&lt;j} h_i . h_j / (|h_i| |h_j|)  =  (|sum_i u_i|^2 - sum_i |u_i|^2) / (n (n - 1)),   u_i = h_i / |h_i|, or 0
     * </pre>
     *
     * @param x n x inputs, n at least 2
     * @throws IllegalArgumentException if there are fewer than 2 rows
     */
    public static double[] overlaps(Network network, FloatMatrix x) {
        if (x.rows() < 2) {
            throw new IllegalArgumentException("an overlap needs at least 2 inputs, not " + x.rows());
        }
        List<double[]> sums = new ArrayList<>();
        List<double[]> norms = new ArrayList<>();
        network.representations(x, (step, h) -> {
            if (step == sums.size()) {
                sums.add(new double[h.columns()]);
                norms.add(new double[1]);
            }
            for (int i = 0; i < h.rows(); i++) {
                norms.get(step)[0] += addUnit(h, i, sums.get(step));
            }
        });
        double[] overlaps = new double[sums.size()];
        double n = x.rows();
        for (int step = 0; step < overlaps.length; step++) {
            double square = 0;
            for (double element : sums.get(step)) {
                square = Math.fma(element, element, square);
            }
            overlaps[step] = (square - norms.get(step)[0]) / (n * (n - 1));
        }
        return overlaps;
    }

    /** The mean cosine of two rows, u_i = x_i / |x_i|: (|sum_i u_i|^2 - n) / (n (n - 1)). */
    public static double meanCosine(FloatMatrix x) {
        double[] sum = new double[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            double length = Math.sqrt(Reduce.squaredNorm(x.row(i)));
            for (int j = 0; j < sum.length; j++) {
                sum[j] += x.get(i, j) / length;
            }
        }
        double square = 0;
        for (double element : sum) {
            square = Math.fma(element, element, square);
        }
        double n = x.rows();
        return (square - n) / (n * (n - 1));
    }

    /**
     * How many computed steps, as {@link #overlaps} counts them, some layers are. A ReLU behind weights is a part of their step; a sum has a step at
     * either end, and one where its shortcut begins.
     */
    public static int steps(List<Layer> layers) {
        int steps = 0;
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            boolean weighted = layer instanceof Dense || layer instanceof Convolution;
            if (layer instanceof Residual(List<Layer> inner, List<Layer> shortcut)) {
                steps += 2 + steps(inner) + (shortcut.isEmpty() ? 0 : 1 + steps(shortcut));
            } else {
                steps++;
            }
            if (weighted && i + 1 < layers.size() && layers.get(i + 1).equals(Activated.relu())) {
                i++;
            }
        }
        return steps;
    }

    /** Adds h_i / |h_i| to {@code sum}; returns its squared length, 1 or 0. */
    private static double addUnit(FloatMatrix h, int i, double[] sum) {
        double square = 0;
        for (int j = 0; j < sum.length; j++) {
            square = Math.fma(h.get(i, j), (double) h.get(i, j), square);
        }
        if (square == 0) {
            return 0;
        }
        double length = Math.sqrt(square);
        for (int j = 0; j < sum.length; j++) {
            sum[j] += h.get(i, j) / length;
        }
        return 1;
    }
}
