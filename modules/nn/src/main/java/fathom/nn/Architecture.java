package fathom.nn;

import fathom.simd.Activation;
import fathom.simd.image.Window;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * A network as a value: the shape of its input and its layers in order. The same record gives the trained network, and, in the
 * experiments, its infinite-width limit.
 *
 * @param input shape of the input
 * @param layers from input to output, at least one
 * @param parameterisation the factors between stored and acting weights
 */
public record Architecture(Shape input, List<Layer> layers, Parameterisation parameterisation) {

    /**
     * @throws IllegalArgumentException if there is no layer, a layer does not take what the one before it gives, or there are more
     *     parameters than one array holds
     */
    public Architecture {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a network needs at least 1 layer");
        }
        long parameters = tensors(Node.flat(input, layers)).size;
        if (parameters > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a network of " + parameters + " parameters does not fit one array ("
                    + (Integer.MAX_VALUE - 8) + "): make it narrower or shallower");
        }
    }

    /** Layers whose weights act as stored. */
    public Architecture(Shape input, List<Layer> layers) {
        this(input, layers, Parameterisation.STANDARD);
    }

    /** Layers for rows of {@code inputs} numbers. */
    public Architecture(int inputs, List<Layer> layers) {
        this(flat(inputs), layers, Parameterisation.STANDARD);
    }

    /**
     * The architecture that {@link #toString} wrote, and that people write:
     *
     * <pre>
     * input(30) dense(512) relu dense(512) relu dense(1)
     * input(3x32x32) parameterisation(NTK) convolution(16, 3x3, stride=2, padding=1) batchnorm relu maxpool(2) flatten dense(10)
     * input(8) residual(layernorm dense(8) | dense(8)) dropout(0.1) dense(1) scaled(0.5)
     * </pre>
     *
     * Layers are called by their {@link Layer#name}, with their sizes in parentheses; what is left out is as usual (stride 1 of
     * convolutions and the window's size of poolings, padding 0, {@code batchnorm(epsilon=1e-5, momentum=0.1)},
     * {@code layernorm(epsilon=1e-5)}). A bar stands between the layers of a residual sum and those of its shortcut. Activations are as
     * {@link Activation#parse} reads them.
     *
     * @throws IllegalArgumentException if it is none; the sentence says where and why
     */
    public static Architecture parse(String text) {
        return ArchitectureParser.parse(text, null);
    }

    /** {@link #parse(String)} of a text that need not name its input, which is then {@code input}. */
    public static Architecture parse(String text, Shape input) {
        return ArchitectureParser.parse(text, Objects.requireNonNull(input, "input"));
    }

    /** As {@link #parse(String)} reads it; equal architectures have equal texts, and different ones different texts. */
    @Override
    public String toString() {
        return ArchitectureText.of(this);
    }

    /** These layers in another parameterisation. */
    public Architecture with(Parameterisation other) {
        return new Architecture(input, layers, other);
    }

    /** These layers and one more. */
    public Architecture then(Layer layer) {
        List<Layer> more = new ArrayList<>(layers);
        more.add(layer);
        return new Architecture(input, more, parameterisation);
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
        return fullyConnected(inputs, hiddenLayers, width, outputs, Activated.relu());
    }

    /** {@link #fullyConnected(int, int, int, int)} with another activation. */
    public static Architecture fullyConnected(
            int inputs, int hiddenLayers, int width, int outputs, Activated activated) {
        if (hiddenLayers < 0) {
            throw new IllegalArgumentException("the depth, the number of hidden layers, is at least 0, not "
                    + hiddenLayers + " (0 is the linear perceptron)");
        }
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < hiddenLayers; l++) {
            layers.add(new Dense(width));
            layers.add(activated);
        }
        layers.add(new Dense(outputs));
        return new Architecture(inputs, layers);
    }

    /** Width of a row of the input. */
    public int inputs() {
        return input.size();
    }

    /** @throws ShapeMismatchException unless the rows of {@code x} are as wide as the input */
    void checkInputs(FloatMatrix x) {
        if (x.columns() != inputs()) {
            throw new ShapeMismatchException("inputs are " + x.shape() + ", but this network takes rows of " + inputs()
                    + ": they must be n x " + inputs());
        }
    }

    /** The fewest rows of a batch in training: 2 where a batch normalisation has one value of a channel in each row, else 1. */
    int fewestTrainingRows() {
        return nodes().stream().anyMatch(Architecture::normalisesRows) ? 2 : 1;
    }

    private static boolean normalisesRows(Node node) {
        return node instanceof Node.Plain(BatchNorm _, Shape in, Shape _) && in.isFlat();
    }

    /** @throws IllegalArgumentException if a training batch of {@code rows} rows leaves a batch normalisation one value alone */
    void checkTrainingRows(int rows) {
        if (rows < 2 && rows < fewestTrainingRows()) {
            List<Node> nodes = nodes();
            int layer = 0;
            while (!normalisesRows(nodes.get(layer))) {
                layer++;
            }
            throw new IllegalArgumentException("layer " + layer
                    + ", a batch normalisation, cannot be trained on a batch of "
                    + rows + " row: the variance of a single value is 0; make batches of at least 2 rows, or use a"
                    + " layer normalisation");
        }
    }

    /** Shape of the output. */
    public Shape output() {
        return nodes().getLast().output();
    }

    /** The shape of every layer's input, layers counted as in {@link Tensor#layer}, and last the shape of the output. */
    public List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        shapes.add(input);
        for (Node node : nodes()) {
            shapes.add(node.output());
        }
        return List.copyOf(shapes);
    }

    /** Width of a row of the output. */
    public int outputs() {
        return output().size();
    }

    /** Multiplications of weights for one input, and 64 for each unit of a layer, about what else it costs: an estimate of time. */
    public double multiplications() {
        return multiplications(input, layers);
    }

    private static double multiplications(Shape from, List<Layer> layers) {
        double sum = 0;
        Shape shape = from;
        for (Layer layer : layers) {
            Shape out = layer.output(shape);
            sum += 64.0 * out.size();
            sum += switch (layer) {
                case Dense _ -> (double) shape.size() * out.size();
                case Convolution(int outputs, var window) ->
                    (double) window.height() * window.width() * shape.channels() * outputs * out.pixels();
                case Residual(List<Layer> inner, List<Layer> shortcut) ->
                    multiplications(shape, inner) + multiplications(shape, shortcut);
                default -> 0;
            };
            shape = out;
        }
        return sum;
    }

    /** The number of hidden layers L: one less than the number of layers with weights, those of shortcuts not counted. */
    public int depth() {
        int weighted = 0;
        int shortcuts = 0;
        Set<Integer> turned = new HashSet<>();
        for (Node node : nodes()) {
            switch (node) {
                case Node.Plain _ -> weighted += shortcuts == 0 && node.weighted() ? 1 : 0;
                case Node.Fork _ -> {}
                case Node.Turn(Shape _, Shape _, int pair) -> {
                    turned.add(pair);
                    shortcuts++;
                }
                case Node.Join(Shape _, int pair) -> shortcuts -= turned.contains(pair) ? 1 : 0;
            }
        }
        return Math.max(0, weighted - 1);
    }

    /** The architecture laid out flat. */
    List<Node> nodes() {
        return Node.flat(input, layers);
    }

    /** The number of parameters: elements of all tensors. */
    public int parameters() {
        return (int) tensors(nodes()).size;
    }

    /** Every tensor in the order in which the parameters hold them, without gaps. */
    public List<Tensor> tensors() {
        return List.copyOf(tensors(nodes()).list);
    }

    private static Tensors tensors(List<Node> nodes) {
        Tensors tensors = new Tensors();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof Node.Plain(Layer layer, Shape in, Shape out)) {
                switch (layer) {
                    case Dense(int outputs) -> {
                        tensors.add(i, "dense", Tensor.Kind.WEIGHT, in.size(), outputs);
                        tensors.add(i, "dense", Tensor.Kind.BIAS, 1, outputs);
                    }
                    case Convolution(int outputs, Window window) -> {
                        // A patch that no array holds makes the sum too large too.
                        int patch = (int)
                                Math.min(Integer.MAX_VALUE, (long) window.height() * window.width() * in.channels());
                        tensors.add(i, "convolution", Tensor.Kind.WEIGHT, patch, outputs);
                        tensors.add(i, "convolution", Tensor.Kind.BIAS, 1, outputs);
                    }
                    case LayerNorm _ -> {
                        tensors.add(i, "layernorm", Tensor.Kind.GAIN, 1, out.size());
                        tensors.add(i, "layernorm", Tensor.Kind.BIAS, 1, out.size());
                    }
                    case BatchNorm _ -> {
                        tensors.add(i, "batchnorm", Tensor.Kind.GAIN, 1, out.channels());
                        tensors.add(i, "batchnorm", Tensor.Kind.BIAS, 1, out.channels());
                    }
                    case Activated _,
                            AveragePool _,
                            Dropout _,
                            Flatten _,
                            GlobalAveragePool _,
                            MaxPool _,
                            Residual _,
                            Scaled _ -> {}
                }
            }
        }
        return tensors;
    }

    /**
     * What a network keeps besides its parameters, without gaps in an array of its own: the running averages of batch normalisations, in
     * pairs of a mean and a variance.
     */
    public List<Tensor> states() {
        List<Node> nodes = nodes();
        Tensors states = new Tensors();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof Node.Plain(BatchNorm _, Shape _, Shape out)) {
                states.add(i, "batchnorm", Tensor.Kind.MEAN, 1, out.channels());
                states.add(i, "batchnorm", Tensor.Kind.VARIANCE, 1, out.channels());
            }
        }
        return List.copyOf(states.list);
    }

    /** The states of one layer, by its number in {@link #nodes}. */
    List<Tensor> states(int layer) {
        return states().stream().filter(tensor -> tensor.layer() == layer).toList();
    }

    /** The tensors of one layer, by its number in {@link #nodes}. */
    List<Tensor> tensors(int layer) {
        return tensors().stream().filter(tensor -> tensor.layer() == layer).toList();
    }

    /** Whether no layer before this one has weights. */
    boolean first(int layer) {
        return nodes().subList(0, layer).stream().noneMatch(Node::weighted);
    }

    /** Whether no layer after this one has weights. */
    boolean last(int layer) {
        List<Node> nodes = nodes();
        return nodes.subList(layer + 1, nodes.size()).stream().noneMatch(Node::weighted);
    }

    /** What the initialisers know of a weight's layer. */
    Initialiser.Fan fan(Tensor weight) {
        int window = 1;
        if (nodes().get(weight.layer()) instanceof Node.Plain(Convolution convolution, Shape _, Shape _)) {
            window = convolution.window().height() * convolution.window().width();
        }
        return new Initialiser.Fan(
                weight.rows(),
                (double) window * weight.columns(),
                weight.columns(),
                gain(weight.layer()),
                first(weight.layer()));
    }

    /** w = 1 / E phi(g)^2 of the activation that comes last before a layer, or else first after it; 1 where there is none. */
    private double gain(int layer) {
        List<Node> nodes = nodes();
        for (int i = layer - 1; i >= 0; i--) {
            if (nodes.get(i) instanceof Node.Plain(Activated(Activation activation), Shape _, Shape _)) {
                return 1 / activation.secondMoment();
            }
        }
        for (int i = layer + 1; i < nodes.size(); i++) {
            if (nodes.get(i) instanceof Node.Plain(Activated(Activation activation), Shape _, Shape _)) {
                return 1 / activation.secondMoment();
            }
        }
        return 1;
    }

    /**
     * The factor c between the stored and the acting weights of a layer.
     *
     * @param layer its number, as in {@link Tensor#layer}
     */
    public double weightFactor(int layer) {
        Tensor weight = tensors(layer).getFirst();
        return parameterisation.weightFactor(weight.rows(), weight.columns(), first(layer), last(layer));
    }

    /**
     * The factor e between the stored and the acting biases of a layer.
     *
     * @param layer its number, as in {@link Tensor#layer}
     */
    public double biasFactor(int layer) {
        return parameterisation.biasFactor(tensors(layer).getFirst().columns(), last(layer));
    }

    private static Shape flat(int inputs) {
        if (inputs < 1) {
            throw new IllegalArgumentException("a network needs at least 1 input, not " + inputs);
        }
        return Shape.flat(inputs);
    }

    /** A list of tensors that lie one behind the other. */
    private static final class Tensors {
        final List<Tensor> list = new ArrayList<>();
        /** Of all of them; where it does not fit an array, the list's offsets mean nothing. */
        long size;

        void add(int layer, String name, Tensor.Kind kind, int rows, int columns) {
            list.add(new Tensor(
                    name + layer + "." + kind.name().toLowerCase(java.util.Locale.ROOT),
                    kind,
                    layer,
                    (int) size,
                    rows,
                    columns));
            size += (long) rows * columns;
        }
    }
}
