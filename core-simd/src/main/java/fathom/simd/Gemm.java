package fathom.simd;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.product.ScalarDoubleProduct;
import fathom.simd.product.ScalarFloatProduct;

/** General matrix products, for every stride and window, on as many threads as {@link fathom.simd.machine.Parallelism} allows. */
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
     */
    public static void multiply(float alpha, FloatMatrix a, FloatMatrix b, float beta, FloatMatrix c) {
        check(a.rows(), a.columns(), b.rows(), b.columns(), c.rows(), c.columns());
        ScalarFloatProduct.multiply(alpha, a, b, beta, c);
    }

    /** A B in a fresh row-major matrix: m x k times k x n gives m x n. */
    public static FloatMatrix product(FloatMatrix a, FloatMatrix b) {
        FloatMatrix c = FloatMatrix.zeros(a.rows(), b.columns());
        multiply(1, a, b, 0, c);
        return c;
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
     */
    public static void multiply(double alpha, DoubleMatrix a, DoubleMatrix b, double beta, DoubleMatrix c) {
        check(a.rows(), a.columns(), b.rows(), b.columns(), c.rows(), c.columns());
        ScalarDoubleProduct.multiply(alpha, a, b, beta, c);
    }

    /** A B in a fresh row-major matrix: m x k times k x n gives m x n. */
    public static DoubleMatrix product(DoubleMatrix a, DoubleMatrix b) {
        DoubleMatrix c = DoubleMatrix.zeros(a.rows(), b.columns());
        multiply(1, a, b, 0, c);
        return c;
    }

    private static void check(int aRows, int aColumns, int bRows, int bColumns, int cRows, int cColumns) {
        if (aColumns != bRows || cRows != aRows || cColumns != bColumns) {
            throw new ShapeMismatchException("A is " + aRows + " x " + aColumns + ", B is " + bRows + " x " + bColumns
                    + " and C is " + cRows + " x " + cColumns + ": C := A B needs m x k, k x n and m x n");
        }
    }
}
