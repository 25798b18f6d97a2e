package fathom.nn;

import fathom.nn.stage.Batch;
import fathom.nn.stage.DescendingStage;
import fathom.nn.stage.Noise;
import fathom.nn.stage.Stage;
import fathom.nn.stage.Workspace;
import fathom.nn.update.SgdUpdate;
import fathom.nn.update.Update;
import fathom.simd.Elementwise;
import fathom.simd.image.Window;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A network of floats: an architecture, one array with all its parameters, and the room that its passes need, taken once.
 *
 * <p>Outputs are those of evaluation, gradients those of training: the two differ where there is batch normalisation or dropout.
 *
 * <p>A row's output has the same bits in every batch and at every number of threads. A network serves one caller at a time and refuses a
 * second one by an {@link IllegalStateException}; its own products use as many threads as {@link fathom.simd.machine.Parallelism} allows.
 * Threads that predict share a {@link #predictor}; threads that train take a {@link #copy} each.
 */
public final class Network {

    private final Architecture architecture;
    private final float[] parameters;
    private final Gradient gradient;
    private final float[] state;
    private final Noise noise;
    private final List<Stage> stages;
    private final int[] firstParameter;
    private final Workspace workspace;
    private final Inference inference;
    private final double[][] rows;
    private final ExclusiveUse use =
            new ExclusiveUse("this network", "share predictor() between threads, or give each its own copy()");
    /** Whether somebody else holds the array of parameters, who may read or write it at any time when no epoch is under way. */
    private boolean lent;

    /**
     * A network whose parameters are all zero.
     *
     * @param batch the most rows that {@link #gradient} will be given, at least 1
     * @throws IllegalArgumentException if {@code batch} is less than 1
     */
    public Network(Architecture architecture, int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("a network needs room for a batch of at least 1 row, not " + batch);
        }
        this.architecture = architecture;
        this.parameters = new float[architecture.parameters()];
        this.gradient = new Gradient(parameters.length);
        this.state = freshState(architecture);
        this.noise = new Noise();
        this.stages = Stages.of(architecture, new Stages.Room(parameters, gradient.values(), state, noise));
        this.firstParameter = Stages.firstParameters(stages);
        int[] widths = Stages.widths(architecture.inputs(), stages);
        this.workspace = new Workspace(widths, batch);
        this.inference = new Inference(Stages.frozen(stages), widths);
        this.rows = new double[3][architecture.outputs()];
    }

    /** A network with fresh parameters, a function of the architecture, the initialiser and the stream alone. */
    public static Network initialised(
            Architecture architecture, Initialiser initialiser, RandomStream stream, int batch) {
        return initialised(architecture, initialiser, 0, stream, batch);
    }

    /** {@link #initialised(Architecture, Initialiser, RandomStream, int)} with every acting bias of a dense layer or convolution at {@code bias}. */
    public static Network initialised(
            Architecture architecture, Initialiser initialiser, double bias, RandomStream stream, int batch) {
        Network network = new Network(architecture, batch);
        initialiser.initialise(architecture, network.parameters, bias, stream);
        return network;
    }

    /** An estimate of the bytes that {@code new Network(architecture, batch)} takes, with the room of its convolutions on one thread. */
    public static long bytes(Architecture architecture, int batch) {
        int[] widths = architecture.shapes().stream().mapToInt(Shape::size).toArray();
        long widest = 0;
        for (int width : widths) {
            widest = Math.max(widest, width);
        }
        long scratch = 0;
        for (Node node : architecture.nodes()) {
            if (node instanceof Node.Plain(Convolution(int outputs, Window window), Shape in, Shape _)) {
                scratch += fathom.simd.image.Convolution.bytes(in.channels(), in.height(), in.width(), window, outputs);
            }
        }
        long passes = Workspace.bytes(widths, batch);
        return Float.BYTES * (3L * architecture.parameters() + 2L * Inference.BLOCK * widest) + passes + scratch;
    }

    public Architecture architecture() {
        return architecture;
    }

    /** The most rows that {@link #gradient} takes. */
    public int batch() {
        return workspace.capacity();
    }

    /** All parameters, in the order of {@link Architecture#tensors}; not a copy: writing to it changes the network. */
    public float[] parameters() {
        use.check();
        lent = true;
        close();
        return parameters;
    }

    /** What learns and is no parameter, in the order of {@link Architecture#states}; not a copy. */
    public float[] state() {
        return state;
    }

    /** One tensor of the parameters, as a view. */
    public FloatMatrix parameter(Tensor tensor) {
        return tensor.of(parameters());
    }

    /**
     * F := the network's outputs.
     *
     * @param x n x inputs, any n
     * @return n x outputs, fresh
     * @throws ShapeMismatchException if {@code x} does not have the network's number of inputs
     */
    public FloatMatrix forward(FloatMatrix x) {
        architecture.checkInputs(x);
        use.enter();
        try {
            return inference.outputs(x);
        } finally {
            use.exit();
        }
    }

    /** What this network computes now, for any number of threads at once; what happens to the network later leaves it alone. */
    public Predictor predictor() {
        return new Predictor(architecture, parameters(), state);
    }

    /** A network of the same architecture, batch, parameters and running averages, with nothing in common. */
    public Network copy() {
        Network copy = new Network(architecture, batch());
        System.arraycopy(parameters(), 0, copy.parameters, 0, parameters.length);
        System.arraycopy(state, 0, copy.state, 0, state.length);
        copy.noise.set(noise);
        return copy;
    }

    /**
     * The network that {@link Weights#write} wrote: its architecture is in the file.
     *
     * @param batch the most rows that {@link #gradient} will be given, at least 1
     * @throws fathom.simd.file.FileFormatException if the file is missing or damaged, or says nothing of the architecture
     */
    public static Network load(Path file, int batch) throws IOException {
        return Weights.load(file, batch);
    }

    /** {@link #load(Path, int)} of a network that is not trained further by batches of more than 1 row. */
    public static Network load(Path file) throws IOException {
        return load(file, 1);
    }

    /** The network as a table: each layer, the shape of its output, and its parameters. */
    public String summary() {
        return Summary.of(architecture);
    }

    /** Shows what every stage makes of the rows of {@code x}, block after block, without keeping it. */
    void representations(FloatMatrix x, Inference.Spectator spectator) {
        architecture.checkInputs(x);
        use.enter();
        try {
            inference.show(x, spectator);
        } finally {
            use.exit();
        }
    }

    /**
     * The derivative of the mean loss of a batch by every parameter.
     *
     * <pre>
     * g = d/dtheta (1/n) sum_i sum_j l(f_j(x_i; theta), y_ij)
     * </pre>
     *
     * @param x n x inputs, 1 ≤ n ≤ {@link #batch()}
     * @param targets n x outputs
     * @return this network's gradient, overwritten by the next call
     * @throws IllegalArgumentException if shapes do not fit, a target lies outside the loss's range, or a {@link BatchNorm} would see one
     *     value alone
     */
    public Gradient gradient(FloatMatrix x, FloatMatrix targets, Loss loss) {
        architecture.checkInputs(x);
        if (x.rows() < 1 || x.rows() > workspace.capacity()) {
            throw new IllegalArgumentException(
                    "a batch of " + x.rows() + " rows does not fit this network, made for 1 to " + workspace.capacity()
                            + ": make it with a larger batch, or split the batch");
        }
        if (targets.rows() != x.rows() || targets.columns() != architecture.outputs()) {
            throw new ShapeMismatchException("targets are " + targets.shape() + ", but " + x.rows() + " rows and "
                    + architecture.outputs() + " outputs need " + x.rows() + " x " + architecture.outputs());
        }
        loss.check(targets);
        architecture.checkTrainingRows(x.rows());
        use.enter();
        try {
            close();
            return step(Batch.of(x), targets, loss, null);
        } finally {
            use.exit();
        }
    }

    /**
     * {@link #gradient} without its checks, for the training loop, which checks its data once; nothing goes backwards from a loss that is
     * not finite.
     *
     * @param update moves each stage's parameters as soon as nothing needs them any more, while they are in cache; null for none
     */
    Gradient step(Batch x, FloatMatrix targets, Loss loss, Update update) {
        Workspace.Views views = workspace.views(x.values().rows());
        int last = stages.size() - 1;
        for (int i = 0; i <= last; i++) {
            stages.get(i).forward(i == 0 ? x : views.out(i - 1), views.out(i));
        }
        FloatMatrix outputs = views.last();
        int mistakes = Classification.mistakes(outputs, targets);
        gradient.set(loss.slopes(outputs, targets, views.outGradient(last).values(), rows), mistakes);
        if (!Double.isFinite(gradient.loss())) {
            return gradient;
        }
        for (int i = last; i >= 0; i--) {
            Batch in = i == 0 ? x : views.out(i - 1);
            Batch inGradient = i == 0 ? null : views.outGradient(i - 1);
            int from = firstParameter[i];
            if (update instanceof SgdUpdate descent
                    && stages.get(i) instanceof DescendingStage stage
                    && stage.opened()) {
                stage.descend(in, views.out(i), views.outGradient(i), inGradient, descent.rate(), descent.decay());
                from += stage.moved();
            } else {
                stages.get(i).backward(in, views.out(i), views.outGradient(i), inGradient);
            }
            if (update != null) {
                update.apply(from, firstParameter[i + 1]);
            }
        }
        return gradient;
    }

    /**
     * Lets the stages that can take steps of plain gradient descent by themselves take their parameters over, until {@link #close}. They keep
     * them from epoch to epoch where nobody else holds the array of parameters.
     */
    void open() {
        for (Stage stage : stages) {
            if (stage instanceof DescendingStage descending) {
                descending.open();
            }
        }
    }

    /** Brings {@link #parameters} up to date. */
    void close() {
        for (Stage stage : stages) {
            if (stage instanceof DescendingStage descending) {
                descending.close();
            }
        }
    }

    /** {@link #close}, but only where somebody might miss what is not in the array. */
    void rest() {
        if (lent) {
            close();
        }
    }

    /** Whether every parameter is a finite number. */
    boolean finite() {
        for (int i = 0; i < stages.size(); i++) {
            int from = firstParameter[i];
            if (stages.get(i) instanceof DescendingStage stage && stage.opened()) {
                if (!Finite.all(stage.taken())) {
                    return false;
                }
                from += stage.moved();
            }
            if (!Finite.all(parameters, from, firstParameter[i + 1])) {
                return false;
            }
        }
        return true;
    }

    /** {@link #parameters} for those who do without what the stages have taken over, or {@link #close} before. */
    float[] array() {
        return parameters;
    }

    /** Dropouts draw from step {@code step} of {@code stream} from now on. */
    void noise(RandomStream stream, long step) {
        noise.set(stream, step);
    }

    Noise noise() {
        return noise;
    }

    /**
     * Running averages take over the batch of the latest {@link #step}.
     *
     * @param share its rows over those of a full batch
     */
    void settle(double share) {
        for (Stage stage : stages) {
            stage.settle(share);
        }
    }

    /** Whoever takes many steps holds the network meanwhile. */
    ExclusiveUse use() {
        return use;
    }

    /** What stages are bound to, with gradients or directions in {@code partner}. */
    Stages.Room room(float[] partner) {
        return new Stages.Room(parameters(), partner, state, noise);
    }

    /** Means 0 and variances 1. */
    static float[] freshState(Architecture architecture) {
        List<Tensor> states = architecture.states();
        float[] state = new float[states.stream().mapToInt(Tensor::size).sum()];
        for (Tensor tensor : states) {
            Elementwise.fill(tensor.of(state), tensor.kind() == Tensor.Kind.VARIANCE ? 1 : 0);
        }
        return state;
    }

    /** Where {@link #step} leaves the gradient. */
    float[] gradientValues() {
        return gradient.values();
    }
}
