package fathom.simd.eigen;

/**
 * The eigenvalues of D + rho z z': the roots of
 *
 * <pre>
 * f(lambda) = 1 / rho + sum over i of z_i^2 / (d_i - lambda) = 0,   d ascending, one root between d_j and d_j+1 and one above the last
 * </pre>
 *
 * Each is found as its distance from the nearer pole, so that d_i - lambda_j is known to full relative accuracy, by rational
 * interpolation with the poles on both sides inside a shrinking bracket. Source: R. Li, "Solving secular equations stably and
 * efficiently", LAPACK working note 89, 1993 (the middle way).
 */
final class SecularEquation {

    private static final int LIMIT = 100;
    private static final double EPSILON = 0x1p-52;

    private final int k;
    private final double[] d;
    private final double[] squares;
    private final double inverseRho;

    /** @param squares z_i^2, none of them 0 */
    SecularEquation(int k, double[] d, double[] squares, double rho) {
        this.k = k;
        this.d = d;
        this.squares = squares;
        this.inverseRho = 1 / rho;
    }

    /** A guess at a root, with what f and its parts are there: sums over the poles up to j and beyond it. */
    private static final class Point {
        private double below;
        private double belowSlope;
        private double above;
        private double aboveSlope;
        private double value;
    }

    /**
     * Root j.
     *
     * @param differences d_i - lambda_j for all i, written from {@code at} on
     * @return lambda_j
     */
    double root(int j, double[] differences, int at) {
        boolean last = j == k - 1;
        Point point = new Point();
        double total = 0;
        if (last) {
            for (int i = 0; i < k; i++) {
                total += squares[i];
            }
        }
        // The width in which the root lies; beyond the last pole it is at most rho |z|^2.
        double gap = last ? total / inverseRho : d[j + 1] - d[j];
        int origin = j;
        double low = 0;
        double high = gap;
        double eta = gap / 2;
        if (!last) {
            evaluate(j, j, eta, differences, at, point);
            if (point.value < 0) {
                // Nearer to the upper pole.
                origin = j + 1;
                low = -gap / 2;
                high = 0;
            } else {
                high = gap / 2;
            }
            eta = start(j, origin, gap, point.value - squares[j] / (-gap / 2) - squares[j + 1] / (gap / 2));
            if (!(eta > low && eta < high)) {
                eta = (low + high) / 2;
            }
        }
        int poles = last ? Math.max(j - 1, 0) : j;
        for (int iteration = 0; iteration < LIMIT; iteration++) {
            evaluate(poles, origin, eta, differences, at, point);
            double size = inverseRho + Math.abs(point.below) + Math.abs(point.above);
            if (Math.abs(point.value) <= 4 * EPSILON * size) {
                break;
            }
            if (point.value < 0) {
                low = eta;
            } else {
                high = eta;
            }
            double next = eta + step(poles, last, differences, at, point);
            if (!(next > low && next < high)) {
                next = low + (high - low) / 2;
            }
            if (next == eta || next == low || next == high) {
                break;
            }
            eta = next;
        }
        for (int i = 0; i < k; i++) {
            differences[at + i] = (d[i] - d[origin]) - eta;
        }
        return d[origin] + eta;
    }

    /** Sums over the poles up to number {@code poles} and beyond it, at d_origin + eta. */
    private void evaluate(int poles, int origin, double eta, double[] differences, int at, Point point) {
        double from = d[origin];
        double below = 0;
        double belowSlope = 0;
        for (int i = 0; i <= poles; i++) {
            double difference = (d[i] - from) - eta;
            differences[at + i] = difference;
            double term = squares[i] / difference;
            below += term;
            belowSlope += term / difference;
        }
        double above = 0;
        double aboveSlope = 0;
        for (int i = k - 1; i > poles; i--) {
            double difference = (d[i] - from) - eta;
            differences[at + i] = difference;
            double term = squares[i] / difference;
            above += term;
            aboveSlope += term / difference;
        }
        point.below = below;
        point.belowSlope = belowSlope;
        point.above = above;
        point.aboveSlope = aboveSlope;
        point.value = inverseRho + below + above;
    }

    /** The root of rest + z_j^2 / (d_j - lambda) + z_j+1^2 / (d_j+1 - lambda), as a distance from the origin. */
    private double start(int j, int origin, double gap, double rest) {
        double left = squares[j];
        double right = squares[j + 1];
        if (origin == j) {
            double a = rest * gap + left + right;
            double b = left * gap;
            double root = Math.sqrt(Math.abs(a * a - 4 * b * rest));
            return a > 0 ? 2 * b / (a + root) : (a - root) / (2 * rest);
        }
        double a = rest * gap - left - right;
        double b = right * gap;
        double root = Math.sqrt(Math.abs(a * a + 4 * b * rest));
        return a < 0 ? 2 * b / (a - root) : -(a + root) / (2 * rest);
    }

    /** From the present guess to the root of c + s / (difference_p - x) + t / (difference_p+1 - x) that has f's value and slopes here. */
    private double step(int poles, boolean last, double[] differences, int at, Point point) {
        double value = point.value;
        double slope = point.belowSlope + point.aboveSlope;
        double newton = -value / slope;
        if (k < 2) {
            return newton;
        }
        double left = differences[at + poles];
        double right = differences[at + poles + 1];
        double c = value - left * point.belowSlope - right * point.aboveSlope;
        double a = (left + right) * value - left * right * slope;
        double b = left * right * value;
        double root = Math.sqrt(Math.abs(a * a - 4 * b * c));
        double x;
        if (c == 0) {
            x = b / a;
        } else if (last) {
            x = a >= 0 ? (a + root) / (2 * Math.abs(c)) : 2 * b / (a - root);
        } else {
            x = a <= 0 ? (a - root) / (2 * c) : 2 * b / (a + root);
        }
        return value * x < 0 ? x : newton;
    }
}
