package fathom.ntk.dual;

import fathom.simd.machine.Workers;
import fathom.simd.math.DoubleFunctions;
import fathom.simd.recursion.SeriesRecursion;
import fathom.simd.recursion.SeriesRecursion.Parity;
import java.util.Arrays;

/** Finds the polynomials of a {@link InterpolatedSeries}: quadratures at Chebyshev points of both positions and of y, and their transforms. */
final class SeriesFit {

    private static final int[] LENGTHS = {28, 40, 56, 80, 112, 160, 224};
    private static final int[] SIZES = {3, 5, 7, 10, 14, 19, 26, 36, 50, 70};

    /** Coefficients below this share of the largest are noise of the quadratures. */
    static final double NOISE = 1.5e-16;

    /** The last coefficients of a resolved function are below this share of the largest. */
    private static final double RESOLVED = 1e-15;

    /** Points of y that show how many positions are needed. */
    private static final double[] PROBES = {-0.95, 0, 0.9};

    private final Nonlinearity phi;
    private final double weight;
    private final double bias;
    private final Parity parity;
    private final SlopeSource source;
    private final Quadrature quadrature;

    private SeriesFit(Nonlinearity phi, double weight, double bias, Quadrature quadrature) {
        this.phi = phi;
        this.weight = weight;
        this.bias = bias;
        this.quadrature = quadrature;
        this.parity = phi.isEven() ? Parity.EVEN : phi.isOdd() ? Parity.ODD : Parity.NONE;
        this.source = phi.isSmoothButAtZero() ? quadrature::slopes : phi.slopeSource();
    }

    /**
     * Everything a layer knows.
     *
     * @param above polynomials for u >= 0
     * @param below those for u &lt; 0, null where they follow from the others
     * @param radial nu, by the coefficients of both positions; empty for one variance
     * @param shift shift, by the coefficients of both positions
     * @param moments E[phi^2]
     * @param slopeMoments E[phi'^2]
     */
    record Tables(
            Polynomials above,
            Polynomials below,
            double[][] radial,
            double[][] shift,
            Positive moments,
            Positive slopeMoments) {

        int size() {
            return moments.size();
        }
    }

    /** Coefficients of drop and slope by the row's position: drops[a] are those that stand at t_a of it. */
    record Polynomials(int[] lengths, double[][] drops, double[][] slopes) {
        SeriesRecursion.Terms at(double[] values) {
            return new SeriesRecursion.Terms(
                    lengths,
                    InterpolatedSeries.contraction(drops, values),
                    InterpolatedSeries.contraction(slopes, values));
        }
    }

    static LayerSeries of(Nonlinearity phi, double weight, double bias, double low, double high) {
        boolean one = high - low <= InterpolatedSeries.ONE_VARIANCE * high;
        if (!one && !phi.isSmoothButAtZero()) {
            throw new IllegalArgumentException(
                    phi.name() + " has a kink elsewhere than at 0, and for such activations there are"
                            + " kernels between rows of one length only; scale the rows to length 1");
        }
        SeriesFit fit = new SeriesFit(
                phi, weight, bias, phi.isSmoothButAtZero() ? Quadrature.of(phi, high) : Quadrature.split(phi, high));
        int length = fit.length(high);
        Tables tables = null;
        for (int i = 0; tables == null && i < (one ? 1 : SIZES.length); i++) {
            Moments moments = new Moments(phi, fit.quadrature, weight, bias, deviations(one ? 1 : SIZES[i], low, high));
            if (one || fit.enough(moments)) {
                tables = fit.tables(moments, length);
            }
        }
        if (tables == null) {
            throw new IllegalArgumentException(
                    "rows of " + phi.name() + " with standard deviations from " + low + " to " + high
                            + " are too different to be interpolated to full accuracy; scale the rows to length 1");
        }
        return new InterpolatedSeries(low, high, fit.parity, false, weight, tables);
    }

    private static double[] deviations(int size, double low, double high) {
        if (size == 1) {
            return new double[] {0.5 * (low + high)};
        }
        double from = InterpolatedSeries.asinh(Math.sqrt(2) * low);
        double to = InterpolatedSeries.asinh(Math.sqrt(2) * high);
        double[] deviations = Chebyshev.nodes(size);
        for (int a = 0; a < size; a++) {
            deviations[a] = InterpolatedSeries.deviation(Math.fma(0.5 * (to - from), deviations[a], 0.5 * (from + to)));
        }
        return deviations;
    }

    /** How many Chebyshev polynomials of y the steepest rows need. */
    private int length(double high) {
        for (int length : LENGTHS) {
            double[][][] parts = sampled(Chebyshev.nodes(length), new double[] {high});
            double[][] transformation = Chebyshev.transformation(length);
            boolean enough = true;
            for (double[] side : new double[][] {sum(parts, 0, 1), sum(parts, 0, -1)}) {
                enough &= falls(Chebyshev.product(transformation, side), size(parts));
            }
            if (enough) {
                return length;
            }
        }
        throw new IllegalArgumentException("inputs of " + phi.name() + " with a standard deviation of " + high
                + " are too large for its kernel to be interpolated to full accuracy; give a smaller input scale or weight"
                + " variance, or rows of length 1");
    }

    private static double size(double[][][] parts) {
        double size = 0;
        for (double[] part : parts[0]) {
            for (double value : part) {
                size = Math.max(size, Math.abs(value));
            }
        }
        for (double[] part : parts[1]) {
            for (double value : part) {
                size = Math.max(size, Math.abs(value));
            }
        }
        return size;
    }

    private boolean falls(double[] coefficients, double scale) {
        int n = coefficients.length;
        double tail = Math.abs(coefficients[n - 1]);
        for (int i = Math.max(n - 2, 0); i < n; i++) {
            tail = Math.max(tail, Math.abs(coefficients[i]));
        }
        return tail <= RESOLVED * phi.noise() * scale;
    }

    /** Whether that many positions are enough for moments, radial terms and slopes. */
    private boolean enough(Moments moments) {
        int size = moments.size();
        double[][] transformation = Chebyshev.transformation(size);
        boolean enough = falls(moments.values().coefficients(), 1)
                && falls(moments.slopes().coefficients(), 1);
        double[][][] parts = sampled(PROBES, moments.deviations());
        for (int a = 0; a < size; a++) {
            enough &= falls(Chebyshev.product(transformation, moments.ratios()[a]), 1);
            enough &= falls(Chebyshev.product(transformation, moments.shift()[a]), 1);
            enough &= falls(Chebyshev.product(transformation, moments.radial()[a]), moments.radialSize());
        }
        for (int k = 0; k < PROBES.length; k++) {
            for (int part = 0; part < 2; part++) {
                for (int a = 0; a < size; a++) {
                    double[] line = new double[size];
                    for (int b = 0; b < size; b++) {
                        line[b] = parts[part][a * size + b][k] * moments.slopeScale(a, b);
                    }
                    enough &= falls(Chebyshev.product(transformation, line), 1);
                }
            }
        }
        return enough;
    }

    /** parts[0|1][a * size + b][k]: the parts of E[phi' phi'] at the angles of the points y_k. */
    private double[][][] sampled(double[] points, double[] deviations) {
        int size = deviations.length;
        double[][][] parts = new double[2][size * size][points.length];
        Workers.forEach(points.length, k -> {
            double s = (points[k] + 1) / (2 * Math.sqrt(2));
            double[][][] found = source.at(2 * DoubleFunctions.asin(s), deviations);
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    parts[0][a * size + b][k] = found[0][a][b];
                    parts[1][a * size + b][k] = found[1][a][b];
                }
            }
        });
        return parts;
    }

    private static double[] sum(double[][][] parts, int pair, int sign) {
        double[] sum = new double[parts[0][pair].length];
        for (int k = 0; k < sum.length; k++) {
            sum[k] = parts[0][pair][k] + sign * parts[1][pair][k];
        }
        return sum;
    }

    private Tables tables(Moments moments, int length) {
        int size = moments.size();
        double[][][] parts = sampled(Chebyshev.nodes(length), moments.deviations());
        double[][] transformation = Chebyshev.transformation(size);
        Polynomials above = polynomials(parts, moments, length, 1);
        Polynomials below = parity == Parity.NONE ? polynomials(parts, moments, length, -1) : null;
        return new Tables(
                above,
                below,
                size == 1 ? new double[0][] : both(transformation, moments.radial()),
                both(transformation, moments.shift()),
                moments.values(),
                moments.slopes());
    }

    /** Slopes E[phi' phi'] / sqrt(B_a B_b) at u (sign 1) or -u (sign -1), and drops as their integrals from s = 0. */
    private Polynomials polynomials(double[][][] parts, Moments moments, int length, int sign) {
        int size = moments.size();
        double[][] transformation = Chebyshev.transformation(length);
        double[][] integration = integration(length);
        double[][] slopes = new double[size * size][];
        double[][] drops = new double[size * size][];
        for (int pair = 0; pair < size * size; pair++) {
            double[] slope = Chebyshev.product(transformation, sum(parts, pair, sign));
            double[] drop = Chebyshev.product(transformation, Chebyshev.product(integration, slope));
            double ratio = 2 * sign * weight * moments.ratios()[pair / size][pair % size];
            for (int k = 0; k < length; k++) {
                slope[k] *= moments.slopeScale(pair / size, pair % size);
                drop[k] *= ratio;
            }
            slopes[pair] = slope;
            drops[pair] = drop;
        }
        return packed(positions(slopes, size, length), positions(drops, size, length), size, length);
    }

    /** integration[k][m] = int_0^1 tau t_m(y(s_k tau)) dtau, exactly: the integrand is a polynomial of degree m + 1. */
    static double[][] integration(int length) {
        double[] nodes = Chebyshev.nodes(length);
        double[][] matrix = new double[length][length];
        int panels = (length + 2 * GaussLegendre.POINTS) / (2 * GaussLegendre.POINTS);
        double[] values = new double[length];
        for (int k = 0; k < length; k++) {
            for (int panel = 0; panel < panels; panel++) {
                double from = (double) panel / panels;
                double to = (double) (panel + 1) / panels;
                for (int i = 0; i < GaussLegendre.POINTS; i++) {
                    double tau = GaussLegendre.node(i, from, to);
                    double factor = tau * GaussLegendre.weight(i, from, to);
                    Chebyshev.polynomials(Math.fma(nodes[k] + 1, tau, -1), values);
                    for (int m = 0; m < length; m++) {
                        matrix[k][m] = Math.fma(factor, values[m], matrix[k][m]);
                    }
                }
            }
        }
        return matrix;
    }

    /** From values at pairs of positions to coefficients: result[a * size + b][k]. */
    private static double[][] positions(double[][] pairs, int size, int length) {
        double[][] coefficients = new double[size * size][length];
        double[][] transformation = Chebyshev.transformation(size);
        double[][] square = new double[size][size];
        for (int k = 0; k < length; k++) {
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    square[a][b] = pairs[a * size + b][k];
                }
            }
            double[][] transformed = both(transformation, square);
            for (int a = 0; a < size; a++) {
                for (int b = 0; b < size; b++) {
                    coefficients[a * size + b][k] = transformed[a][b];
                }
            }
        }
        return coefficients;
    }

    /** X A X' */
    private static double[][] both(double[][] transformation, double[][] square) {
        int size = square.length;
        double[][] half = new double[size][];
        for (int a = 0; a < size; a++) {
            half[a] = Chebyshev.product(transformation, square[a]);
        }
        double[][] result = new double[size][size];
        double[] column = new double[size];
        for (int b = 0; b < size; b++) {
            for (int a = 0; a < size; a++) {
                column[a] = half[a][b];
            }
            double[] transformed = Chebyshev.product(transformation, column);
            for (int a = 0; a < size; a++) {
                result[a][b] = transformed[a];
            }
        }
        return result;
    }

    /** Leaves out what is noise, and packs what is left of drop and slope side by side. */
    private static Polynomials packed(double[][] slopes, double[][] drops, int size, int length) {
        int[] lengths = new int[size];
        double slopeSize = largest(slopes);
        double dropSize = largest(drops);
        int total = 0;
        int used = 1;
        for (int b = 0; b < size; b++) {
            for (int a = 0; a < size; a++) {
                for (int k = lengths[b]; k < length; k++) {
                    if (Math.abs(slopes[a * size + b][k]) > NOISE * slopeSize
                            || Math.abs(drops[a * size + b][k]) > NOISE * dropSize) {
                        lengths[b] = k + 1;
                    }
                }
            }
            used = lengths[b] > 0 ? b + 1 : used;
            lengths[b] = Math.max(1, lengths[b]);
        }
        lengths = Arrays.copyOf(lengths, used);
        for (int b = 0; b < used; b++) {
            total += lengths[b];
        }
        double[][] packedDrops = new double[size][total];
        double[][] packedSlopes = new double[size][total];
        for (int a = 0; a < size; a++) {
            int at = 0;
            for (int b = 0; b < used; b++) {
                System.arraycopy(drops[a * size + b], 0, packedDrops[a], at, lengths[b]);
                System.arraycopy(slopes[a * size + b], 0, packedSlopes[a], at, lengths[b]);
                at += lengths[b];
            }
        }
        return new Polynomials(lengths, packedDrops, packedSlopes);
    }

    private static double largest(double[][] coefficients) {
        double largest = 0;
        for (double[] line : coefficients) {
            for (double value : line) {
                largest = Math.max(largest, Math.abs(value));
            }
        }
        return largest;
    }
}
