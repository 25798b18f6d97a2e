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
import java.util.List;

/**
 * A network of floats: an architecture, one array with all its parameters, and the room that its passes need, taken once.
 *
 * <p>Outputs are those of evaluation, gradients those of training: the two differ where there is batch normalisation or dropout.
 *
 * <p>A row's output has the same bits in every batch and at every number of threads. A network is not safe for use by several
 * threads at once; its own products use as many as {@link fathom.simd.machine.Parallelism} allows.
 */
public final class Network {

    /** Rows that {@link #forward} takes at a time: enough to make up for reading every weight once. */
    private static final int BLOCK = 256;

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
        this.inference = new Inference(Stages.frozen(stages), widths, BLOCK);
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
        return Float.BYTES * (3L * architecture.parameters() + 2L * BLOCK * widest) + passes + scratch;
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
        checkInputs(x);
        FloatMatrix outputs = FloatMatrix.zeros(x.rows(), architecture.outputs());
        for (int from = 0; from < x.rows(); from += BLOCK) {
            int to = Math.min(x.rows(), from + BLOCK);
            inference.forward(x.rows(from, to), outputs.rows(from, to));
        }
        return outputs;
    }

    /** The network as a table: each layer, the shape of its output, and its parameters. */
    public String summary() {
        return Summary.of(architecture);
    }

    /** Shows what every stage makes of the rows of {@code x}, block after block, without keeping it. */
    void representations(FloatMatrix x, Inference.Spectator spectator) {
        checkInputs(x);
        for (int from = 0; from < x.rows(); from += BLOCK) {
            inference.show(x.rows(from, Math.min(x.rows(), from + BLOCK)), spectator);
        }
    }

    /**
     * The derivative of the mean loss of a batch by every parameter.
     *
     * <pre>
     * g = d/dtheta (1/n) sum_i sum_j l(f_j(x_i; theta), y_ij)
     * </pre>
     *
     * @param x n x inputs, 1 <= n <= {@link #batch()}
     * @param targets n x outputs
     * @return this network's gradient, overwritten by the next call
     * @throws IllegalArgumentException if shapes do not fit, or a target lies outside the loss's range
     */
    public Gradient gradient(FloatMatrix x, FloatMatrix targets, Loss loss) {
        checkInputs(x);
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
        close();
        return step(Batch.of(x), targets, loss, null);
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

    /** Running averages take over the batch of the latest {@link #step}. */
    void settle() {
        for (Stage stage : stages) {
            stage.settle();
        }
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

    private void checkInputs(FloatMatrix x) {
        if (x.columns() != architecture.inputs()) {
            throw new ShapeMismatchException("inputs are " + x.shape() + ", but this network takes rows of "
                    + architecture.inputs() + ": they must be n x " + architecture.inputs());
        }
    }
}
