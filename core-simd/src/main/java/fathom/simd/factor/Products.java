package fathom.simd.factor;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.product.ScalarDoubleProduct;
import fathom.simd.product.ScalarFloatProduct;

/** The products that factorisations consist of, on unchecked operands that may be windows of one matrix. */
final class Products {

    /** Below this size the lower half of a square is computed as one product of its rows, one row at a time. */
    private static final int SMALL = 16;

    private Products() {}

    /** C := C - A B, each element a chain of fused multiply-adds over ascending k. */
    static void subtract(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c) {
        ScalarDoubleProduct.multiply(-1, a, b, 1, c);
    }

    /** C := C - A B, each element a chain of fused multiply-adds over ascending k. */
    static void subtract(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
        ScalarFloatProduct.multiply(-1, a, b, 1, c);
    }

    /** The lower triangle of C := C - A A'. */
    static void subtractSquare(DoubleMatrix a, DoubleMatrix c) {
        int n = c.rows();
        if (n <= SMALL) {
            for (int i = 0; i < n; i++) {
                subtract(a.row(i), a.rows(0, i + 1).transposed(), c.window(i, 0, 1, i + 1));
            }
            return;
        }
        int half = n / 2;
        subtractSquare(a.rows(0, half), c.window(0, 0, half, half));
        subtract(a.rows(half, n), a.rows(0, half).transposed(), c.window(half, 0, n - half, half));
        subtractSquare(a.rows(half, n), c.window(half, half, n - half, n - half));
    }

    /** The lower triangle of C := C - A A'. */
    static void subtractSquare(FloatMatrix a, FloatMatrix c) {
        int n = c.rows();
        if (n <= SMALL) {
            for (int i = 0; i < n; i++) {
                subtract(a.row(i), a.rows(0, i + 1).transposed(), c.window(i, 0, 1, i + 1));
            }
            return;
        }
        int half = n / 2;
        subtractSquare(a.rows(0, half), c.window(0, 0, half, half));
        subtract(a.rows(half, n), a.rows(0, half).transposed(), c.window(half, 0, n - half, half));
        subtractSquare(a.rows(half, n), c.window(half, half, n - half, n - half));
    }
}
