package fathom.simd.product;

import fathom.simd.epilogue.Epilogue;
import fathom.simd.matrix.DoubleMatrix;

/** The product of double matrices as its definition reads: every other way to compute it agrees with this one to the last bit. */
public final class ScalarDoubleProduct {

    private ScalarDoubleProduct() {}

    /**
     * c_ij = beta == 0 ? 0 : beta * c_ij, then c_ij = fma(alpha * a_ik, b_kj, c_ij) for k ascending, for the elements of one triangle,
     * then the epilogue, which may be null; nothing of A and B is read when alpha is 0.
     */
    public static void multiply(
            double alpha,
            DoubleMatrix a,
            DoubleMatrix b,
            double beta,
            DoubleMatrix c,
            Triangle part,
            Epilogue<double[]> after) {
        int depth = alpha == 0 ? 0 : a.columns();
        for (int i = 0; i < c.rows(); i++) {
            int first = part.first(i, 0, c.columns());
            int end = part.end(i, 0, c.columns());
            for (int j = first; j < end; j++) {
                int at = c.offset() + i * c.rowStride() + j * c.columnStride();
                double sum = beta == 0 ? 0 : beta * c.array()[at];
                for (int k = 0; k < depth; k++) {
                    double left = a.array()[a.offset() + i * a.rowStride() + k * a.columnStride()];
                    double right = b.array()[b.offset() + k * b.rowStride() + j * b.columnStride()];
                    sum = Math.fma(alpha * left, right, sum);
                }
                c.array()[at] = sum;
            }
            if (after != null && first < end) {
                int at = c.offset() + i * c.rowStride() + first * c.columnStride();
                after.finish(i, first, end - first, c.array(), at, c.columnStride());
            }
        }
    }
}
