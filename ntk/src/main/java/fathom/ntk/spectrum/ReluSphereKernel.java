package fathom.ntk.spectrum;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.ReluKernels;
import fathom.ntk.RowKernel;
import fathom.simd.math.DoubleFunctions;

/** The recursion of a ReLU network between two inputs of length 1, in haversines and in double-double. */
final class ReluSphereKernel extends SphereKernel {

    private static final double INVERSE_PI = 0.3183098861837906715;

    private final Kernel kind;
    private final InfiniteNetwork network;
    private final int depth;

    ReluSphereKernel(Kernel kind, InfiniteNetwork network, int depth) {
        network.requireOneLearningRate("kernels on the sphere");
        ReluKernels.of(kind, network, depth); // refuses what the network has no numbers for
        this.kind = kind;
        this.network = network;
        this.depth = depth;
    }

    @Override
    DoubleDouble value(DoubleDouble haversine, DoubleDouble angle) {
        double bias = network.biasVariance().at(0);
        DoubleDouble variance = DoubleDouble.of(network.inputScale()).plus(bias);
        DoubleDouble z = haversine.times(network.inputScale()).over(variance);
        DoubleDouble theta = bias == 0 ? angle : Functions.angle(z);
        DoubleDouble covariance = variance.times(cosine(z));
        DoubleDouble tangent = covariance.plus(network.trainedBias().at(0));
        for (int l = 1; l <= depth; l++) {
            double halfWeight = network.weightVariance().at(l) / 2;
            bias = network.biasVariance().at(l);
            DoubleDouble rest = DoubleDouble.PI.minus(theta).over(DoubleDouble.PI);
            DoubleDouble derivative = rest.times(halfWeight);
            DoubleDouble signal = variance.times(halfWeight);
            variance = signal.plus(bias);
            // kappa_1 = sin(theta) / pi + rest cos(theta)
            DoubleDouble sine = z.times(DoubleDouble.ONE.minus(z)).root().scaled(1);
            DoubleDouble kappa = sine.over(DoubleDouble.PI).plus(rest.times(cosine(z)));
            z = DoubleDouble.ONE.minus(kappa).scaled(-1).times(signal).over(variance);
            theta = Functions.angle(z);
            covariance = variance.times(cosine(z));
            tangent = covariance.plus(network.trainedBias().at(l)).plus(derivative.times(tangent));
        }
        return kind == Kernel.NNGP ? covariance : tangent;
    }

    /** By way of double-double: accurate, not fast; {@link ReluKernels} is. */
    @Override
    public double ofHaversine(double haversine) {
        DoubleDouble z = DoubleDouble.of(haversine);
        return value(z, Functions.angle(z)).value();
    }

    /** Without biases the kernel between rows is this extension already. */
    @Override
    public RowKernel homogeneous() {
        for (int l = 0; l <= depth; l++) {
            if (network.biasVariance().at(l) > 0 || network.trainedBias().at(l) > 0) {
                return super.homogeneous();
            }
        }
        return ReluKernels.of(kind, network, depth);
    }

    @Override
    public double slope(double u) {
        distance(u);
        double bias = network.biasVariance().at(0);
        double variance = network.inputScale() + bias;
        double g = Math.fma(network.inputScale(), u, bias) / variance;
        double ascent = network.inputScale() / variance;
        double tangent = variance * g + network.trainedBias().at(0);
        double tangentSlope = network.inputScale();
        for (int l = 1; l <= depth; l++) {
            double halfWeight = network.weightVariance().at(l) / 2;
            double sine = Math.sqrt((1 - g) * (1 + g));
            double step = 1 - INVERSE_PI * DoubleFunctions.acos(g);
            double covariance = Math.fma(
                    halfWeight * variance,
                    Math.fma(g, step, INVERSE_PI * sine),
                    network.biasVariance().at(l));
            double covarianceSlope = halfWeight * variance * step * ascent;
            double derivative = halfWeight * step;
            double derivativeSlope = halfWeight * INVERSE_PI / sine * ascent;
            tangentSlope = covarianceSlope + derivativeSlope * tangent + derivative * tangentSlope;
            tangent = covariance + network.trainedBias().at(l) + derivative * tangent;
            variance = halfWeight * variance + network.biasVariance().at(l);
            g = Math.min(1, covariance / variance);
            ascent = covarianceSlope / variance;
        }
        return kind == Kernel.NNGP ? variance * ascent : tangentSlope;
    }

    @Override
    PowerSeries series(int terms) {
        double bias = network.biasVariance().at(0);
        double variance = network.inputScale() + bias;
        PowerSeries covariance = PowerSeries.linear(bias, network.inputScale(), terms);
        PowerSeries tangent = covariance.plus(network.trainedBias().at(0));
        for (int l = 1; l <= depth; l++) {
            double halfWeight = network.weightVariance().at(l) / 2;
            PowerSeries correlation = covariance.times(1 / variance);
            PowerSeries step = correlation.stepDual();
            covariance = correlation
                    .reluDual(step)
                    .times(halfWeight * variance)
                    .plus(network.biasVariance().at(l));
            variance = Math.fma(halfWeight, variance, network.biasVariance().at(l));
            if (kind == Kernel.NTK) {
                tangent = step.times(halfWeight)
                        .times(tangent)
                        .plus(covariance)
                        .plus(network.trainedBias().at(l));
            }
        }
        return kind == Kernel.NNGP ? covariance : tangent;
    }

    /** 1 - 2 z */
    private static DoubleDouble cosine(DoubleDouble z) {
        return DoubleDouble.ONE.minus(z.scaled(1));
    }

    /** Without a bias below it, one hidden layer has no odd degrees but the first: kappa_1(u) - u / 2 and u kappa_0(u) - u / 2 are even. */
    @Override
    boolean vanishes(int degree) {
        boolean unbiased = network.biasVariance().at(0) == 0
                && (kind == Kernel.NNGP || network.trainedBias().at(0) == 0);
        boolean constant = network.biasVariance().at(0) > 0
                || kind == Kernel.NTK && network.trainedBias().at(0) > 0;
        return switch (depth) {
            case 0 -> degree >= 2 || degree == 0 && !constant;
            case 1 -> unbiased && degree >= 3 && degree % 2 == 1;
            default -> false;
        };
    }
}
