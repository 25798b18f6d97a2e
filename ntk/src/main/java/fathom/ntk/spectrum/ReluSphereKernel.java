package fathom.ntk.spectrum;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.ReluKernels;

/** The recursion of a ReLU network between two inputs of length 1, in haversines and in double-double. */
final class ReluSphereKernel extends SphereKernel {

    private final Kernel kind;
    private final InfiniteNetwork network;
    private final int depth;

    ReluSphereKernel(Kernel kind, InfiniteNetwork network, int depth) {
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
