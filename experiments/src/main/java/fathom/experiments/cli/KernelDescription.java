package fathom.experiments.cli;

import fathom.ntk.ActivationKernels;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.PerLayer;
import fathom.ntk.RowKernel;
import fathom.ntk.dual.Nonlinearity;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A kernel between rows in numbers and names, from which another machine makes it again.
 *
 * @param weightVariance w, one or one a layer; null for what keeps variance 1
 * @param frozen layers 0 to frozen - 1 are not trained
 */
record KernelDescription(
        Kernel kind,
        String activation,
        List<Double> weightVariance,
        List<Double> biasVariance,
        List<Double> trainedBias,
        double inputScale,
        int frozen,
        int depth)
        implements Serializable {

    KernelDescription {
        weightVariance = weightVariance == null ? null : new ArrayList<>(weightVariance);
        biasVariance = new ArrayList<>(biasVariance);
        trainedBias = new ArrayList<>(trainedBias);
    }

    /** @throws IllegalArgumentException if there is no such kernel */
    RowKernel kernel() {
        Nonlinearity phi = NetworkOptions.activation(activation);
        PerLayer weights = weightVariance == null
                ? PerLayer.same(ActivationKernels.weightVariance(phi))
                : new PerLayer(weightVariance);
        InfiniteNetwork network =
                new InfiniteNetwork(inputScale, weights, new PerLayer(biasVariance), new PerLayer(trainedBias));
        return ActivationKernels.of(phi, kind, frozen == 0 ? network : network.withFrozenLayers(frozen, depth), depth);
    }
}
