package fathom.nn;

import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
public final class LayerwiseTraining implements Resumable {

    /** Numbers of a checkpoint for every layer that is done. */
    private static final int RESULT = 4;

    private final Network network;
    private final FloatMatrix targets;
    private final Training settings;
    private final Initialiser initialiser;
    private final RandomStream stream;
    private final FloatMatrix inputs;
    private final List<Block> blocks;
    private final List<TrainingResult> results = new ArrayList<>();
    private FloatMatrix features;
    private TrainingRun run;
    /** Found when it is needed first: it takes a pass over the data. */
    private String fingerprint;

    /**
     * One hidden layer, with what is trained.
     *
     * @param hidden the layer alone
     * @param trained with a readout
     * @param own how many tensors of the network belong to what is trained
     * @param tensors the first of them
     * @param states where the network holds the layer's running averages
     */
    private record Block(Architecture hidden, Architecture trained, int own, int tensors, int states) {}

    /**
     * The beginning of a training of {@code network}, which is changed in place, from its present weights; readouts but the last are drawn by
     * {@code initialiser}.
     *
     * @param inputs n x d
     * @param targets n x outputs
     * @param settings of the training of each layer
     * @param stream layer l draws from {@code stream.child(l)}
     * @throws IllegalArgumentException if the network does not end in a dense layer after at least one hidden layer, or the data does not
     *     fit
     */
    public LayerwiseTraining(
            Network network,
            FloatMatrix inputs,
            FloatMatrix targets,
            Training settings,
            Initialiser initialiser,
            RandomStream stream) {
        settings.loss().check(targets);
        this.network = network;
        this.inputs = inputs;
        this.targets = targets;
        this.settings = settings;
        this.initialiser = initialiser;
        this.stream = stream;
        this.blocks = blocks(network.architecture());
        this.features = inputs;
        this.run = begun();
        closeFinished();
    }

    /**
     * Trains {@code network} in place to the end, as {@link #LayerwiseTraining} says.
     *
     * @return how the training of each hidden layer ended, the first one's first
     */
    public static List<TrainingResult> train(
            Network network,
            FloatMatrix inputs,
            FloatMatrix targets,
            Training settings,
            Initialiser initialiser,
            RandomStream stream) {
        LayerwiseTraining training = new LayerwiseTraining(network, inputs, targets, settings, initialiser, stream);
        while (!training.finished()) {
            training.epoch();
        }
        return training.results();
    }

    @Override
    public boolean finished() {
        return results.size() == blocks.size();
    }

    @Override
    public double share() {
        return finished() ? 1 : (results.size() + run.share()) / blocks.size();
    }

    /** The network that is trained; a layer is in it as soon as its training has ended. */
    public Network network() {
        return network;
    }

    /** How the training of each hidden layer so far ended, the first one's first. */
    public List<TrainingResult> results() {
        return List.copyOf(results);
    }

    @Override
    public double epoch() {
        if (finished()) {
            throw new IllegalStateException("this training is finished after " + results.size() + " layers");
        }
        double loss = run.epoch();
        closeFinished();
        return loss;
    }

    /** Turns to the next layer whose training has anything to do. */
    private void closeFinished() {
        while (!finished() && run.finished()) {
            results.add(run.result());
            close();
        }
    }

    /** Gives the network what its layer has learned, and turns to the next one. */
    private void close() {
        Block block = blocks.get(results.size() - 1);
        Network part = run.network();
        carry(part, 0, network, block.tensors, block.own);
        System.arraycopy(part.state(), 0, network.state(), block.states, part.state().length);
        if (!finished()) {
            features = passed(block);
            run = begun();
        }
    }

    /** What a layer of the network makes of the features before it. */
    private FloatMatrix passed(Block block) {
        Network front = new Network(block.hidden, 1);
        carry(network, block.tensors, front, 0, block.own);
        System.arraycopy(network.state(), block.states, front.state(), 0, front.state().length);
        return front.forward(features);
    }

    /** The training of the layer that is next. */
    private TrainingRun begun() {
        int l = results.size();
        Block block = blocks.get(l);
        Network part =
                Network.initialised(block.trained, initialiser, stream.child(l).child("readout"), network.batch());
        carry(network, block.tensors, part, 0, block.own);
        System.arraycopy(network.state(), block.states, part.state(), 0, part.state().length);
        return new TrainingRun(part, Batches.of(features, targets), settings, stream.child(l));
    }

    @Override
    public void save(Path file) throws IOException {
        double[] inner = finished() ? new double[0] : run.progress();
        double[] progress = new double[1 + RESULT * results.size() + inner.length];
        progress[0] = results.size();
        int at = 1;
        for (TrainingResult result : results) {
            progress[at++] = result.outcome().ordinal();
            progress[at++] = result.epochs();
            progress[at++] = result.trainingError();
            progress[at++] = result.trainingLoss();
        }
        System.arraycopy(inner, 0, progress, at, inner.length);
        List<float[]> arrays = ownArrays();
        if (!finished()) {
            arrays.addAll(run.arrays());
        }
        Checkpoint.write(file, identity(), progress, arrays);
    }

    /** The network first: only it gives the features that the unfinished layer is trained on. */
    @Override
    public void resume(Path file) throws IOException {
        double[] progress = Checkpoint.read(file, identity(), numbers -> ownArrays());
        results.clear();
        features = inputs;
        int at = 1;
        for (int l = 0; l < (int) progress[0]; l++) {
            results.add(new TrainingResult(
                    Outcome.values()[(int) progress[at]], (int) progress[at + 1], progress[at + 2], progress[at + 3]));
            at += RESULT;
            if (!finished()) {
                features = passed(blocks.get(l));
            }
        }
        if (!finished()) {
            run = begun();
            List<float[]> places =
                    new ArrayList<>(Collections.nCopies(ownArrays().size(), null));
            places.addAll(run.arrays());
            Checkpoint.read(file, identity(), numbers -> places);
            run.restore(Arrays.copyOfRange(progress, at, progress.length));
        }
    }

    /** The network's numbers; not copies. */
    private List<float[]> ownArrays() {
        network.close();
        List<float[]> arrays = new ArrayList<>();
        arrays.add(network.array());
        arrays.add(network.state());
        return arrays;
    }

    private Checkpoint.Identity identity() {
        if (fingerprint == null) {
            fingerprint = Fingerprint.of(Batches.of(inputs, targets));
        }
        return new Checkpoint.Identity(
                network.architecture().toString(),
                settings + ", layer by layer, readouts by " + initialiser,
                fingerprint,
                stream.toString());
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

    /** The hidden layers, the last one with the network's own readout. */
    private static List<Block> blocks(Architecture architecture) {
        List<List<Layer>> parts = parts(architecture);
        Parameterisation factors = architecture.parameterisation();
        List<Block> blocks = new ArrayList<>();
        Shape shape = architecture.input();
        int tensors = 0;
        int states = 0;
        for (int l = 0; l < parts.size() - 1; l++) {
            boolean last = l == parts.size() - 2;
            Architecture hidden = new Architecture(shape, parts.get(l), factors);
            Architecture trained = last
                    ? new Architecture(shape, joined(parts.get(l), parts.get(l + 1)), factors)
                    : readout(hidden, architecture.outputs());
            int own = (last ? trained : hidden).tensors().size();
            blocks.add(new Block(hidden, trained, own, tensors, states));
            shape = hidden.output();
            tensors += own;
            states += trained.states().stream().mapToInt(Tensor::size).sum();
        }
        return blocks;
    }

    /** Hidden layers, each with what follows it, and last the readout; what comes before the first belongs to it. */
    private static List<List<Layer>> parts(Architecture architecture) {
        List<List<Layer>> parts = new ArrayList<>();
        boolean open = false;
        for (Layer layer : architecture.layers()) {
            boolean weighted = weighted(layer);
            if (parts.isEmpty() || weighted && open) {
                parts.add(new ArrayList<>());
                open = false;
            }
            open |= weighted;
            parts.getLast().add(layer);
        }
        if (parts.size() < 2 || !(parts.getLast().getFirst() instanceof Dense)) {
            throw new IllegalArgumentException(
                    "training layer by layer needs at least 1 hidden layer and a dense layer as"
                            + " readout, but the network is " + architecture.layers());
        }
        return parts;
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
