package fathom.nn.stage;

/** Sums over the elements of one row, in double, on four chains, so that an addition need not wait for the one before it. */
final class RowSums {

    private RowSums() {}

    /** sum_j x_j */
    static double sum(float[] x, int at, int step, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j <= n - 4; j += 4) {
            a += x[at + j * step];
            b += x[at + (j + 1) * step];
            c += x[at + (j + 2) * step];
            d += x[at + (j + 3) * step];
        }
        for (; j < n; j++) {
            a += x[at + j * step];
        }
        return (a + b) + (c + d);
    }

    /** sum_j (x_j - centre)^2 */
    static double squares(float[] x, int at, int step, int n, double centre) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j <= n - 4; j += 4) {
            double p = x[at + j * step] - centre;
            double q = x[at + (j + 1) * step] - centre;
            double r = x[at + (j + 2) * step] - centre;
            double s = x[at + (j + 3) * step] - centre;
            a = Math.fma(p, p, a);
            b = Math.fma(q, q, b);
            c = Math.fma(r, r, c);
            d = Math.fma(s, s, d);
        }
        for (; j < n; j++) {
            double p = x[at + j * step] - centre;
            a = Math.fma(p, p, a);
        }
        return (a + b) + (c + d);
    }

    /** sum_j x_j */
    static double sum(double[] x, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j <= n - 4; j += 4) {
            a += x[j];
            b += x[j + 1];
            c += x[j + 2];
            d += x[j + 3];
        }
        for (; j < n; j++) {
            a += x[j];
        }
        return (a + b) + (c + d);
    }

    /** sum_j x_j y_j */
    static double dot(double[] x, double[] y, int n) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int j = 0;
        for (; j <= n - 4; j += 4) {
            a = Math.fma(x[j], y[j], a);
            b = Math.fma(x[j + 1], y[j + 1], b);
            c = Math.fma(x[j + 2], y[j + 2], c);
            d = Math.fma(x[j + 3], y[j + 3], d);
        }
        for (; j < n; j++) {
            a = Math.fma(x[j], y[j], a);
        }
        return (a + b) + (c + d);
    }
}
