package fathom.ntk.spectrum;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.ReluKernels;
import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The recursion of a network with any activation between two inputs of length 1. All have the variance q_l at layer l, so that a layer is
 * one power series in the correlation.
 *
 * <pre>
 * E[phi(x) phi(y)]   = sum_n a_n^2 u^n                  a_n = E[phi(sqrt q g) h_n(g)]
 * E[phi'(x) phi'(y)] = sum_n (n + 1) a_{n+1}^2 / q u^n
 * </pre>
 */
final class ActivationKernel extends SphereKernel {

    /** Hermite coefficients that are found at most; those of activations with a kink never end. */
    private static final int MOST = 512;

    /** What quadrature leaves uncertain in a Hermite coefficient, and in an expectation, over the norm of the activation. */
    private static final double UNCERTAIN = 0x1p-49;

    /** Of a series that lacks more than this at u = 1, values come from the dual activation itself. */
    private static final double COMPLETE = 1e-14;

    /** One layer: w E[phi phi] + b, and w E[phi' phi']. */
    private record Layer(
            double variance,
            double next,
            double[] values,
            double[] slopes,
            DoubleUnaryOperator dual,
            DoubleUnaryOperator derivative) {}

    private final Kernel kind;
    private final InfiniteNetwork network;
    private final Layer[] layers;
    private double[] parities;

    private ActivationKernel(Kernel kind, InfiniteNetwork network, Layer... layers) {
        this.kind = kind;
        this.network = network;
        this.layers = layers;
    }

    static ActivationKernel layered(Nonlinearity phi, Kernel kind, InfiniteNetwork network, int depth) {
        network.requireOneLearningRate("kernels on the sphere");
        ReluKernels.of(kind, network, depth); // refuses what the network has no numbers for
        DualActivation dual = new DualActivation(phi);
        if (kind == Kernel.NTK && depth > 0) {
            dual.derivative(1, 1, 0); // refuses an activation with a step
        }
        Layer[] layers = new Layer[depth];
        double variance = network.inputScale() + network.biasVariance().at(0);
        for (int l = 1; l <= depth; l++) {
            layers[l - 1] = layer(
                    dual,
                    variance,
                    network.weightVariance().at(l),
                    network.biasVariance().at(l),
                    kind);
            variance = layers[l - 1].next;
        }
        return new ActivationKernel(kind, network, layers);
    }

    private static Layer layer(DualActivation dual, double q, double weight, double bias, Kernel kind) {
        double[] coefficients = dual.hermite(q, MOST + 1);
        purge(dual.phi(), coefficients);
        double[] values = new double[MOST];
        double[] slopes = new double[MOST];
        for (int n = 0; n < MOST; n++) {
            values[n] = weight * coefficients[n] * coefficients[n];
            slopes[n] = weight * (n + 1) * coefficients[n + 1] * coefficients[n + 1] / q;
        }
        values[0] += bias;
        double next = Math.fma(weight, dual.secondMoment(q), bias);
        boolean complete = Math.abs(sum(values, 1) - next) <= COMPLETE * next;
        DoubleUnaryOperator whole =
                complete ? u -> sum(values, u) : u -> u == 1 ? next : Math.fma(weight, dual.value(q, q, u), bias);
        DoubleUnaryOperator derivative =
                complete || kind == Kernel.NNGP ? u -> sum(slopes, u) : u -> weight * dual.derivative(q, q, u);
        return new Layer(q, next, values, slopes, whole, derivative);
    }

    /** An odd activation has no even coefficients, an even one no odd ones, and none has what is below the error of quadrature. */
    private static void purge(Nonlinearity phi, double... coefficients) {
        double norm = Math.sqrt(Arrays.stream(coefficients).map(a -> a * a).sum());
        boolean odd = true;
        boolean even = true;
        for (double x = 0.125; x < 4; x *= 1.375) {
            double right = phi.value().applyAsDouble(x);
            double left = phi.value().applyAsDouble(-x);
            odd &= right == -left;
            even &= right == left;
        }
        for (int n = 0; n < coefficients.length; n++) {
            boolean none = n % 2 == 0 ? odd : even;
            if (none || Math.abs(coefficients[n]) < UNCERTAIN / 2 * norm) {
                coefficients[n] = 0;
            }
        }
    }

    private static double sum(double[] coefficients, double u) {
        double sum = 0;
        for (int n = coefficients.length - 1; n >= 0; n--) {
            sum = Math.fma(sum, u, coefficients[n]);
        }
        return sum;
    }

    @Override
    DoubleDouble value(DoubleDouble haversine, DoubleDouble angle) {
        return DoubleDouble.of(ofHaversine(haversine.value()));
    }

    @Override
    public double ofHaversine(double haversine) {
        return recursion(1 - 2 * haversine)[0];
    }

    @Override
    public double slope(double u) {
        distance(u);
        return recursion(u)[1];
    }

    /** The kernel and, by the chain rule, its derivative; that of a layer's derivative is taken from its series. */
    private double[] recursion(double u) {
        double covariance =
                Math.fma(network.inputScale(), u, network.biasVariance().at(0));
        double ascent = network.inputScale();
        double tangent = covariance + network.trainedBias().at(0);
        double tangentAscent = ascent;
        for (int l = 0; l < layers.length; l++) {
            Layer layer = layers[l];
            double g = Math.max(-1, Math.min(1, covariance / layer.variance));
            double step = ascent / layer.variance;
            double derivative = layer.derivative.applyAsDouble(g);
            double curve = 0;
            for (int n = layer.slopes.length - 1; n >= 1; n--) {
                curve = Math.fma(curve, g, n * layer.slopes[n]);
            }
            covariance = layer.dual.applyAsDouble(g);
            ascent = derivative * layer.variance * step;
            tangentAscent = ascent + curve * step * tangent + derivative * tangentAscent;
            tangent = covariance + network.trainedBias().at(l + 1) + derivative * tangent;
        }
        return kind == Kernel.NNGP ? new double[] {covariance, ascent} : new double[] {tangent, tangentAscent};
    }

    @Override
    PowerSeries series(int terms) {
        if (terms > MOST) {
            return null;
        }
        PowerSeries covariance = PowerSeries.linear(network.biasVariance().at(0), network.inputScale(), terms);
        PowerSeries tangent = covariance.plus(network.trainedBias().at(0));
        for (int l = 0; l < layers.length; l++) {
            PowerSeries correlation = covariance.times(1 / layers[l].variance);
            covariance = correlation.into(trimmed(layers[l].values));
            if (kind == Kernel.NTK) {
                PowerSeries derivative = correlation.into(trimmed(layers[l].slopes));
                tangent = derivative
                        .times(tangent)
                        .plus(covariance)
                        .plus(network.trainedBias().at(l + 1));
            }
        }
        return kind == Kernel.NNGP ? covariance : tangent;
    }

    private static double[] trimmed(double... coefficients) {
        int length = coefficients.length;
        while (length > 1 && coefficients[length - 1] == 0) {
            length--;
        }
        return Arrays.copyOf(coefficients, length);
    }

    @Override
    double floor() {
        return UNCERTAIN;
    }

    @Override
    double resolution() {
        return UNCERTAIN;
    }

    /** Where the series has nothing of one parity, apart from a constant or linear term; small coefficients are not called zeros. */
    @Override
    boolean vanishes(int degree) {
        if (parities == null) {
            parities = series(MOST).coefficients();
        }
        for (int n = degree % 2 + 2 * Math.min(degree / 2, 1); n < MOST; n += 2) {
            if (parities[n] != 0) {
                return false;
            }
        }
        return true;
    }
}
