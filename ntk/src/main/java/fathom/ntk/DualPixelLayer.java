package fathom.ntk;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Any activation, by the Hermite series of each variance; where a series does not converge, by the dual of each pair. */
final class DualPixelLayer implements PixelLayer {

    /** Beyond this many coefficients a series is said not to converge. */
    private static final int MOST = 320;

    private static final double COMPLETE = 1e-14;
    private static final double NEGLIGIBLE = 1e-18;

    private final DualActivation dual;
    private final Map<Double, Series> known = new ConcurrentHashMap<>();

    /** Coefficients of phi and of phi', or null where they do not converge. */
    private record Series(double[] values, double[] slopes, double secondMoment) {}

    DualPixelLayer(Nonlinearity phi, boolean tangent) {
        dual = new DualActivation(phi);
        if (tangent) {
            dual.derivative(1, 1, 0); // refuses an activation with a step
        }
    }

    @Override
    public double secondMoment(double weight, double q) {
        return weight * series(q).secondMoment();
    }

    @Override
    public boolean pointwise() {
        return true;
    }

    /** Whether the Hermite series at that variance is short enough. */
    boolean converges(double q) {
        return series(q).values() != null;
    }

    private Series series(double q) {
        return known.computeIfAbsent(q, this::compute);
    }

    private Series compute(double q) {
        Nonlinearity phi = dual.phi();
        if (q == 0) {
            double value = phi.value().applyAsDouble(0);
            return new Series(
                    new double[] {value}, new double[] {phi.derivative().applyAsDouble(0)}, value * value);
        }
        double second = dual.secondMoment(q);
        double slope = dual.expectation(
                x -> phi.derivative().applyAsDouble(x) * phi.derivative().applyAsDouble(x), q);
        double[] values = dual.hermite(q, MOST);
        double[] slopes = new double[MOST - 1];
        for (int n = 0; n < slopes.length; n++) {
            slopes[n] = values[n + 1] * Math.sqrt((n + 1) / q);
        }
        boolean complete = phi.differentiable() && lacks(values, second) && lacks(slopes, slope);
        return complete ? new Series(trimmed(values), trimmed(slopes), second) : new Series(null, null, second);
    }

    private static boolean lacks(double[] coefficients, double squares) {
        double sum = 0;
        for (int n = coefficients.length - 1; n >= 0; n--) {
            sum = Math.fma(coefficients[n], coefficients[n], sum);
        }
        return Math.abs(sum - squares) <= COMPLETE * squares;
    }

    private static double[] trimmed(double... coefficients) {
        double largest = 0;
        for (double coefficient : coefficients) {
            largest = Math.max(largest, Math.abs(coefficient));
        }
        int length = coefficients.length;
        while (length > 1 && Math.abs(coefficients[length - 1]) <= NEGLIGIBLE * largest) {
            length--;
        }
        return Arrays.copyOf(coefficients, length);
    }

    @Override
    public void apply(
            double weight,
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            double[] left,
            int from,
            double[] right,
            int other) {
        for (int i = 0; i < haversines.rows(); i++) {
            double q = left[from + i];
            Series row = series(q);
            for (int j = 0; j < haversines.columns(); j++) {
                double r = right[other + j];
                Series column = series(r);
                double v = haversines.get(i, j);
                double u = v >= 0 ? 1 - 2 * v : -1 - 2 * v;
                boolean known = row.values() != null && column.values() != null;
                if (tangents != null) {
                    double slope = known ? sum(row.slopes(), column.slopes(), u) : dual.derivative(q, r, u);
                    tangents.set(i, j, weight * slope * tangents.get(i, j));
                }
                double value = known ? sum(row.values(), column.values(), u) : dual.value(q, r, u);
                double scale = Math.sqrt(row.secondMoment()) * Math.sqrt(column.secondMoment());
                haversines.set(i, j, scale > 0 ? haversine(value / scale) : 0.5);
            }
        }
    }

    /** (1 - u) / 2, or -(1 + u) / 2 for u &lt; 0; never 0. */
    static double haversine(double u) {
        return u >= 0 ? Math.max((1 - u) / 2, Double.MIN_NORMAL) : Math.min(-(1 + u) / 2, -Double.MIN_NORMAL);
    }

    private static double sum(double[] a, double[] b, double u) {
        double sum = 0;
        for (int n = Math.min(a.length, b.length) - 1; n >= 0; n--) {
            sum = Math.fma(sum, u, a[n] * b[n]);
        }
        return sum;
    }
}
