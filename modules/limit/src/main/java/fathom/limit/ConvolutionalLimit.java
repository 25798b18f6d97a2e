package fathom.limit;

import fathom.nn.Activated;
import fathom.nn.Architecture;
import fathom.nn.Convolution;
import fathom.nn.Dense;
import fathom.nn.Flatten;
import fathom.nn.GlobalAveragePool;
import fathom.nn.Initialiser;
import fathom.nn.Layer;
import fathom.nn.Parameterisation;
import fathom.nn.Tensor;
import fathom.ntk.ConvolutionalKernels;
import fathom.ntk.ConvolutionalNetwork;
import fathom.ntk.ConvolutionalNetwork.Image;
import fathom.ntk.ConvolutionalNetwork.Readout;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.PerLayer;
import fathom.ntk.RowKernel;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.image.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The infinitely wide limit of a convolutional network: L times a convolution and an activation, all alike, then the readout.
 *
 * <pre>
 * image, L times (convolution that keeps the size, phi), flatten or global average, dense
 * </pre>
 *
 * <p>Tangent kernels are there for the NTK parameterisation where all layers' weights act with w / fanIn for one w: stored weights then have
 * variance w in every layer, each counts 1 / w of what it does in {@link InfiniteNetwork}, biases 1, and so the kernel is 1 / w times
 * that of beta = w.
 */
final class ConvolutionalLimit {

    private final Architecture architecture;
    private final Convolution convolution;
    private final Activated activated;
    private final int depth;
    private final Readout readout;
    private final double[] variances;

    private ConvolutionalLimit(Architecture architecture, Initialiser initialiser) {
        this.architecture = architecture;
        List<Layer> layers = architecture.layers();
        if (!(layers.get(0) instanceof Convolution first)) {
            throw InfiniteLimit.refused(layers.get(0));
        }
        if (layers.size() < 2 || !(layers.get(1) instanceof Activated behind)) {
            throw InfiniteLimit.refused(first);
        }
        convolution = first;
        activated = behind;
        checkWindow(first);
        int at = 2;
        while (at + 1 < layers.size() && layers.get(at) instanceof Convolution next) {
            checkWindow(next);
            if (!layers.get(at + 1).equals(behind)) {
                throw InfiniteLimit.refused(layers.get(at + 1));
            }
            at += 2;
        }
        depth = at / 2;
        readout = readout(layers.subList(at, layers.size()));
        variances = architecture.tensors().stream()
                .filter(tensor -> tensor.kind() == Tensor.Kind.WEIGHT)
                .mapToDouble(tensor -> initialiser.variance(architecture, tensor) * tensor.rows())
                .toArray();
    }

    /** @throws IllegalArgumentException if the architecture has another form, or its tangent kernel is not of that kind */
    static RowKernel kernel(Kernel kind, Architecture architecture, Initialiser initialiser) {
        InfiniteLimit.checkInitialiser(initialiser);
        ConvolutionalLimit limit = new ConvolutionalLimit(architecture, initialiser);
        double bias = kind == Kernel.NTK ? limit.weightVariance() : 0;
        RowKernel kernel = ConvolutionalKernels.of(kind, limit.network(bias), limit.depth);
        return kind == Kernel.NTK ? kernel.scaled(1 / bias) : kernel;
    }

    private ConvolutionalNetwork network(double trainedBias) {
        Window window = convolution.window();
        int channels = architecture.input().channels();
        InfiniteNetwork numbers = InfiniteNetwork.relu()
                .withInputScale(variances[0] / channels)
                .withWeightVariance(PerLayer.of(variances))
                .withTrainedBias(trainedBias);
        Image image = new Image(
                channels, architecture.input().height(), architecture.input().width());
        return new ConvolutionalNetwork(
                Nonlinearity.of(activated.activation()),
                numbers,
                image,
                new ConvolutionalNetwork.Window(window.height(), window.width()),
                ConvolutionalNetwork.Padding.ZERO,
                readout);
    }

    /** The w of all layers, for tangent kernels. */
    private double weightVariance() {
        double w = variances[0];
        for (double other : variances) {
            if (architecture.parameterisation() != Parameterisation.NTK || Math.abs(other - w) > 1e-12 * w) {
                throw new IllegalArgumentException("tangent kernels of convolutional networks are there for the NTK"
                        + " parameterisation with one w of all layers (acting weights of variance w / fanIn), not for "
                        + architecture.parameterisation() + " with " + Arrays.toString(variances)
                        + ": take HE or LECUN");
            }
        }
        return w;
    }

    private void checkWindow(Convolution next) {
        Window window = next.window();
        boolean same = window.equals(convolution.window())
                && window.rowStride() == 1
                && window.columnStride() == 1
                && window.height() == 2 * window.rowPadding() + 1
                && window.width() == 2 * window.columnPadding() + 1;
        if (!same) {
            throw InfiniteLimit.refused(next);
        }
    }

    private static Readout readout(List<Layer> rest) {
        for (Layer layer : rest) {
            if (!(layer instanceof Flatten || layer instanceof GlobalAveragePool || layer instanceof Dense)) {
                throw InfiniteLimit.refused(layer);
            }
        }
        boolean average = !rest.isEmpty() && rest.getFirst() instanceof GlobalAveragePool;
        List<Layer> behind = rest.stream()
                .skip(average ? 1 : 0)
                .filter(layer -> !(layer instanceof Flatten))
                .toList();
        if (behind.size() != 1 || !(behind.getFirst() instanceof Dense)) {
            throw InfiniteLimit.refused(rest.isEmpty() ? new Flatten() : rest.getLast());
        }
        return average ? Readout.GLOBAL_AVERAGE : Readout.FLATTEN;
    }
}
