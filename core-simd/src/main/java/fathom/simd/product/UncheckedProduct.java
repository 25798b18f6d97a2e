package fathom.simd.product;

import fathom.simd.epilogue.Epilogue;
import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/** C := alpha A B + beta C as the backend does it, for doors that have checked their operands and for drivers that know theirs. */
public final class UncheckedProduct {

    private UncheckedProduct() {}

    /** One triangle of C := alpha A B + beta C, then the epilogue, which may be null. */
    public static void multiply(
            float alpha,
            FloatMatrix a,
            FloatMatrix b,
            float beta,
            FloatMatrix c,
            Triangle part,
            Epilogue<float[]> after) {
        if (Backend.available()) {
            Engine.multiply(alpha, a, b, beta, c, part, after);
        } else {
            ScalarFloatProduct.multiply(alpha, a, b, beta, c, part, after);
        }
    }

    /** One triangle of C := alpha A B + beta C, then the epilogue, which may be null. */
    public static void multiply(
            double alpha,
            DoubleMatrix a,
            DoubleMatrix b,
            double beta,
            DoubleMatrix c,
            Triangle part,
            Epilogue<double[]> after) {
        if (Backend.available()) {
            Engine.multiply(alpha, a, b, beta, c, part, after);
        } else {
            ScalarDoubleProduct.multiply(alpha, a, b, beta, c, part, after);
        }
    }
}
