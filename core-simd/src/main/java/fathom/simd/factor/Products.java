package fathom.simd.factor;

import static fathom.simd.product.Triangle.LOWER;
import static fathom.simd.product.Triangle.UPPER;
import static fathom.simd.product.Triangle.WHOLE;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.product.UncheckedProduct;

/** The products that factorisations consist of, on unchecked operands that may be windows of one matrix. */
public final class Products {

    private Products() {}

    /** C := C - A B, each element a chain of fused multiply-adds over ascending k. */
    public static void subtract(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c) {
        UncheckedProduct.multiply(-1, a, b, 1, c, WHOLE, null);
    }

    /** C := C - A B, each element a chain of fused multiply-adds over ascending k. */
    public static void subtract(FloatMatrix a, FloatMatrix b, FloatMatrix c) {
        UncheckedProduct.multiply(-1, a, b, 1, c, WHOLE, null);
    }

    /** C := A B, each element a chain of fused multiply-adds over ascending k. */
    public static void multiply(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c) {
        UncheckedProduct.multiply(1, a, b, 0, c, WHOLE, null);
    }

    /** The upper triangle of C := C - A B. */
    public static void subtractUpper(DoubleMatrix a, DoubleMatrix b, DoubleMatrix c) {
        UncheckedProduct.multiply(-1, a, b, 1, c, UPPER, null);
    }

    /** The lower triangle of C := C - A A'. */
    public static void subtractSquare(DoubleMatrix a, DoubleMatrix c) {
        UncheckedProduct.multiply(-1, a, a.transposed(), 1, c, LOWER, null);
    }

    /** The lower triangle of C := C - A A'. */
    public static void subtractSquare(FloatMatrix a, FloatMatrix c) {
        UncheckedProduct.multiply(-1, a, a.transposed(), 1, c, LOWER, null);
    }
}
