package fathom.experiments.profile.sample;

import fathom.simd.matrix.DoubleMatrix;

/**
 * The standardisation of columns, learned on one set of rows and applied to any.
 *
 * <pre>
 * z_j = (x_j - mean_j) / sd_j,   sd_j^2 = (1/n) sum_i (x_ij - mean_j)^2;   z_j = 0 where sd_j = 0
 * </pre>
 *
 * Sums run over x_j less its first entry, so that an offset costs no digits. A column is constant where no entry differs from the first by
 * more than rounding.
 */
public final class Scaling {

    /** Eight units in the last place of the largest entry: a column of less spread is constant but for rounding. */
    private static final double ROUNDING = 0x1p-49;

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
            double origin = x.rows() == 0 ? 0 : x.get(0, j);
            double largest = 0;
            double spread = 0;
            double mean = 0;
            for (int i = 0; i < x.rows(); i++) {
                double moved = x.get(i, j) - origin;
                mean += moved / x.rows();
                spread = Math.max(spread, Math.abs(moved));
                largest = Math.max(largest, Math.abs(x.get(i, j)));
            }
            means[j] = origin + mean;
            if (!(spread > ROUNDING * largest)) {
                continue;
            }
            double square = 0;
            for (int i = 0; i < x.rows(); i++) {
                double centred = (x.get(i, j) - origin - mean) / spread;
                square = Math.fma(centred, centred, square);
            }
            inverses[j] = 1 / (spread * Math.sqrt(square / x.rows()));
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
