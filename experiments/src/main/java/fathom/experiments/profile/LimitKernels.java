package fathom.experiments.profile;

import com.google.common.collect.ImmutableList;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;

/**
 * The infinitely wide ReLU networks that stand beside the trained ones, for standardised inputs of d entries that vary.
 *
 * <pre>
 * s = 1 / d, w = 2;   NNGP: b = 0.1;   NTK: b = 0, beta = 1 (biases that start at 0 and are trained)
 * </pre>
 *
 * Both have biases, since without them one hidden layer knows no odd function of degree 3 or more.
 */
final class LimitKernels {

    static final String NNGP = "nngp";
    static final String NTK = "ntk";

    static final ImmutableList<String> NAMES = ImmutableList.of(NNGP, NTK);

    private static final double BIAS_VARIANCE = 0.1;
    private static final double TRAINED_BIAS = 1;

    private LimitKernels() {}

    static Kernel kind(String name) {
        return name.equals(NNGP) ? Kernel.NNGP : Kernel.NTK;
    }

    /** The network of that kernel. */
    static InfiniteNetwork network(String name, int varying) {
        InfiniteNetwork network = InfiniteNetwork.relu().withInputScale(1.0 / Math.max(1, varying));
        return name.equals(NNGP) ? network.withBiasVariance(BIAS_VARIANCE) : network.withTrainedBias(TRAINED_BIAS);
    }

    /** The name as people write it. */
    static String words(String name) {
        return name.equals(NNGP) ? "NNGP" : "NTK";
    }
}
