package fathom.ntk;

import fathom.ntk.dual.Nonlinearity;
import java.util.ArrayList;
import java.util.List;

/**
 * An infinitely wide network as a list of layers, a part of which is repeated: stem, depth times the block, readout.
 *
 * @param stem begins with a dense layer
 * @param block what one more hidden layer is; may be empty
 * @param readout what stands behind the last block
 */
public record LayeredNetwork(List<InfiniteLayer> stem, List<InfiniteLayer> block, List<InfiniteLayer> readout) {

    /**
     * @throws IllegalArgumentException if such a network has no kernel here: it does not begin with a dense layer, an activation does not
     *     stand behind weights, or a residual sum does not end in weights of its own
     */
    public LayeredNetwork {
        stem = List.copyOf(stem);
        block = List.copyOf(block);
        readout = List.copyOf(readout);
        if (stem.isEmpty()) {
            throw new IllegalArgumentException("the stem of a network is at least a dense layer");
        }
        Form form = Form.INPUT.after(stem);
        for (int depth = 0; depth < 3; depth++) {
            form.after(readout);
            form = form.after(block);
        }
    }

    /** These layers, none of them repeated: its depth is 0. */
    public static LayeredNetwork of(List<InfiniteLayer> layers) {
        return new LayeredNetwork(layers, List.of(), List.of());
    }

    /**
     * The fully connected network, whose kernels are those of {@link ActivationKernels}.
     *
     * <pre>
     * dense, L times (phi, dense)
     * </pre>
     *
     * @param first the layer that sees the inputs
     * @param later each layer behind an activation
     */
    public static LayeredNetwork fullyConnected(
            InfiniteLayer.Dense first, Nonlinearity phi, InfiniteLayer.Dense later) {
        return new LayeredNetwork(List.of(first), List.of(new InfiniteLayer.Activated(phi), later), List.of());
    }

    /** Stem, depth times the block, readout. */
    List<InfiniteLayer> layers(int depth) {
        List<InfiniteLayer> layers = new ArrayList<>(stem);
        for (int l = 0; l < depth; l++) {
            layers.addAll(block);
        }
        layers.addAll(readout);
        return layers;
    }

    /** What the units are, as far as it decides what may follow. */
    private enum Form {
        /** The entries of a row. */
        INPUT,
        /** Behind weights: normal, of mean 0. */
        NORMAL,
        /** The same where gains wait for what they multiply. */
        GAINED,
        /** The same with what gains add known in the mean over units only, which is all that weights ask for. */
        MIXED,
        /** Behind an activation. */
        FEATURES;

        Form after(List<InfiniteLayer> layers) {
            Form form = this;
            for (InfiniteLayer layer : layers) {
                form = form.after(layer);
            }
            return form;
        }

        private Form after(InfiniteLayer layer) {
            boolean dense = layer instanceof InfiniteLayer.Dense;
            if (this == INPUT && !dense) {
                throw new IllegalArgumentException(
                        "a network of infinite width begins with a dense layer, since its inputs are not many; " + layer
                                + " is for wide layers");
            }
            return switch (layer) {
                case InfiniteLayer.Dense _ -> NORMAL;
                case InfiniteLayer.Activated(Nonlinearity phi) -> {
                    if (this == FEATURES || this == MIXED) {
                        throw new IllegalArgumentException("the activation " + phi.name()
                                + " does not stand behind weights or a normalisation of what they give: its inputs are not normal,"
                                + " and there is no closed limit; put a dense layer between");
                    }
                    yield FEATURES;
                }
                case InfiniteLayer.LayerNorm(double _, double gainRate, double _) ->
                    this == NORMAL && gainRate > 0 ? GAINED : this;
                case InfiniteLayer.Scaled _ -> this;
                case InfiniteLayer.Residual(List<InfiniteLayer> layers) -> {
                    Form branch = after(layers);
                    boolean weighted = layers.stream().anyMatch(InfiniteLayer.Dense.class::isInstance);
                    if (!weighted || branch == FEATURES) {
                        throw new IllegalArgumentException("a residual sum needs weights behind the last activation of "
                                + layers + ": what is added would not be independent of what it is added to");
                    }
                    yield this == GAINED || branch == GAINED || branch == MIXED ? merged() : this;
                }
            };
        }

        private Form merged() {
            return this == FEATURES ? FEATURES : MIXED;
        }
    }
}
