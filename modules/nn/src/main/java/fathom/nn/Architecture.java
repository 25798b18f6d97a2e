package fathom.nn;

import java.util.ArrayList;
import java.util.List;

/**
 * A network as a value: the width of its input and its layers in order. The same record gives the trained network, and, in the
 * experiments, its infinite-width limit.
 *
 * @param inputs width of the input, at least 1
 * @param layers from input to output, at least one
 * @param parameterisation the factors between stored and acting weights
 */
public record Architecture(int inputs, List<Layer> layers, Parameterisation parameterisation) {

    /** @throws IllegalArgumentException if there is no input, no layer, or more parameters than one array holds */
    public Architecture {
        if (inputs < 1) {
            throw new IllegalArgumentException("a network needs at least 1 input, not " + inputs);
        }
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least 1 layer");
        }
        long parameters = 0;
        int width = inputs;
        for (Layer layer : layers) {
            parameters += count(layer, width);
            width = layer.outputs(width);
        }
        if (parameters > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a network of " + parameters + " parameters does not fit one array ("
                    + (Integer.MAX_VALUE - 8) + "): make it narrower or shallower");
        }
    }

    /** Layers whose weights act as stored. */
    public Architecture(int inputs, List<Layer> layers) {
        this(inputs, layers, Parameterisation.STANDARD);
    }

    /** These layers in another parameterisation. */
    public Architecture with(Parameterisation other) {
        return new Architecture(inputs, layers, other);
    }

    /** These layers and one more. */
    public Architecture then(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new Architecture(inputs, more, parameterisation);
    }

    /**
     * The fully connected ReLU network of the theory papers.
     *
     * <pre>
     * A_0 = X,   A_l = relu(A_{l-1} W_l + b_l)   for l = 1..L,   F = A_L W_{L+1} + b_{L+1}
     * </pre>
     *
     * @param hiddenLayers the depth L, at least 0; L = 0 is the linear perceptron
     * @param width of every hidden layer, at least 1
     * @throws IllegalArgumentException if a size is out of range
     */
    public static Architecture fullyConnected(int inputs, int hiddenLayers, int width, int outputs) {
        if (hiddenLayers < 0) {
            throw new IllegalArgumentException("the depth, the number of hidden layers, is at least 0, not "
                    + hiddenLayers + " (0 is the linear perceptron)");
        }
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < hiddenLayers; l++) {
            layers.add(new Dense(width));
            layers.add(new Activated(Activation.RELU));
        }
        layers.add(new Dense(outputs));
        return new Architecture(inputs, layers);
    }

    /** Width of the network's output. */
    public int outputs() {
        return widths()[layers.size()];
    }

    /** The width of every layer's input, and last the width of the output. */
    public int[] widths() {
        int[] widths = new int[layers.size() + 1];
        widths[0] = inputs;
        for (int i = 0; i < layers.size(); i++) {
            widths[i + 1] = layers.get(i).outputs(widths[i]);
        }
        return widths;
    }

    /** The number of hidden layers L: one less than the number of layers with weights. */
    public int depth() {
        int weighted = 0;
        for (Layer layer : layers) {
            weighted += layer instanceof Dense ? 1 : 0;
        }
        return Math.max(0, weighted - 1);
    }

    /** The number of parameters: elements of all tensors. */
    public int parameters() {
        int parameters = 0;
        for (Tensor tensor : tensors()) {
            parameters += tensor.size();
        }
        return parameters;
    }

    /** Every tensor in the order in which the parameters hold them, without gaps. */
    public List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>();
        int offset = 0;
        int[] widths = widths();
        for (int i = 0; i < layers.size(); i++) {
            switch (layers.get(i)) {
                case Dense(int outputs) -> {
                    String name = "dense" + i;
                    tensors.add(new Tensor(name + ".weight", Tensor.Kind.WEIGHT, i, offset, widths[i], outputs));
                    offset += widths[i] * outputs;
                    tensors.add(new Tensor(name + ".bias", Tensor.Kind.BIAS, i, offset, 1, outputs));
                    offset += outputs;
                }
                case Activated _, Scaled _ -> {}
            }
        }
        return List.copyOf(tensors);
    }

    /** Whether no layer before this one has weights. */
    boolean first(int layer) {
        return layers.subList(0, layer).stream().noneMatch(Dense.class::isInstance);
    }

    /** Whether no layer after this one has weights. */
    boolean last(int layer) {
        return layers.subList(layer + 1, layers.size()).stream().noneMatch(Dense.class::isInstance);
    }

    /** The factor c between the stored and the acting weights of a dense layer. */
    public double weightFactor(int layer) {
        int[] widths = widths();
        return parameterisation.weightFactor(widths[layer], widths[layer + 1], first(layer), last(layer));
    }

    /** The factor e between the stored and the acting biases of a dense layer. */
    public double biasFactor(int layer) {
        return parameterisation.biasFactor(widths()[layer + 1], last(layer));
    }

    private static long count(Layer layer, int inputs) {
        return switch (layer) {
            case Dense(int outputs) -> (inputs + 1L) * outputs;
            case Activated _, Scaled _ -> 0;
        };
    }
}
