package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.recursion.SeriesRecursion;
import fathom.simd.recursion.SeriesRecursion.Parity;
import java.util.Arrays;

/**
 * The layer of phi(x) = a x for x > 0 and c x for x &lt; 0, whose correlations do not see variances. With A = (a^2 + c^2) / 2 and
 * cos^2 alpha = w A q / (w A q + b),
 *
 * <pre>
 * E[phi' phi'] = a c + (a - c)^2 (pi - theta) / (2 pi)
 * 1 - u' = cos alpha cos alpha' (1 - F(u) / (A sqrt(q q'))) + 2 sin^2((alpha - alpha') / 2)
 * sin((alpha - alpha') / 2) = cos(alpha / 2) cos(alpha' / 2) (tan(alpha / 2) - tan(alpha' / 2))
 * </pre>
 *
 * so parallel rows stay exactly parallel without bias: at a kink the slope feels the root of every error.
 */
final class HomogeneousSeries implements PolynomialSeries {

    private static final int LENGTH = 40;

    /** Keeps a quotient finite for a row of variance 0, all of whose variance is bias. */
    private static final double LEAST_COSINE = 1e-150;

    private final double weight;
    private final double bias;
    private final double moment;
    private final Parity parity;
    private final SeriesRecursion.Terms above;
    private final SeriesRecursion.Terms below;
    private final double shift;

    HomogeneousSeries(Nonlinearity phi, double weight, double bias) {
        this.weight = weight;
        this.bias = bias;
        double right = phi.derivative().applyAsDouble(1);
        double left = phi.derivative().applyAsDouble(-1);
        moment = 0.5 * (right * right + left * left);
        parity = right == left ? Parity.ODD : right == -left ? Parity.EVEN : Parity.NONE;
        double jump = 0.5 * (right - left) * (right - left);
        double[] near = Chebyshev.nodes(LENGTH);
        double[] far = new double[LENGTH];
        for (int k = 0; k < LENGTH; k++) {
            double fraction = 2 * DoubleFunctions.asin((near[k] + 1) / (2 * Math.sqrt(2))) / Math.PI;
            near[k] = moment > 0 ? (right * left + jump * (1 - fraction)) / moment : 0;
            far[k] = moment > 0 ? (right * left + jump * fraction) / moment : 0;
        }
        above = terms(near, 1);
        below = terms(far, -1);
        shift = moment > 0 ? 0.25 * (right + left) * (right + left) / moment : 0;
    }

    private static SeriesRecursion.Terms terms(double[] values, int sign) {
        double[][] transformation = Chebyshev.transformation(LENGTH);
        double[] slopes = Chebyshev.product(transformation, values);
        double[] drops = Chebyshev.product(transformation, Chebyshev.product(SeriesFit.integration(LENGTH), slopes));
        int used = 1;
        for (int k = 0; k < LENGTH; k++) {
            drops[k] *= 2 * sign;
            used = Math.abs(slopes[k]) > SeriesFit.NOISE || Math.abs(drops[k]) > SeriesFit.NOISE ? k + 1 : used;
        }
        return new SeriesRecursion.Terms(new int[] {used}, Arrays.copyOf(drops, used), Arrays.copyOf(slopes, used));
    }

    @Override
    public boolean serves(double low, double high, double spare) {
        return true;
    }

    @Override
    public SeriesRecursion.Layer layer(double trained, double trainedBias) {
        return new SeriesRecursion.Layer(parity, false, trained, trainedBias);
    }

    /** cos alpha and cos^2(alpha / 2): the second is for gaps alone. */
    @Override
    public int size() {
        return 2;
    }

    @Override
    public void basis(double deviation, double[] values) {
        values[0] = cosine(deviation);
        values[1] = 0.5 * (1 + values[0]);
    }

    @Override
    public double position(double deviation) {
        double output = Math.fma(weight, secondMoment(deviation), bias);
        return output > 0 ? Math.sqrt(bias / output) / (1 + cosine(deviation)) : 0;
    }

    @Override
    public double secondMoment(double deviation) {
        return moment * deviation * deviation;
    }

    @Override
    public double slopeMoment(double deviation) {
        return moment;
    }

    @Override
    public double slopeRoot(double deviation) {
        return Math.sqrt(weight * moment) / cosine(deviation);
    }

    @Override
    public SeriesRecursion.Row row(double deviation, double root, double biasShare) {
        double cosine = cosine(deviation);
        double[] radial = bias > 0 ? new double[] {0, 0.5 * (1 + cosine)} : new double[0];
        return new SeriesRecursion.Row(
                scaled(above, cosine),
                scaled(below, cosine),
                radial,
                new double[] {shift * cosine},
                position(deviation),
                root,
                slopeRoot(deviation),
                biasShare);
    }

    private static SeriesRecursion.Terms scaled(SeriesRecursion.Terms terms, double factor) {
        if (factor == 1) {
            return terms;
        }
        double[] drops = terms.drops().clone();
        double[] slopes = terms.slopes().clone();
        for (int k = 0; k < drops.length; k++) {
            drops[k] *= factor;
            slopes[k] *= factor;
        }
        return new SeriesRecursion.Terms(terms.lengths(), drops, slopes);
    }

    private double cosine(double deviation) {
        if (bias == 0) {
            return 1;
        }
        double signal = weight * secondMoment(deviation);
        return Math.max(LEAST_COSINE, Math.sqrt(signal / (signal + bias)));
    }
}
