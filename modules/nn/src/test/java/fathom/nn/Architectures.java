package fathom.nn;

import fathom.simd.Activation;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

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

    /** Rows of numbers: dense layers with activations, normalisations and sums. */
    static Architecture rows(long seed, int inputs, int depth, int leastWidth, int mostWidth, double epsilon) {
        return new Architectures(seed, epsilon).rows(inputs, depth, leastWidth, mostWidth);
    }

    private Architecture rows(int inputs, int depth, int leastWidth, int mostWidth) {
        List<Layer> layers = new ArrayList<>();
        Activated activated = activated();
        int style = below(6);
        int width = inputs;
        for (int l = 0; l < depth; l++) {
            boolean sum = style >= 4 && l > 0;
            width = sum ? width : leastWidth + below(mostWidth - leastWidth + 1);
            List<Layer> hidden = hidden(style, width, below(3) == 0 ? activated() : activated);
            layers.addAll(sum ? List.of(new Residual(hidden)) : hidden);
        }
        layers.add(new Dense(1 + below(3)));
        if (below(2) == 0) {
            layers.add(new Scaled(below(2) == 0 ? 1.5 : -0.7));
        }
        return new Architecture(inputs, layers)
                .with(Parameterisation.values()[below(Parameterisation.values().length)]);
    }

    private List<Layer> hidden(int style, int width, Layer activated) {
        Layer dense = new Dense(width);
        Layer norm = new LayerNorm(epsilon);
        return switch (style) {
            case 2 -> List.of(dense, norm, activated);
            case 3 -> List.of(dense, activated, norm);
            case 4 -> List.of(norm, dense, activated, new Scaled(0.5));
            default -> List.of(dense, activated);
        };
    }

    private Activated activated() {
        return new Activated(Activation.parse(ACTIVATIONS.get(below(ACTIVATIONS.size()))));
    }

    private int below(int bound) {
        return random.below(bound, draws++);
    }
}
