package fathom.nn;

import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Training one hidden layer after the other, each with a readout of its own that is thrown away, but for the last one's.
 *
 * <pre>
 * A_0 = X;   for l = 1..L:   train (W_l, b_l, R_l, r_l) so that h_l(A_{l-1}) R_l + r_l fits Y;   A_l = h_l(A_{l-1})
 * </pre>
 *
 * h_l is the network's l-th layer with weights and all that follows it before the next. The last readout becomes the network's last
 * layer. A residual sum that holds weights counts as one layer.
 *
 * <p>Each h_l is trained as the first layer of a network in the {@link Parameterisation} of the whole one, whose factors it has meanwhile;
 * acting weights carry over.
 */
public final class LayerwiseTraining {

    private LayerwiseTraining() {}

    /**
     * Trains {@code network} in place, from its present weights; readouts but the last are drawn by {@code initialiser}.
     *
     * @param inputs n x d
     * @param targets n x outputs
     * @param settings of the training of each layer
     * @param stream layer l draws from {@code stream.child(l)}
     * @return how the training of each hidden layer ended, the first one's first
     * @throws IllegalArgumentException if the network does not end in a dense layer after at least one hidden layer, or the data does not
     *     fit
     */
    public static List<TrainingResult> train(
            Network network,
            FloatMatrix inputs,
            FloatMatrix targets,
            Training settings,
            Initialiser initialiser,
            RandomStream stream) {
        Architecture architecture = network.architecture();
        List<List<Layer>> blocks = blocks(architecture);
        settings.loss().check(targets);
        List<TrainingResult> results = new ArrayList<>();
        FloatMatrix features = inputs;
        Shape shape = architecture.input();
        Parameterisation factors = architecture.parameterisation();
        int tensors = 0;
        int states = 0;
        for (int l = 0; l < blocks.size() - 1; l++) {
            boolean last = l == blocks.size() - 2;
            Architecture hidden = new Architecture(shape, blocks.get(l), factors);
            Architecture block = last
                    ? new Architecture(shape, joined(blocks.get(l), blocks.get(l + 1)), factors)
                    : readout(hidden, architecture.outputs());
            Network part =
                    Network.initialised(block, initialiser, stream.child(l).child("readout"), network.batch());
            int own = (last ? block : hidden).tensors().size();
            carry(network, tensors, part, 0, own);
            System.arraycopy(network.state(), states, part.state(), 0, part.state().length);
            results.add(Trainer.train(part, features, targets, settings, stream.child(l)));
            carry(part, 0, network, tensors, own);
            System.arraycopy(part.state(), 0, network.state(), states, part.state().length);
            if (!last) {
                Network front = new Network(hidden, 1);
                carry(part, 0, front, 0, own);
                System.arraycopy(part.state(), 0, front.state(), 0, part.state().length);
                features = front.forward(features);
            }
            shape = hidden.output();
            tensors += own;
            states += part.state().length;
        }
        return List.copyOf(results);
    }

    /** Tensors that act alike: a stored number times its factor stays. */
    private static void carry(Network from, int first, Network to, int firstThere, int count) {
        List<Tensor> sources = from.architecture().tensors().subList(first, first + count);
        List<Tensor> targets = to.architecture().tensors().subList(firstThere, firstThere + count);
        for (int i = 0; i < count; i++) {
            FloatMatrix target = to.parameter(targets.get(i));
            Elementwise.copy(from.parameter(sources.get(i)), target);
            double factor = factor(from.architecture(), sources.get(i)) / factor(to.architecture(), targets.get(i));
            if (factor != 1) {
                Elementwise.scale((float) factor, target);
            }
        }
    }

    private static double factor(Architecture architecture, Tensor tensor) {
        int layer = tensor.layer();
        return switch (tensor.kind()) {
            case WEIGHT -> architecture.weightFactor(layer);
            case BIAS -> architecture.nodes().get(layer).weighted() ? architecture.biasFactor(layer) : 1;
            case GAIN, MEAN, VARIANCE -> 1;
        };
    }

    /** Hidden layers, each with what follows it, and last the readout; what comes before the first belongs to it. */
    private static List<List<Layer>> blocks(Architecture architecture) {
        List<List<Layer>> blocks = new ArrayList<>();
        boolean open = false;
        for (Layer layer : architecture.layers()) {
            boolean weighted = weighted(layer);
            if (blocks.isEmpty() || weighted && open) {
                blocks.add(new ArrayList<>());
                open = false;
            }
            open |= weighted;
            blocks.getLast().add(layer);
        }
        if (blocks.size() < 2 || !(blocks.getLast().getFirst() instanceof Dense)) {
            throw new IllegalArgumentException(
                    "training layer by layer needs at least 1 hidden layer and a dense layer as"
                            + " readout, but the network is " + architecture.layers());
        }
        return blocks;
    }

    private static boolean weighted(Layer layer) {
        return switch (layer) {
            case Dense _, Convolution _ -> true;
            case Residual(List<Layer> inner, List<Layer> shortcut) ->
                inner.stream().anyMatch(LayerwiseTraining::weighted)
                        || shortcut.stream().anyMatch(LayerwiseTraining::weighted);
            case Activated _,
                    AveragePool _,
                    BatchNorm _,
                    Dropout _,
                    Flatten _,
                    GlobalAveragePool _,
                    LayerNorm _,
                    MaxPool _,
                    Scaled _ -> false;
        };
    }

    private static Architecture readout(Architecture hidden, int outputs) {
        Architecture flat = hidden.output().isFlat() ? hidden : hidden.then(new Flatten());
        return flat.then(new Dense(outputs));
    }

    private static List<Layer> joined(List<Layer> first, List<Layer> second) {
        List<Layer> both = new ArrayList<>(first);
        both.addAll(second);
        return both;
    }
}
