package fathom.simd.eigen;

import fathom.simd.machine.Backend;
import fathom.simd.machine.Workers;
import java.util.Arrays;

/**
 * y = A x for the trailing squares of one symmetric matrix, of which the upper triangle is stored: rows are cut into bands of about
 * equal work, each band adds into its own y, and the bands' sums are added in their order. The bands depend on the size alone.
 */
final class SymmetricProduct implements Workers.Part {

    /** Rows for which a band of its own pays for adding up its sums. */
    private static final int BAND = 128;

    private static final int MOST_BANDS = 16;

    private final double[] a;
    private final int n;
    private final int stride;
    private final double[][] sums;
    private final double[][] lanes;
    private final int[] ends = new int[MOST_BANDS + 1];
    private double[] x;

    /** @param a element (i, j) at i * stride + j for j >= i, n rows and columns */
    SymmetricProduct(double[] a, int n, int stride) {
        this.a = a;
        this.n = n;
        this.stride = stride;
        int most = bands(n);
        sums = new double[most][n];
        lanes = new double[most][2 * ScalarSymmetricRows.LANES];
    }

    private static int bands(int rows) {
        return Math.clamp(rows / BAND, 1, MOST_BANDS);
    }

    /** y_i := sum over j of a_ij x_j, for i and j from {@code first} on. */
    void multiply(int first, double[] vector, double[] y) {
        x = vector;
        int rows = n - first;
        int bands = bands(rows);
        ends[0] = first;
        for (int band = 1; band < bands; band++) {
            // The rows below a cut at share s of the height hold (1 - s)^2 of the triangle.
            double share = 1 - Math.sqrt(1 - band / (double) bands);
            ends[band] = first + (int) (rows * share) / 2 * 2;
        }
        ends[bands] = n;
        Workers.forEach(bands, this);
        System.arraycopy(sums[0], first, y, first, rows);
        for (int band = 1; band < bands; band++) {
            double[] sum = sums[band];
            for (int i = ends[band]; i < n; i++) {
                y[i] += sum[i];
            }
        }
    }

    @Override
    public void run(int band) {
        int from = ends[band];
        int to = ends[band + 1];
        Arrays.fill(sums[band], from, n, 0);
        if (Backend.available()) {
            VectorSymmetricRows.multiply(a, stride, n, from, to, x, sums[band], lanes[band]);
        } else {
            ScalarSymmetricRows.multiply(a, stride, n, from, to, x, sums[band], lanes[band]);
        }
    }
}
