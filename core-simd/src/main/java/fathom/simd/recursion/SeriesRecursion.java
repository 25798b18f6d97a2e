package fathom.simd.recursion;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * The covariance and tangent recursion of infinitely wide layers with any activation, row by row of pairs.
 *
 * <p>Carried from layer to layer are the signed haversines v of {@link ArcCosine}. With r = |v|, s = sqrt r and y = 2 sqrt 2 s - 1,
 * which runs from -1 to 1, a layer is known by polynomials in y whose coefficients depend on the two variances of a pair:
 *
 * <pre>
 * z  = (1 - u') / 2 = gap^2 nu + r drop(y)    for u >= 0          gap = difference of the two rows' positions
 * z  = gap^2 nu + shift + r drop_(y)          for u &lt; 0
 * S' = root root' (1 - 2 z),   T' = trained S' + beta + slopeRoot slopeRoot' slope(y) T
 * drop(y) = sum_b B_b(j) sum_k a_bk t_k(y)    t_k Chebyshev's polynomials, and so for slope; nu and shift have no y
 * </pre>
 *
 * B_b(j) is a function of the variance of column j; the coefficients belong to the row. What is near 0 is thus a sum of small terms, and
 * near pairs keep their relative accuracy. A haversine of 0, or of the smallest normal number for opposite rows, stands for rows that are
 * exactly parallel; they stay so where the layer allows it. An instance holds the room that one thread needs.
 */
public final class SeriesRecursion {

    /** What negative correlations do. */
    public enum Parity {
        /** phi(-x) = phi(x): as positive ones, but for the sign of the slope. */
        EVEN,
        /** phi(-x) = -phi(x): covariances without bias change their sign. */
        ODD,
        /** Neither: they have polynomials of their own. */
        NONE
    }

    /**
     * Coefficients a_bk of drop and slope for one row.
     *
     * @param lengths how many k there are for b = 0, 1, ...
     * @param drops a_00, a_01, ..., a_10, ...; as many as all lengths together
     * @param slopes the same for the slope
     */
    public record Terms(int[] lengths, double[] drops, double[] slopes) {}

    /**
     * A row at a layer.
     *
     * @param above for u >= 0
     * @param below for u &lt; 0; not looked at unless the parity is NONE
     * @param radial nu's coefficients, empty if all variances are one
     * @param shift shift's coefficients
     * @param position of the row, for the gap
     * @param root sqrt S'(x, x)
     * @param slopeRoot sqrt(w E[phi'^2])
     * @param bias sqrt(b / S'(x, x))
     */
    public record Row(
            Terms above,
            Terms below,
            double[] radial,
            double[] shift,
            double position,
            double root,
            double slopeRoot,
            double bias) {}

    /**
     * All columns at a layer.
     *
     * @param basis B_b(j) at {@code b * count + j}
     * @param count how many columns there are
     * @param positions as the row's
     * @param roots sqrt S'(x', x')
     * @param slopeRoots sqrt(w E[phi'^2])
     * @param biases sqrt(b / S'(x', x'))
     */
    public record Columns(
            double[] basis, int count, double[] positions, double[] roots, double[] slopeRoots, double[] biases) {}

    /**
     * What all pairs have in common.
     *
     * @param parity what negative correlations do
     * @param stepped whether drop has the factor s in place of r: activations with a step
     * @param trained factor of S' in T': 1, or 0 for a frozen layer
     * @param trainedBias beta
     */
    public record Layer(Parity parity, boolean stepped, double trained, double trainedBias) {}

    /** Pairs that stay in the first-level cache with all that is computed of them. */
    private static final int CHUNK = 256;

    private final double[] arguments = new double[CHUNK];
    private final double[] bases = new double[CHUNK];
    private final double[] drops = new double[CHUNK];
    private final double[] slopes = new double[CHUNK];
    private final double[] otherDrops = new double[CHUNK];
    private final double[] otherSlopes = new double[CHUNK];

    /** Room for one thread. */
    public SeriesRecursion() {}

    /**
     * One layer, in place, for the pairs of one row with columns 0, 1, ...
     *
     * @param haversines 1 x n, those of the layer below; overwritten with this layer's
     * @param tangents 1 x n, T of the layer below; overwritten; {@code null} if only covariances are wanted
     * @throws ShapeMismatchException if the columns are fewer than n
     */
    public void layer(DoubleMatrix haversines, DoubleMatrix tangents, Row row, Columns columns, Layer layer) {
        int n = haversines.columns();
        if (haversines.rows() != 1
                || n > columns.count()
                || tangents != null && (tangents.rows() != 1 || tangents.columns() != n)) {
            throw new ShapeMismatchException("haversines are " + haversines.shape() + " and tangents "
                    + (tangents == null ? "not there" : tangents.shape()) + ": both must be one row of at most the "
                    + columns.count() + " columns");
        }
        if (n > 1 && (haversines.columnStride() != 1 || tangents != null && tangents.columnStride() != 1)) {
            throw new IllegalArgumentException(
                    "a row of the recursion needs column stride 1: pass a dense row-major one");
        }
        for (int from = 0; from < n; from += CHUNK) {
            int count = Math.min(CHUNK, n - from);
            int at = haversines.offset() + from;
            boolean vectors = Backend.available();
            sum(haversines.array(), at, count, tangents != null, row, columns, from, layer);
            double[] t = tangents == null ? null : tangents.array();
            int tangentAt = tangents == null ? 0 : tangents.offset() + from;
            if (vectors) {
                VectorSeries.finish(
                        haversines.array(), at, t, tangentAt, bases, drops, slopes, row, columns, from, count, layer);
            } else {
                ScalarSeries.finish(
                        haversines.array(),
                        at,
                        t,
                        tangentAt,
                        bases,
                        drops,
                        slopes,
                        row,
                        columns,
                        from,
                        0,
                        count,
                        layer);
            }
        }
    }

    /** Sums the series of a chunk of pairs, those for u &lt; 0 only where there are such. */
    private void sum(double[] v, int at, int count, boolean both, Row row, Columns columns, int from, Layer layer) {
        if (Backend.available()) {
            VectorSeries.arguments(v, at, arguments, count);
            VectorSeries.radial(row, columns, from, bases, count);
        } else {
            ScalarSeries.arguments(v, at, arguments, 0, count);
            ScalarSeries.radial(row, columns, from, bases, 0, count);
        }
        boolean negative = false;
        boolean positive = layer.parity() != Parity.NONE;
        for (int j = 0; layer.parity() == Parity.NONE && j < count; j++) {
            negative |= v[at + j] < 0;
            positive |= v[at + j] >= 0;
        }
        if (positive) {
            evaluate(row.above(), columns, from, count, drops, both ? slopes : null);
        }
        if (negative) {
            evaluate(row.below(), columns, from, count, otherDrops, both ? otherSlopes : null);
            ScalarSeries.choose(v, at, drops, otherDrops, count);
            if (both) {
                ScalarSeries.choose(v, at, slopes, otherSlopes, count);
            }
            ScalarSeries.shift(v, at, row, columns, from, bases, count);
        }
    }

    private void evaluate(Terms terms, Columns columns, int from, int count, double[] drop, double[] slope) {
        if (Backend.available()) {
            VectorSeries.evaluate(terms, columns, from, arguments, count, drop, slope);
        } else {
            ScalarSeries.evaluate(terms, terms.drops(), columns, from, arguments, 0, count, drop);
            if (slope != null) {
                ScalarSeries.evaluate(terms, terms.slopes(), columns, from, arguments, 0, count, slope);
            }
        }
    }
}
