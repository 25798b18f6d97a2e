package fathom.simd.loop;

/** The largest element and its place. */
final class ScalarDoubleExtremes {

    private ScalarDoubleExtremes() {}

    /** max(start, x_0, x_1, ...), NaN if any is NaN */
    static double max(double start, double[] x, int at, int step, int n) {
        double max = start;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, x[at + i * step]);
        }
        return max;
    }

    /** max(start, |x_0|, |x_1|, ...), NaN if any is NaN */
    static double maxAbs(double start, double[] x, int at, int step, int n) {
        double max = start;
        for (int i = 0; i < n; i++) {
            max = Math.max(max, Math.abs(x[at + i * step]));
        }
        return max;
    }

    /** The first i with x_i equal to {@code value}, or with x_i NaN if {@code value} is NaN; -1 if there is none. */
    static int first(double value, double[] x, int at, int step, int n) {
        boolean nan = value != value;
        for (int i = 0; i < n; i++) {
            double element = x[at + i * step];
            if (element == value || nan && element != element) {
                return i;
            }
        }
        return -1;
    }
}
