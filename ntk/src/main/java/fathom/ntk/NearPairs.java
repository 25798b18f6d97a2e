package fathom.ntk;

import fathom.simd.math.PowerOfTwo;
import fathom.simd.matrix.DoubleMatrix;

/**
 * The angle between two rows that nearly point the same way, or opposite ways, to full relative accuracy. Their inner product cannot
 * give it: one unit in the last place of cos theta near 1 is 1.5e-8 in theta.
 */
final class NearPairs {

    /** Haversines below this are computed again from differences: theta below 0.25, or above pi - 0.25. */
    static final double THRESHOLD = 1.0 / 64;

    /** Below this an angle may be the rounding of 0. */
    private static final double PARALLEL = 1e-30;

    private NearPairs() {}

    /**
     * Replaces every haversine of the tile that is below the threshold.
     *
     * <pre>
     * sin^2(theta / 2) = |x / |x| - x' / |x'||^2 / 4 = (|x| + |x'|)^2 / (16 |x|^2 |x'|^2) sum_i ((x_i - x'_i) - eta (x_i + x'_i))^2
     * eta = (|x| - |x'|) / (|x| + |x'|) = (x - x').(x + x') / (|x| + |x'|)^2
     * </pre>
     *
     * with the vectors sqrt s x, and sqrt b as one more entry of both. For opposite rows x' changes its sign. Exchanging x and x' gives
     * the same bits.
     *
     * @param haversines the tile, signed; its rows are rows {@code from...} of x and its columns rows {@code other...} of y
     */
    static void mend(
            InfiniteNetwork network,
            DoubleMatrix haversines,
            DoubleMatrix x,
            int from,
            double[] roots,
            DoubleMatrix y,
            int other,
            double[] otherRoots) {
        for (int i = 0; i < haversines.rows(); i++) {
            int at = haversines.offset() + i * haversines.rowStride();
            for (int j = 0; j < haversines.columns(); j++) {
                double v = haversines.array()[at + j * haversines.columnStride()];
                if (Math.abs(v) < THRESHOLD) {
                    haversines.array()[at + j * haversines.columnStride()] =
                            signed(network, v < 0, x, from + i, roots[from + i], y, other + j, otherRoots[other + j]);
                }
            }
        }
    }

    /** Rows of variance 0 are equal to each other. */
    static void mendZeros(DoubleMatrix haversines, int from, double[] roots, int other, double[] otherRoots) {
        for (int i = 0; i < haversines.rows(); i++) {
            for (int j = 0; roots[from + i] == 0 && j < haversines.columns(); j++) {
                if (otherRoots[other + j] == 0) {
                    haversines.set(i, j, 0);
                }
            }
        }
    }

    /** The signed haversine of one pair, by the formulas of {@link #mend}; negative for nearly opposite rows. */
    static double signed(
            InfiniteNetwork network,
            boolean opposite,
            DoubleMatrix x,
            int i,
            double root,
            DoubleMatrix y,
            int j,
            double otherRoot) {
        double[] a = x.array();
        double[] b = y.array();
        int start = x.offset() + i * x.rowStride();
        int otherStart = y.offset() + j * y.rowStride();
        int step = x.columnStride();
        int otherStep = y.columnStride();
        // Squares of small differences of small rows would underflow: rows are met in the unit of their lengths.
        double unit = PowerOfTwo.inverse(PowerOfTwo.exponent(root + otherRoot));
        double both = 0;
        for (int k = 0; k < x.columns(); k++) {
            double p = unit * a[start + k * step];
            double q = unit * b[otherStart + k * otherStep];
            both = Math.fma(p - q, p + q, both);
        }
        double length = unit * root + unit * otherRoot;
        double eta = network.inputScale() * both / (length * length);
        double squares = 0;
        for (int k = 0; k < x.columns(); k++) {
            double p = unit * a[start + k * step];
            double q = unit * b[otherStart + k * otherStep];
            double difference = opposite ? Math.fma(-eta, p - q, p + q) : Math.fma(-eta, p + q, p - q);
            squares = Math.fma(difference, difference, squares);
        }
        double bias = unit * unit * network.biasVariance().at(0) * (opposite ? 4 : 4 * eta * eta);
        double ratio = length / (4 * (unit * root) * (unit * otherRoot));
        double haversine = Math.fma(network.inputScale(), squares, bias) * ratio * ratio;
        if (haversine < PARALLEL && network.biasVariance().at(0) == 0 && parallel(unit, x, i, y, j)) {
            haversine = 0;
        }
        return opposite ? -Math.max(haversine, Double.MIN_NORMAL) : haversine;
    }

    /** Whether x_k y_p = x_p y_k for all k, without rounding; p is where x is largest. */
    private static boolean parallel(double unit, DoubleMatrix x, int i, DoubleMatrix y, int j) {
        int p = 0;
        for (int k = 1; k < x.columns(); k++) {
            p = Math.abs(x.get(i, k)) > Math.abs(x.get(i, p)) ? k : p;
        }
        for (int k = 0; k < x.columns(); k++) {
            double xk = unit * x.get(i, k);
            double xp = unit * x.get(i, p);
            double yk = unit * y.get(j, k);
            double yp = unit * y.get(j, p);
            double left = xk * yp;
            double right = xp * yk;
            boolean same = left == right && Math.fma(xk, yp, -left) == Math.fma(xp, yk, -right);
            if (!same) {
                return false;
            }
        }
        return true;
    }
}
