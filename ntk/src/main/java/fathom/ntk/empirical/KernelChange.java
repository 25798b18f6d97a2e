package fathom.ntk.empirical;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/**
 * How far a tangent kernel has come, by its values on a few points.
 *
 * <pre>
 * drift       |K_1 - K_0| / |K_0|                         Frobenius norms
 * alignment   K_0 . K_1 / (|K_0| |K_1|)                   1 if only the scale has changed
 * on labels   y' C K C y / (|C K C| |C y|^2)              before and after; C = 1 - 11'/n takes means out
 * </pre>
 *
 * Source of the last: Cortes, Mohri and Rostamizadeh (2012), centred kernel alignment.
 *
 * @param drift 0 if the kernel has stayed what it was
 * @param labelsBefore alignment of K_0 with the labels
 * @param labelsAfter alignment of K_1 with the labels
 */
public record KernelChange(double drift, double alignment, double labelsBefore, double labelsAfter) {

    /**
     * The change from one kernel to another on the same points.
     *
     * @param before K_0, n x n
     * @param after K_1, n x n
     * @param labels y, n x 1
     */
    public static KernelChange of(DoubleMatrix before, DoubleMatrix after, FloatMatrix labels) {
        double difference = 0;
        double product = 0;
        for (int i = 0; i < before.rows(); i++) {
            for (int j = 0; j < before.columns(); j++) {
                double step = after.get(i, j) - before.get(i, j);
                difference = Math.fma(step, step, difference);
                product = Math.fma(after.get(i, j), before.get(i, j), product);
            }
        }
        double first = norm(before);
        return new KernelChange(
                Math.sqrt(difference) / first,
                product / (first * norm(after)),
                alignment(before, labels),
                alignment(after, labels));
    }

    private static double alignment(DoubleMatrix kernel, FloatMatrix labels) {
        int n = kernel.rows();
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += labels.get(i, 0) / n;
        }
        DoubleMatrix centred = centred(kernel);
        double form = 0;
        double square = 0;
        for (int i = 0; i < n; i++) {
            double y = labels.get(i, 0) - mean;
            square = Math.fma(y, y, square);
            for (int j = 0; j < n; j++) {
                form = Math.fma(y * (labels.get(j, 0) - mean), centred.get(i, j), form);
            }
        }
        return form / (norm(centred) * square);
    }

    /** C K C, K symmetric. */
    private static DoubleMatrix centred(DoubleMatrix kernel) {
        int n = kernel.rows();
        double[] means = new double[n];
        double all = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                means[i] += kernel.get(i, j) / n;
            }
            all += means[i] / n;
        }
        DoubleMatrix centred = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                centred.set(i, j, kernel.get(i, j) - means[i] - means[j] + all);
            }
        }
        return centred;
    }

    private static double norm(DoubleMatrix x) {
        double square = 0;
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                square = Math.fma(x.get(i, j), x.get(i, j), square);
            }
        }
        return Math.sqrt(square);
    }
}
