package fathom.simd;

import fathom.simd.loop.CompensatedSums;
import fathom.simd.loop.DoubleSums;
import fathom.simd.loop.FloatSums;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * Numbers computed from all elements of a matrix, for every stride and window.
 *
 * <p>Sums and dot products run over 64 virtual lanes: element t, counted row after row, belongs to lane t mod 64; in every block of 1024
 * elements each lane is a chain over ascending t that starts from 0; the lanes of neighbouring blocks are added, then those of neighbouring
 * pairs of blocks, and so on; at last the lanes are added by halves. So the error grows like log n, not n: with unit roundoff u a sum is off
 * by at most (22 + log2(n / 1024)) u sum_t |x_t|, to first order. The result follows from the shape and the elements alone: it has the
 * same bits for every stride, vector width and number of threads.
 */
public final class Reduce {

    private Reduce() {}

    /** sum_ij x_ij; 0 for an empty matrix */
    public static float sum(FloatMatrix x) {
        return FloatSums.sum(x);
    }

    /** sum_ij x_ij y_ij, each product and addition rounded together */
    public static float dot(FloatMatrix x, FloatMatrix y) {
        check(x.rows(), x.columns(), y.rows(), y.columns());
        return FloatSums.dot(x, y);
    }

    /** sum_ij x_ij^2 */
    public static float squaredNorm(FloatMatrix x) {
        return FloatSums.dot(x, x);
    }

    /** The mean of all elements, their sum divided by their number; NaN for an empty matrix. */
    public static float mean(FloatMatrix x) {
        return sum(x) / ((float) ((long) x.rows() * x.columns()));
    }

    /** The mean of the squared deviations from the mean, in two passes; NaN for an empty matrix. */
    public static float variance(FloatMatrix x) {
        return FloatSums.deviations(mean(x), x) / ((float) ((long) x.rows() * x.columns()));
    }

    /** max_ij x_ij; NaN if any element is, -infinity for an empty matrix */
    public static float max(FloatMatrix x) {
        return FloatSums.max(Float.NEGATIVE_INFINITY, x, false);
    }

    /** max_ij |x_ij|; NaN if any element is, 0 for an empty matrix */
    public static float maxAbs(FloatMatrix x) {
        return FloatSums.max(0, x, true);
    }

    /**
     * The place i columns + j of the first largest element, or of the first NaN if there is one.
     *
     * @throws IllegalArgumentException if the matrix is empty
     */
    public static int argmax(FloatMatrix x) {
        return index(FloatSums.first(max(x), x));
    }

    /** sums_j := sum_i x_ij, chains of 256 over ascending i that start from 0, added in pairs; {@code sums} is 1 x columns and is overwritten. */
    public static void columnSums(FloatMatrix x, FloatMatrix sums) {
        checkSums("columnSums", sums.rows(), sums.columns(), 1, x.columns());
        Elementwise.fill(sums, 0);
        FloatSums.columns(x, sums);
    }

    /** sums_i := sum_j x_ij, each row over the 64 lanes; {@code sums} is rows x 1 and is overwritten. */
    public static void rowSums(FloatMatrix x, FloatMatrix sums) {
        checkSums("rowSums", sums.rows(), sums.columns(), x.rows(), 1);
        for (int i = 0; i < x.rows(); i++) {
            sums.set(i, 0, FloatSums.sum(x.row(i)));
        }
    }

    /** sum_ij x_ij; 0 for an empty matrix */
    public static double sum(DoubleMatrix x) {
        return DoubleSums.sum(x);
    }

    /** sum_ij x_ij y_ij, each product and addition rounded together */
    public static double dot(DoubleMatrix x, DoubleMatrix y) {
        check(x.rows(), x.columns(), y.rows(), y.columns());
        return DoubleSums.dot(x, y);
    }

    /** sum_ij x_ij^2 */
    public static double squaredNorm(DoubleMatrix x) {
        return DoubleSums.dot(x, x);
    }

    /** The mean of all elements, their sum divided by their number; NaN for an empty matrix. */
    public static double mean(DoubleMatrix x) {
        return sum(x) / ((double) x.rows() * x.columns());
    }

    /** The mean of the squared deviations from the mean, in two passes; NaN for an empty matrix. */
    public static double variance(DoubleMatrix x) {
        return DoubleSums.deviations(mean(x), x) / ((double) x.rows() * x.columns());
    }

    /** max_ij x_ij; NaN if any element is, -infinity for an empty matrix */
    public static double max(DoubleMatrix x) {
        return DoubleSums.max(Double.NEGATIVE_INFINITY, x, false);
    }

    /** max_ij |x_ij|; NaN if any element is, 0 for an empty matrix */
    public static double maxAbs(DoubleMatrix x) {
        return DoubleSums.max(0, x, true);
    }

    /**
     * The place i columns + j of the first largest element, or of the first NaN if there is one.
     *
     * @throws IllegalArgumentException if the matrix is empty
     */
    public static int argmax(DoubleMatrix x) {
        return index(DoubleSums.first(max(x), x));
    }

    /** sums_j := sum_i x_ij, chains of 256 over ascending i that start from 0, added in pairs; {@code sums} is 1 x columns and is overwritten. */
    public static void columnSums(DoubleMatrix x, DoubleMatrix sums) {
        checkSums("columnSums", sums.rows(), sums.columns(), 1, x.columns());
        Elementwise.fill(sums, 0);
        DoubleSums.columns(x, sums);
    }

    /** sums_i := sum_j x_ij, each row over the 64 lanes; {@code sums} is rows x 1 and is overwritten. */
    public static void rowSums(DoubleMatrix x, DoubleMatrix sums) {
        checkSums("rowSums", sums.rows(), sums.columns(), x.rows(), 1);
        for (int i = 0; i < x.rows(); i++) {
            sums.set(i, 0, DoubleSums.sum(x.row(i)));
        }
    }

    /** sum_ij x_ij as if in twice the precision: the error is one rounding plus n^2 2^-106 sum |x_ij|. */
    public static double compensatedSum(DoubleMatrix x) {
        return CompensatedSums.sum(x);
    }

    /** sum_ij x_ij y_ij as if in twice the precision. */
    public static double compensatedDot(DoubleMatrix x, DoubleMatrix y) {
        check(x.rows(), x.columns(), y.rows(), y.columns());
        return CompensatedSums.dot(x, y);
    }

    private static void check(int rows, int columns, int otherRows, int otherColumns) {
        if (rows != otherRows || columns != otherColumns) {
            throw new ShapeMismatchException("dot: x is " + rows + " x " + columns + " and y is " + otherRows + " x "
                    + otherColumns + ": they must have one shape");
        }
    }

    private static void checkSums(String operation, int rows, int columns, int neededRows, int neededColumns) {
        if (rows != neededRows || columns != neededColumns) {
            throw new ShapeMismatchException(operation + ": the sums are " + rows + " x " + columns + " and must be "
                    + neededRows + " x " + neededColumns);
        }
    }

    private static int index(long place) {
        if (place < 0) {
            throw new IllegalArgumentException("argmax: an empty matrix has no largest element");
        }
        return Math.toIntExact(place);
    }
}
