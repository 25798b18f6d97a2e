package fathom.simd;

import fathom.simd.epilogue.DoubleEpilogue;
import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.product.Mirror;
import fathom.simd.product.Overlap;
import fathom.simd.product.Triangle;
import fathom.simd.product.UncheckedProduct;

/**
 * General matrix products, for every stride and window, on as many threads as {@link fathom.simd.machine.Parallelism} allows. Results are
 * the same to the bit for every thread count, vector width and block size; NaN and infinity pass through as IEEE 754 says.
 */
public final class Gemm {

    private Gemm() {}

    /**
     * C := alpha A B + beta C.
     *
     * <pre>
     * c_ij = beta == 0 ? 0 : beta * c_ij,   then   c_ij = fma(alpha * a_ik, b_kj, c_ij)   for k = 0, 1, ...
     * </pre>
     *
     * C is never read when beta is 0; A and B are never read when alpha is 0. To transpose an operand pass its
     * {@code transposed()} view.
     *
     * @param a m x k
     * @param b k x n
     * @param c m x n, overwritten; must not share elements with A or B
     * @throws ShapeMismatchException if the shapes do not fit
     * @throws IllegalArgumentException if C shares elements with A or B, or has two elements in one place
     */
    public static void multiply(float alpha, FloatMatrix a, FloatMatrix b, float beta, FloatMatrix c) {
        multiply(alpha, a, b, beta, c, null);
    }

    /**
     * C := f(alpha A B + beta C), the function applied to finished elements while they are in cache. As
     * {@link #multiply(float, FloatMatrix, FloatMatrix, float, FloatMatrix)}, then {@code after} for every element once.
     *
     * @param after what follows the product, or null for nothing
     */
    public static void multiply(
            float alpha, FloatMatrix a, FloatMatrix b, float beta, FloatMatrix c, FloatEpilogue after) {
        checkShapes(a.rows(), a.columns(), b.rows(), b.columns(), c.rows(), c.columns());
        checkPlaces(a, b, c);
        UncheckedProduct.multiply(alpha, a, b, beta, c, Triangle.WHOLE, after);
    }

    /** A B in a fresh row-major matrix: m x k times k x n gives m x n. */
    public static FloatMatrix product(FloatMatrix a, FloatMatrix b) {
        FloatMatrix c = FloatMatrix.zeros(a.rows(), b.columns());
        multiply(1, a, b, 0, c);
        return c;
    }

    /**
     * C := alpha A A' + beta C on and below the diagonal; elements above it are neither read nor written. Half the work of the product.
     *
     * @param a n x k
     * @param c n x n, its lower triangle overwritten; must not share elements with A
     * @throws ShapeMismatchException if the shapes do not fit
     * @throws IllegalArgumentException if C shares elements with A, or has two elements in one place
     */
    public static void symmetricUpdate(float alpha, FloatMatrix a, float beta, FloatMatrix c) {
        symmetricUpdate(alpha, a, beta, c, null);
    }

    /**
     * C := f(alpha A A' + beta C) on and below the diagonal, the function applied to finished elements while they are in cache.
     *
     * @param after what follows the product, or null for nothing
     */
    public static void symmetricUpdate(float alpha, FloatMatrix a, float beta, FloatMatrix c, FloatEpilogue after) {
        FloatMatrix b = a.transposed();
        checkShapes(a.rows(), a.columns(), b.rows(), b.columns(), c.rows(), c.columns());
        checkPlaces(a, a, c);
        UncheckedProduct.multiply(alpha, a, b, beta, c, Triangle.LOWER, after);
    }

    /** The Gram matrix A A' in a fresh row-major matrix, n x n for n x k: one half computed, then mirrored. */
    public static FloatMatrix gram(FloatMatrix a) {
        FloatMatrix c = FloatMatrix.zeros(a.rows(), a.rows());
        symmetricUpdate(1, a, 0, c);
        Mirror.upward(c);
        return c;
    }

    private static void checkPlaces(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
        Overlap.checkResult(c.rows(), c.columns(), c.rowStride(), c.columnStride());
        if (c.array() == a.array()) {
            Overlap.checkOperand(meet(c, a), "A");
        }
        if (c.array() == b.array()) {
            Overlap.checkOperand(meet(c, b), "B");
        }
    }

    private static boolean meet(FloatMatrix x, FloatMatrix y) {
        return Overlap.between(
                x.offset(),
                x.rows(),
                x.columns(),
                x.rowStride(),
                x.columnStride(),
                y.offset(),
                y.rows(),
                y.columns(),
                y.rowStride(),
                y.columnStride());
    }

    /**
     * C := alpha A B + beta C.
     *
     * <pre>
     * c_ij = beta == 0 ? 0 : beta * c_ij,   then   c_ij = fma(alpha * a_ik, b_kj, c_ij)   for k = 0, 1, ...
     * </pre>
     *
     * C is never read when beta is 0; A and B are never read when alpha is 0. To transpose an operand pass its
     * {@code transposed()} view.
     *
     * @param a m x k
     * @param b k x n
     * @param c m x n, overwritten; must not share elements with A or B
     * @throws ShapeMismatchException if the shapes do not fit
     * @throws IllegalArgumentException if C shares elements with A or B, or has two elements in one place
     */
    public static void multiply(double alpha, DoubleMatrix a, DoubleMatrix b, double beta, DoubleMatrix c) {
        multiply(alpha, a, b, beta, c, null);
    }

    /**
     * C := f(alpha A B + beta C), the function applied to finished elements while they are in cache. As
     * {@link #multiply(double, DoubleMatrix, DoubleMatrix, double, DoubleMatrix)}, then {@code after} for every element once.
     *
     * @param after what follows the product, or null for nothing
     */
    public static void multiply(
            double alpha, DoubleMatrix a, DoubleMatrix b, double beta, DoubleMatrix c, DoubleEpilogue after) {
        checkShapes(a.rows(), a.columns(), b.rows(), b.columns(), c.rows(), c.columns());
        checkPlaces(a, b, c);
        UncheckedProduct.multiply(alpha, a, b, beta, c, Triangle.WHOLE, after);
    }

    /** A B in a fresh row-major matrix: m x k times k x n gives m x n. */
    public static DoubleMatrix product(DoubleMatrix a, DoubleMatrix b) {
        DoubleMatrix c = DoubleMatrix.zeros(a.rows(), b.columns());
        multiply(1, a, b, 0, c);
        return c;
    }

    /**
     * C := alpha A A' + beta C on and below the diagonal; elements above it are neither read nor written. Half the work of the product.
     *
     * @param a n x k
     * @param c n x n, its lower triangle overwritten; must not share elements with A
     * @throws ShapeMismatchException if the shapes do not fit
     * @throws IllegalArgumentException if C shares elements with A, or has two elements in one place
     */
    public static void symmetricUpdate(double alpha, DoubleMatrix a, double beta, DoubleMatrix c) {
        symmetricUpdate(alpha, a, beta, c, null);
    }

    /**
     * C := f(alpha A A' + beta C) on and below the diagonal, the function applied to finished elements while they are in cache.
     *
     * @param after what follows the product, or null for nothing
     */
    public static void symmetricUpdate(
            double alpha, DoubleMatrix a, double beta, DoubleMatrix c, DoubleEpilogue after) {
        DoubleMatrix b = a.transposed();
        checkShapes(a.rows(), a.columns(), b.rows(), b.columns(), c.rows(), c.columns());
        checkPlaces(a, a, c);
        UncheckedProduct.multiply(alpha, a, b, beta, c, Triangle.LOWER, after);
    }

    /** The Gram matrix A A' in a fresh row-major matrix, n x n for n x k: one half computed, then mirrored. */
    public static DoubleMatrix gram(DoubleMatrix a) {
        DoubleMatrix c = DoubleMatrix.zeros(a.rows(), a.rows());
        symmetricUpdate(1, a, 0, c);
        Mirror.upward(c);
        return c;
    }

    private static void checkPlaces(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c) {
        Overlap.checkResult(c.rows(), c.columns(), c.rowStride(), c.columnStride());
        if (c.array() == a.array()) {
            Overlap.checkOperand(meet(c, a), "A");
        }
        if (c.array() == b.array()) {
            Overlap.checkOperand(meet(c, b), "B");
        }
    }

    private static boolean meet(DoubleMatrix x, DoubleMatrix y) {
        return Overlap.between(
                x.offset(),
                x.rows(),
                x.columns(),
                x.rowStride(),
                x.columnStride(),
                y.offset(),
                y.rows(),
                y.columns(),
                y.rowStride(),
                y.columnStride());
    }

    private static void checkShapes(int aRows, int aColumns, int bRows, int bColumns, int cRows, int cColumns) {
        if (aColumns != bRows || cRows != aRows || cColumns != bColumns) {
            throw new ShapeMismatchException("A is " + aRows + " x " + aColumns + ", B is " + bRows + " x " + bColumns
                    + " and C is " + cRows + " x " + cColumns + ": C := A B needs m x k, k x n and m x n");
        }
    }
}
