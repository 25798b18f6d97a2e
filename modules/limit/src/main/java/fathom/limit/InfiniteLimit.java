package fathom.limit;

import fathom.nn.Activated;
import fathom.nn.Architecture;
import fathom.nn.AveragePool;
import fathom.nn.BatchNorm;
import fathom.nn.Convolution;
import fathom.nn.Dense;
import fathom.nn.Dropout;
import fathom.nn.Flatten;
import fathom.nn.GlobalAveragePool;
import fathom.nn.Initialiser;
import fathom.nn.Layer;
import fathom.nn.LayerNorm;
import fathom.nn.MaxPool;
import fathom.nn.Parameterisation;
import fathom.nn.Residual;
import fathom.nn.Scaled;
import fathom.nn.Tensor;
import fathom.ntk.InfiniteLayer;
import fathom.ntk.LayeredNetwork;
import fathom.ntk.WidthLimit;
import fathom.ntk.dual.Nonlinearity;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * From an architecture to its infinitely wide limit: the same layers, each with what it becomes when widths grow.
 *
 * <p>Layers stand in one exhaustive switch: a new one does not compile until its limit is written or refused.
 */
final class InfiniteLimit {

    private final Architecture architecture;
    private final WidthLimit widths;
    private final Initialiser initialiser;
    private final Iterator<Tensor> weights;

    private InfiniteLimit(Architecture architecture, Initialiser initialiser) {
        this.architecture = architecture;
        this.initialiser = initialiser;
        this.widths = widths(architecture.parameterisation());
        this.weights = architecture.tensors().stream()
                .filter(tensor -> tensor.kind() == Tensor.Kind.WEIGHT)
                .iterator();
    }

    /**
     * The limit layer by layer, of an architecture without convolutions.
     *
     * @throws IllegalArgumentException as {@link Limit#kernel} does
     */
    static LayeredNetwork network(Architecture architecture, Initialiser initialiser) {
        checkInitialiser(initialiser);
        return LayeredNetwork.of(new InfiniteLimit(architecture, initialiser).layers(architecture.layers()));
    }

    private List<InfiniteLayer> layers(List<Layer> layers) {
        List<InfiniteLayer> limits = new ArrayList<>();
        for (Layer layer : layers) {
            switch (layer) {
                case Dense _ -> limits.add(dense(weights.next()));
                case Activated(var phi) -> limits.add(new InfiniteLayer.Activated(Nonlinearity.of(phi)));
                case LayerNorm(double epsilon) -> {
                    double rate = widths == WidthLimit.MAXIMAL_UPDATE ? 0 : 1;
                    limits.add(new InfiniteLayer.LayerNorm(epsilon, rate, rate));
                }
                case Scaled(double alpha) -> limits.add(new InfiniteLayer.Scaled(alpha));
                case Residual(List<Layer> inner, List<Layer> shortcut) -> {
                    if (!shortcut.isEmpty()) {
                        throw refused(layer);
                    }
                    limits.add(new InfiniteLayer.Residual(layers(inner)));
                }
                case Flatten _ -> {
                    // Rows are flat already.
                }
                case Convolution _, GlobalAveragePool _, AveragePool _, MaxPool _, BatchNorm _, Dropout _ ->
                    throw refused(layer);
            }
        }
        return limits;
    }

    private InfiniteLayer.Dense dense(Tensor weight) {
        double variance = initialiser.variance(architecture, weight);
        return weight.offset() == 0
                ? widths.first(variance, 0, weight.rows())
                : widths.later(variance * weight.rows(), 0, weight.rows());
    }

    /** Why a layer has no limit here, in a sentence. */
    static IllegalArgumentException refused(Layer layer) {
        String why = switch (layer) {
            case BatchNorm _ -> "its outputs depend on the whole batch, so no kernel of two inputs describes them";
            case Dropout _ ->
                "its noise is new in every step, so no tangent kernel describes the training; leave it out";
            case MaxPool _ ->
                "the maximum of dependent normal numbers has no closed covariance; pool by averages, or by strides";
            case AveragePool _ -> "convolutional kernels average over a whole image only; use a global average";
            case Convolution _, GlobalAveragePool _ ->
                "convolutional kernels are there for equal convolutions at every pixel, each with one activation, then a"
                        + " global average or none, and one dense layer";
            case Residual(List<Layer> _, List<Layer> shortcut)
            when !shortcut.isEmpty() -> "kernels of residual sums have the identity as shortcut";
            case Activated _, Dense _, Flatten _, LayerNorm _, Residual _, Scaled _ ->
                "convolutional kernels know no such layer at its place";
        };
        return new IllegalArgumentException(
                "the infinitely wide limit of " + layer.name() + " (" + layer + ") is not known here: " + why);
    }

    /** @throws IllegalArgumentException if signals vanish in the limit */
    static void checkInitialiser(Initialiser initialiser) {
        if (initialiser == Initialiser.UNIFORM) {
            throw new IllegalArgumentException(
                    "weights drawn by UNIFORM have variance 1 / (12 fanIn^2): in the limit of"
                            + " infinite width nothing passes a layer; take LECUN or HE");
        }
    }

    private static WidthLimit widths(Parameterisation parameterisation) {
        return switch (parameterisation) {
            case STANDARD -> WidthLimit.STANDARD;
            case NTK -> WidthLimit.UNIT;
            case MAXIMAL_UPDATE -> WidthLimit.MAXIMAL_UPDATE;
        };
    }
}
