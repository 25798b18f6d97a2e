package fathom.simd.eigen;

import fathom.simd.factor.Products;
import fathom.simd.matrix.DoubleMatrix;

/**
 * Z := Q Z for a product Q of reflections, a panel of them at a time.
 *
 * <pre>
 * H_0 H_1 ... H_p = I - V' T V,   t_pp = tau_p,   t_0p .. t_p-1,p = -tau_p T (V v_p),   v_p row p of V
 * </pre>
 *
 * Source: R. Schreiber, C. Van Loan, "A storage-efficient WY representation for products of Householder transformations", 1989.
 */
final class BackTransformation {

    /** Reflections of a panel: products of this depth run near full speed, and T costs little beside them. */
    private static final int PANEL = 64;

    private BackTransformation() {}

    /**
     * @param a row j holds v_j, whose first element 1 stands at column j + shift
     * @param tau factors of the reflections
     * @param reflections how many there are
     * @param shift 1 for the reflections of a tridiagonalisation, 0 for those of a QR factorisation
     * @param z as many rows as v has columns; overwritten
     */
    static void apply(DoubleMatrix a, double[] tau, int reflections, int shift, DoubleMatrix z) {
        int n = a.columns();
        double[] v = new double[PANEL * n];
        double[] t = new double[PANEL * PANEL];
        double[] gram = new double[PANEL * PANEL];
        double[] left = new double[PANEL * z.columns()];
        double[] right = new double[PANEL * z.columns()];
        for (int from = (reflections - 1) / PANEL * PANEL; from >= 0 && reflections > 0; from -= PANEL) {
            int size = Math.min(PANEL, reflections - from);
            int first = from + shift;
            int length = n - first;
            DoubleMatrix panel = panel(a, from, size, shift, v);
            triangle(panel, tau, from, gram, t);
            DoubleMatrix target = z.rows(first, n);
            DoubleMatrix projections = new DoubleMatrix(left, 0, size, z.columns(), z.columns(), 1);
            DoubleMatrix combined = new DoubleMatrix(right, 0, size, z.columns(), z.columns(), 1);
            Products.multiply(panel, target, projections);
            Products.multiply(new DoubleMatrix(t, 0, size, size, size, 1), projections, combined);
            Products.subtract(panel.transposed(), combined, target);
        }
    }

    /** The reflections' vectors with their implied zeros and ones, one a row, in v. */
    static DoubleMatrix panel(DoubleMatrix a, int from, int size, int shift, double[] v) {
        int first = from + shift;
        int length = a.columns() - first;
        for (int p = 0; p < size; p++) {
            int row = a.offset() + (from + p) * a.rowStride();
            for (int i = 0; i < length; i++) {
                v[p * length + i] = i < p ? 0 : i == p ? 1 : a.array()[row + (first + i) * a.columnStride()];
            }
        }
        return new DoubleMatrix(v, 0, size, length, length, 1);
    }

    /** The upper triangle T of a panel, size x size in t. */
    static void triangle(DoubleMatrix panel, double[] tau, int from, double[] gram, double[] t) {
        int size = panel.rows();
        Products.multiply(panel, panel.transposed(), new DoubleMatrix(gram, 0, size, size, size, 1));
        for (int p = 0; p < size; p++) {
            for (int i = 0; i < size; i++) {
                t[i * size + p] = 0;
            }
            t[p * size + p] = tau[from + p];
            for (int i = 0; i < p; i++) {
                double sum = 0;
                for (int j = i; j < p; j++) {
                    sum = Math.fma(t[i * size + j], gram[j * size + p], sum);
                }
                t[i * size + p] = -tau[from + p] * sum;
            }
        }
    }
}
