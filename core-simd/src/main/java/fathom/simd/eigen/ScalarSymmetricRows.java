package fathom.simd.eigen;

/** Rows of a symmetric matrix, of which the upper triangle is stored, times a vector, as the definition reads. */
final class ScalarSymmetricRows {

    /** Partial sums of a row: element j goes to lane j mod LANES, whatever the machine's own lanes are. */
    static final int LANES = 8;

    private ScalarSymmetricRows() {}

    /**
     * For row i = from, from + 1, ... below to, with n columns: y_j = fma(a_ij, x_i, y_j) for j > i; then y_i += a_ii x_i plus the sum of a_ij x_j
     * over j > i, in eight lanes added by a fixed tree.
     *
     * @param a element (i, j) at i * stride + j, j >= i
     * @param lanes scratch of at least 8
     */
    static void multiply(double[] a, int stride, int n, int from, int to, double[] x, double[] y, double[] lanes) {
        for (int i = from; i < to; i++) {
            clear(lanes, 0);
            for (int j = i; j < n; j++) {
                double element = a[i * stride + j];
                lanes[j % LANES] = Math.fma(element, x[j], lanes[j % LANES]);
                if (j > i) {
                    y[j] = Math.fma(element, x[i], y[j]);
                }
            }
            y[i] += sum(lanes, 0);
        }
    }

    static void clear(double[] lanes, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            lanes[at + lane] = 0;
        }
    }

    /** The fixed tree: lanes four apart, then two, then one. */
    static double sum(double[] lanes, int at) {
        double even = (lanes[at] + lanes[at + 4]) + (lanes[at + 2] + lanes[at + 6]);
        double odd = (lanes[at + 1] + lanes[at + 5]) + (lanes[at + 3] + lanes[at + 7]);
        return even + odd;
    }
}
