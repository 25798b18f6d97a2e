package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;

/**
 * What an infinitely wide layer does to a covariance.
 *
 * <pre>
 * value(q, q', u)      = E[phi(x) phi(y)]        (x, y) ~ N(0, [[q, c], [c, q']]),   c = sqrt(q q') u
 * derivative(q, q', u) = E[phi'(x) phi'(y)]
 * hermite(q)_n         = E[phi(sqrt q g) h_n(g)]   g ~ N(0, 1), h_n the probabilists' Hermite polynomials, orthonormal
 * </pre>
 *
 * Closed forms where there are any; else quadrature that knows the kinks. With a kink at 0 at most in polar coordinates: the four sectors
 * between the lines x = 0 and y = 0, on each of which the integrand is smooth, with panels graded towards the lines. With others one
 * variable after the other, in panels that end at kinks. phi' is the pointwise derivative at a variance of 0 too. Source: Daniely,
 * Frostig, Singer (2016), Toward deeper understanding of neural networks, for the name.
 *
 * @param phi the activation
 */
public record DualActivation(Nonlinearity phi) {

    /** Beyond this the normal density is below 1e-20 of its peak squared; growing activations get a little more. */
    private static final double END = 10;

    /** Panels get no finer than for this standard deviation. */
    private static final double STEEPEST = 1024;

    /** exp(s g) peaks at g = s; what is larger overflows anyway. */
    private static final double GROWTH = 30;

    /** sqrt(2 pi) */
    private static final double ROOT_TWO_PI = 2.5066282746310005024;

    /**
     * E[phi(x) phi(y)].
     *
     * @throws IllegalArgumentException if a variance is negative or |u| > 1
     */
    public double value(double q, double other, double u) {
        check(q, other, u);
        return finite(
                phi.closed() != null ? phi.closed().value(q, other, u) : quadrature(phi.value(), q, other, u),
                q,
                other);
    }

    /**
     * E[phi'(x) phi'(y)], with the pointwise derivative.
     *
     * @throws IllegalArgumentException if a variance is negative, |u| > 1, or phi has a step: its derivative's dual is not a function
     */
    public double derivative(double q, double other, double u) {
        check(q, other, u);
        if (!phi.differentiable()) {
            throw new IllegalArgumentException(
                    "the derivative of " + phi.name()
                            + " is 0 but at its step, so it has no tangent kernel; choose a continuous activation or the NNGP kernel");
        }
        if ((q == 0 || other == 0) && phi.jumpsAtZero()) {
            return slope(q) * slope(other);
        }
        return finite(
                phi.closed() != null ? phi.closed().derivative(q, other, u) : quadrature(phi.derivative(), q, other, u),
                q,
                other);
    }

    /** E[phi'(sqrt q g)] */
    private double slope(double q) {
        return q == 0 ? phi.derivative().applyAsDouble(0) : expectation(phi.derivative(), q);
    }

    /** E[phi(sqrt q g)] */
    public double mean(double q) {
        if (phi.closed() instanceof SmoothForm form) {
            return form.mean(Math.sqrt(q));
        }
        return phi.isOdd() ? 0 : hermite(q, 1)[0];
    }

    /** E[phi(sqrt q g)^2] */
    public double secondMoment(double q) {
        return expectation(x -> phi.value().applyAsDouble(x) * phi.value().applyAsDouble(x), q);
    }

    /** E[f(sqrt q g)] for an f that is smooth wherever phi is. */
    public double expectation(DoubleUnaryOperator f, double q) {
        double deviation = Math.sqrt(q);
        double sum = 0;
        double width = 0.5 / Math.max(1, Math.min(deviation, STEEPEST));
        for (int panel = panels(END, deviation, width); panel >= 0; panel--) {
            double from = panel * width;
            double[] ends = ends(phi, deviation, from, from + width);
            DoubleUnaryOperator both =
                    g -> density(g) * (f.applyAsDouble(deviation * g) + f.applyAsDouble(-deviation * g));
            for (int i = ends.length - 1; i > 0; i--) {
                sum += GaussLegendre.integral(both, ends[i - 1], ends[i]);
            }
        }
        return sum;
    }

    /** From the last panel to the first, so that what is small is added first. */
    private static int panels(double end, double deviation, double width) {
        return (int) ((end + Math.min(deviation, GROWTH)) / width);
    }

    /** The first {@code count} Hermite coefficients of g -> phi(sqrt q g). */
    public double[] hermite(double q, int count) {
        double deviation = Math.sqrt(q);
        double[] coefficients = new double[count];
        double width = 0.5 / Math.max(1, Math.min(deviation, STEEPEST));
        for (int panel = panels(END + 3, deviation, width); panel >= 0; panel--) {
            double from = panel * width;
            double[] ends = ends(phi, deviation, from, from + width);
            for (int i = ends.length - 1; i > 0; i--) {
                add(coefficients, deviation, ends[i - 1], ends[i]);
            }
        }
        return coefficients;
    }

    /** The ends of an interval, and between them the |g| that put s g or -s g at a kink. */
    static double[] ends(Nonlinearity phi, double deviation, double from, double to) {
        DoubleStream cuts = Arrays.stream(phi.kinks())
                .map(kink -> Math.abs(kink) / deviation)
                .filter(cut -> cut > from && cut < to)
                .sorted()
                .distinct();
        return DoubleStream.concat(DoubleStream.concat(DoubleStream.of(from), cuts), DoubleStream.of(to))
                .toArray();
    }

    private void add(double[] coefficients, double deviation, double from, double to) {
        for (int i = 0; i < GaussLegendre.POINTS; i++) {
            double g = GaussLegendre.node(i, from, to);
            double weight = GaussLegendre.weight(i, from, to) / ROOT_TWO_PI;
            add(coefficients, g, weight * phi.value().applyAsDouble(deviation * g));
            add(coefficients, -g, weight * phi.value().applyAsDouble(-deviation * g));
        }
    }

    /** The polynomials times exp(-g^2 / 4) stay of moderate size for every order; the other half of the density weighs them. */
    private static void add(double[] coefficients, double g, double weighted) {
        double root = DoubleFunctions.exp(-g * g / 4);
        double before = 0;
        double h = root;
        for (int n = 0; n < coefficients.length; n++) {
            coefficients[n] = Math.fma(weighted * root, h, coefficients[n]);
            double next = (g * h - Math.sqrt(n) * before) / Math.sqrt(n + 1.0);
            before = h;
            h = next;
        }
    }

    /**
     * The coefficient of non-linearity of the normalised activation at variance q, in [0, 1]: the share of the variance of phi that is not
     * linear.
     *
     * <pre>
     * mu = 1 - a_1^2 / (a_1^2 + a_2^2 + ...)
     * </pre>
     *
     * Source: Agarwal, Awasthi, Kale (2021), definition 2 and appendix C.4.
     */
    public double nonlinearity(double q) {
        double[] first = hermite(q, 2);
        double variance = expectation(
                x -> (phi.value().applyAsDouble(x) - first[0]) * (phi.value().applyAsDouble(x) - first[0]), q);
        return 1 - first[1] * first[1] / variance;
    }

    private static double density(double g) {
        return DoubleFunctions.exp(-g * g / 2) / ROOT_TWO_PI;
    }

    private static void check(double q, double other, double u) {
        if (!(q >= 0 && other >= 0 && Math.abs(u) <= 1 && q + other < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a covariance needs variances of at least 0 and a correlation from -1 to 1, not " + q + ", " + other
                            + " and " + u);
        }
    }

    private double finite(double value, double q, double other) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the dual of " + phi.name() + " at the variances " + q + " and " + other
                    + " is " + value + ": it overflows the range of double precision; give smaller variances");
        }
        return value;
    }

    /** 1 / (2 pi) int dpsi int r exp(-r^2 / 2) f(s r cos psi) f(s' r cos(psi - theta)) dr, sector by sector. */
    private double quadrature(DoubleUnaryOperator f, double q, double otherVariance, double u) {
        double s = Math.sqrt(q);
        double other = Math.sqrt(otherVariance);
        if (!phi.isSmoothButAtZero()) {
            return new IteratedQuadrature(f, phi.kinks()).expectation(s, other, u, Math.sqrt((1 - u) * (1 + u)));
        }
        double theta = DoubleFunctions.acos(u);
        double half = Math.PI / 2;
        return (sector(f, s, other, theta, -half, theta - half)
                        + sector(f, s, other, theta, theta - half, half)
                        + sector(f, s, other, theta, half, theta + half)
                        + sector(f, s, other, theta, theta + half, 3 * half))
                / (2 * Math.PI);
    }

    private static double sector(DoubleUnaryOperator f, double s, double other, double theta, double from, double to) {
        double steepness = Math.max(1, Math.min(Math.max(s, other), STEEPEST));
        double middle = 0.5 * (from + to);
        double sum = 0;
        // Panels halve towards both lines until they are as narrow as the steepest part of f at the largest radius.
        double width = middle - from;
        boolean last = false;
        while (width > 0 && !last) {
            last = width * steepness * END < 1;
            double inner = last ? 0 : width / 2;
            sum += panel(f, s, other, theta, steepness, from + inner, from + width);
            sum += panel(f, s, other, theta, steepness, to - width, to - inner);
            width /= 2;
        }
        return sum;
    }

    private static double panel(
            DoubleUnaryOperator f, double s, double other, double theta, double steepness, double from, double to) {
        double end = END + Math.min(s + other, 2 * GROWTH);
        double width = 1 / steepness;
        return GaussLegendre.integral(
                psi -> {
                    double x = s * DoubleFunctions.cos(psi);
                    double y = other * DoubleFunctions.cos(psi - theta);
                    double sum = 0;
                    for (double r = 0; r < end; r += width) {
                        sum += GaussLegendre.integral(
                                t -> t
                                        * DoubleFunctions.exp(-t * t / 2)
                                        * f.applyAsDouble(t * x)
                                        * f.applyAsDouble(t * y),
                                r,
                                r + width);
                    }
                    return sum;
                },
                from,
                to);
    }
}
