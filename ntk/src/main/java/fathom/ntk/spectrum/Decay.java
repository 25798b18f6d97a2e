package fathom.ntk.spectrum;

import fathom.simd.math.DoubleFunctions;
import java.util.ArrayList;
import java.util.List;

/**
 * The power law that the eigenvalues of one parity, or of both, tend to.
 *
 * <pre>
 * mu_k ~ C kappa^(-alpha),   kappa = k + (d - 2) / 2
 * slope at kappa = log(mu_k / mu_{k'}) / log(kappa' / kappa)   between two neighbouring degrees k &lt; k'
 * </pre>
 *
 * In kappa the first correction of a law from a root at u = 1 is of the order kappa^-2. Slopes and constants are taken to the limit by
 * Richardson's rule on degrees that double, with the order of the correction found from the last three of them.
 *
 * @param slopes the local slopes, ascending in the degree
 * @param exponent alpha
 * @param exponentSpread the distance between the largest and the smallest of the last three extrapolated slopes; NaN if there are fewer
 * @param constant C, with that alpha or with the one that was given
 * @param constantSpread the same spread of C
 */
public record Decay(
        List<Slope> slopes, double exponent, double exponentSpread, double constant, double constantSpread) {

    /** Which degrees a law is about. */
    public enum Parity {
        EVEN,
        ODD,
        BOTH;

        private boolean has(int degree) {
            return this == BOTH || degree % 2 == (this == ODD ? 1 : 0);
        }
    }

    /**
     * Between two neighbouring degrees.
     *
     * @param kappa the geometric mean of their k + (d - 2) / 2
     * @param slope the exponent of the power law through both
     */
    public record Slope(double kappa, double slope) {}

    /** Places where a limit is read off, each half as far as the next. */
    private static final int PLACES = 5;

    /** A correction of a higher or lower order than these is taken for noise. */
    private static final double LEAST_ORDER = 0.05;

    private static final double MOST_ORDER = 8;

    /** The list is copied. */
    public Decay {
        slopes = List.copyOf(slopes);
    }

    /**
     * The exponent and the constant of the degrees that are positive and resolved.
     *
     * @throws IllegalArgumentException if there are fewer than eight of them from degree 2 on
     */
    public static Decay of(SphereSpectrum spectrum, Parity parity) {
        return of(spectrum, parity, Double.NaN);
    }

    /**
     * The same with a known exponent, which gives a better constant.
     *
     * @param exponent alpha, or NaN for the fitted one
     */
    public static Decay of(SphereSpectrum spectrum, Parity parity, double exponent) {
        double shift = (spectrum.dimension() - 2) / 2.0;
        List<double[]> points = new ArrayList<>();
        for (SphereSpectrum.Degree degree : spectrum.degrees()) {
            boolean usable = degree.degree() >= 2 && degree.eigenvalue() > 0 && degree.resolved();
            if (parity.has(degree.degree()) && usable) {
                points.add(new double[] {degree.degree() + shift, degree.eigenvalue()});
            }
        }
        if (points.size() < 8) {
            throw new IllegalArgumentException(
                    "a decay needs at least 8 resolved positive eigenvalues of its parity from degree 2 on, and there are "
                            + points.size() + ": raise the last degree");
        }
        List<Slope> slopes = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            double[] a = points.get(i - 1);
            double[] b = points.get(i);
            double slope = DoubleFunctions.log(a[1] / b[1]) / DoubleFunctions.log(b[0] / a[0]);
            slopes.add(new Slope(Math.sqrt(a[0] * b[0]), slope));
        }
        double[] alpha = limit(
                slopes.stream().mapToDouble(Slope::kappa).toArray(),
                slopes.stream().mapToDouble(Slope::slope).toArray());
        double used = Double.isNaN(exponent) ? alpha[0] : exponent;
        double[] constants = points.stream()
                .mapToDouble(p -> p[1] * DoubleFunctions.exp(used * DoubleFunctions.log(p[0])))
                .toArray();
        double[] constant = limit(points.stream().mapToDouble(p -> p[0]).toArray(), constants);
        return new Decay(slopes, alpha[0], alpha[1], constant[0], constant[1]);
    }

    /** Whether the last three extrapolations agree to that share of the exponent. */
    public boolean resolved(double share) {
        return exponentSpread <= share * Math.abs(exponent);
    }

    /** The limit of y as x grows, from the places x_last / 2^i, and the spread of the last three extrapolations. */
    private static double[] limit(double[] x, double[] y) {
        List<Double> estimates = new ArrayList<>();
        double last = x[x.length - 1];
        for (int i = PLACES - 1; i >= 0; i--) {
            double top = last * (8.0 - i) / 8;
            if (top / 4 >= x[0]) {
                estimates.add(extrapolated(at(x, y, top / 4), at(x, y, top / 2), at(x, y, top)));
            }
        }
        if (estimates.isEmpty()) {
            return new double[] {y[y.length - 1], Double.NaN};
        }
        double best = estimates.getLast();
        List<Double> end = estimates.subList(Math.max(0, estimates.size() - 3), estimates.size());
        double high = end.stream().max(Double::compare).orElseThrow();
        double low = end.stream().min(Double::compare).orElseThrow();
        return new double[] {best, end.size() < 3 ? Double.NaN : high - low};
    }

    /** y(x) = y_inf + A x^-p through three places of doubled x: the p that fits, and the limit with it. */
    private static double extrapolated(double quarter, double half, double whole) {
        double first = half - quarter;
        double second = whole - half;
        if (second == 0) {
            return whole;
        }
        double ratio = first / second;
        double order = ratio > 0 ? DoubleFunctions.log(ratio) / LOG_TWO : Double.NaN;
        if (!(order >= LEAST_ORDER && order <= MOST_ORDER)) {
            return whole;
        }
        return whole + second / (ratio - 1);
    }

    private static final double LOG_TWO = 0.6931471805599453;

    /** y at x, between its neighbours on the parabola through three of them. */
    private static double at(double[] xs, double[] ys, double x) {
        int i = 1;
        while (i < xs.length - 2 && xs[i + 1] < x) {
            i++;
        }
        double a = xs[i - 1];
        double b = xs[i];
        double c = xs[i + 1];
        return ys[i - 1] * ((x - b) * (x - c)) / ((a - b) * (a - c))
                + ys[i] * ((x - a) * (x - c)) / ((b - a) * (b - c))
                + ys[i + 1] * ((x - a) * (x - b)) / ((c - a) * (c - b));
    }
}
