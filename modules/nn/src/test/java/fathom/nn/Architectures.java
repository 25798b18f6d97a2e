package fathom.nn;

import fathom.simd.Activation;
import fathom.simd.image.Window;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Random architectures, each a function of a seed: every layer, in the combinations that make sense. */
final class Architectures {

    /** Smooth ones and kinked ones; not those whose derivative is 0, or that overflow in a deep network. */
    static final List<String> ACTIVATIONS = List.of(
            "relu",
            "relu",
            "relu",
            "leaky_relu(slope=0.1)",
            "abs",
            "normrelu",
            "tanh",
            "erf",
            "sigmoid",
            "softplus",
            "gelu",
            "silu",
            "elu",
            "selu",
            "sin",
            "cos",
            "gaussian",
            "normalised(tanh)",
            "identity");

    private final RandomStream random;
    private final double epsilon;
    private int draws;

    private Architectures(long seed, double epsilon) {
        this.random = RandomStream.of(seed, "architecture");
        this.epsilon = epsilon;
    }

    /** Forty of each kind, for tests of what every architecture must do. */
    static Stream<Architecture> some() {
        return IntStream.range(0, 40)
                .boxed()
                .flatMap(seed -> Stream.of(
                        rows(seed, 1 + seed % 7, seed % 5, 1, 9, 1e-3, 1), images(seed, 1 + seed % 4, 1e-5, 1)));
    }

    /** Rows of numbers: dense layers with activations, normalisations, dropout and sums. */
    static Architecture rows(
            long seed, int inputs, int depth, int leastWidth, int mostWidth, double epsilon, int leastOutputs) {
        return new Architectures(seed, epsilon).rows(inputs, depth, leastWidth, mostWidth, leastOutputs);
    }

    /** Images: convolutions with activations, normalisations, pooling, dropout and sums, and a dense readout. */
    static Architecture images(long seed, int depth, double epsilon, int leastOutputs) {
        return new Architectures(seed, epsilon).images(depth, leastOutputs);
    }

    private Architecture rows(int inputs, int depth, int leastWidth, int mostWidth, int leastOutputs) {
        List<Layer> layers = new ArrayList<>();
        Activated activated = activated();
        int style = below(8);
        int width = inputs;
        for (int l = 0; l < depth; l++) {
            boolean sum = style >= 6 && l > 0;
            boolean projected = style == 7 && below(2) == 0;
            width = sum && !projected ? width : leastWidth + below(mostWidth - leastWidth + 1);
            List<Layer> hidden = hidden(style, width, below(3) == 0 ? activated() : activated);
            List<Layer> shortcut = projected ? List.of(new Dense(width)) : List.of();
            layers.addAll(sum ? List.of(new Residual(hidden, shortcut)) : hidden);
        }
        return ended(Shape.flat(inputs), layers, leastOutputs);
    }

    private List<Layer> hidden(int style, int width, Layer activated) {
        Layer dense = new Dense(width);
        return switch (style) {
            case 2 -> List.of(dense, layerNorm(), activated);
            case 3 -> List.of(dense, activated, layerNorm());
            case 4 -> List.of(dense, batchNorm(), activated);
            case 5 -> List.of(dense, activated, new Dropout(0.25));
            case 6 -> List.of(layerNorm(), dense, activated, new Scaled(0.5));
            default -> List.of(dense, activated);
        };
    }

    private Architecture images(int depth, int leastOutputs) {
        List<Layer> layers = new ArrayList<>();
        Shape input = new Shape(1 + below(3), 3 + below(6), 3 + below(6));
        Shape shape = input;
        for (int l = 0; l < depth; l++) {
            List<Layer> block = block(shape);
            layers.addAll(block);
            shape = new Architecture(shape, block).output();
        }
        layers.add(below(3) == 0 ? new GlobalAveragePool() : new Flatten());
        return ended(input, layers, leastOutputs);
    }

    private List<Layer> block(Shape in) {
        List<Layer> block = new ArrayList<>();
        int choice = below(5);
        if (choice == 0) {
            if (below(2) == 0) {
                Layer strided = new Convolution(1 + below(5), window(in));
                return List.of(new Residual(List.of(strided, batchNorm(), activated()), List.of(strided)), activated());
            }
            Layer convolution = Convolution.same(in.channels(), 1 + 2 * below(2));
            return List.of(new Residual(List.of(convolution, batchNorm(), activated(), new Scaled(0.5))));
        }
        Window window = window(in);
        Layer convolution = new Convolution(1 + below(5), window);
        block.add(convolution);
        if (choice == 1) {
            block.add(batchNorm());
        }
        if (choice == 2) {
            block.add(layerNorm());
        }
        block.add(activated());
        if (choice == 3) {
            block.add(new Dropout(0.25));
        }
        Shape out = convolution.output(in);
        switch (below(3)) {
            case 0 -> block.add(new MaxPool(window(out)));
            case 1 -> block.add(new AveragePool(window(out)));
            default -> {}
        }
        return block;
    }

    private Window window(Shape in) {
        int height = 1 + below(Math.min(3, in.height()));
        int width = 1 + below(Math.min(3, in.width()));
        return new Window(height, width, 1 + below(2), 1 + below(2), below(height), below(width));
    }

    private Architecture ended(Shape input, List<Layer> layers, int leastOutputs) {
        layers.add(new Dense(leastOutputs + below(3)));
        if (below(2) == 0) {
            layers.add(new Scaled(below(2) == 0 ? 1.5 : -0.7));
        }
        return new Architecture(input, layers).with(Parameterisation.values()[below(Parameterisation.values().length)]);
    }

    private LayerNorm layerNorm() {
        return new LayerNorm(epsilon);
    }

    private BatchNorm batchNorm() {
        return new BatchNorm(epsilon, 0.1);
    }

    private Activated activated() {
        return new Activated(Activation.parse(ACTIVATIONS.get(below(ACTIVATIONS.size()))));
    }

    private int below(int bound) {
        return random.below(bound, draws++);
    }
}
