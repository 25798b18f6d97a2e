package fathom.experiments.profile.sample;

import fathom.simd.matrix.DoubleMatrix;

/**
 * The standardisation of columns, learned on one set of rows and applied to any.
 *
 * <pre>
 * z_j = (x_j - mean_j) / sd_j,   sd_j^2 = (1/n) sum_i (x_ij - mean_j)^2;   z_j = 0 where sd_j = 0
 * </pre>
 *
 * A column is constant where sd_j is 0, or below 1e-12 times its largest entry, which rounding may leave.
 */
public final class Scaling {

    private static final double ROUNDING = 1e-12;

    private final double[] means;
    private final double[] inverses;

    private Scaling(double[] means, double[] inverses) {
        this.means = means;
        this.inverses = inverses;
    }

    /** The scaling that gives the columns of x mean 0 and mean square 1. */
    public static Scaling of(DoubleMatrix x) {
        double[] means = new double[x.columns()];
        double[] inverses = new double[x.columns()];
        for (int j = 0; j < x.columns(); j++) {
            double largest = 0;
            for (int i = 0; i < x.rows(); i++) {
                means[j] += x.get(i, j) / x.rows();
                largest = Math.max(largest, Math.abs(x.get(i, j)));
            }
            double square = 0;
            for (int i = 0; i < x.rows(); i++) {
                double centred = x.get(i, j) - means[j];
                square = Math.fma(centred, centred, square);
            }
            double deviation = Math.sqrt(square / x.rows());
            inverses[j] = deviation > ROUNDING * largest ? 1 / deviation : 0;
        }
        return new Scaling(means, inverses);
    }

    /** The scaled rows: fresh. */
    public DoubleMatrix of(DoubleMatrix x, int from, int to) {
        DoubleMatrix scaled = DoubleMatrix.zeros(to - from, x.columns());
        for (int i = from; i < to; i++) {
            for (int j = 0; j < x.columns(); j++) {
                scaled.set(i - from, j, (x.get(i, j) - means[j]) * inverses[j]);
            }
        }
        return scaled;
    }

    /** Whether a column varies. */
    public boolean varies(int column) {
        return inverses[column] > 0;
    }

    /** How many columns vary. */
    public int varying() {
        int varying = 0;
        for (double inverse : inverses) {
            varying += inverse > 0 ? 1 : 0;
        }
        return varying;
    }
}
