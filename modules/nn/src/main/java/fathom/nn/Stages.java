package fathom.nn;

import fathom.nn.stage.ActivatedStage;
import fathom.nn.stage.BatchNormStage;
import fathom.nn.stage.ConvolutionStage;
import fathom.nn.stage.DenseStage;
import fathom.nn.stage.DropoutStage;
import fathom.nn.stage.ForkStage;
import fathom.nn.stage.IdentityStage;
import fathom.nn.stage.JoinStage;
import fathom.nn.stage.LayerNormStage;
import fathom.nn.stage.Noise;
import fathom.nn.stage.PoolStage;
import fathom.nn.stage.ScaledStage;
import fathom.nn.stage.Shortcut;
import fathom.nn.stage.Stage;
import fathom.nn.stage.TurnStage;
import fathom.simd.image.Pooling;
import fathom.simd.image.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From an architecture to the stages that compute it: a ReLU right after a dense layer becomes part of that layer's stage. */
final class Stages {

    private final Architecture architecture;
    private final List<Node> nodes;
    private final Room room;

    /**
     * The arrays that stages are bound to.
     *
     * @param parameters read
     * @param gradient where the gradient goes, or what the direction of a tangent is read from
     * @param state what learns and is no parameter
     * @param noise where dropouts draw from
     */
    record Room(float[] parameters, float[] gradient, float[] state, Noise noise) {}

    private Stages(Architecture architecture, Room room) {
        this.architecture = architecture;
        this.nodes = architecture.nodes();
        this.room = room;
    }

    /** The stages of training. */
    static List<Stage> of(Architecture architecture, Room room) {
        return new Stages(architecture, room).list();
    }

    /** The same stages as they act in evaluation. */
    static List<Stage> frozen(List<Stage> stages) {
        return stages.stream().map(Stage::frozen).toList();
    }

    private List<Stage> list() {
        Map<Integer, Shortcut> shortcuts = new HashMap<>();
        Map<Integer, Shortcut> added = new HashMap<>();
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            switch (nodes.get(i)) {
                case Node.Plain(Flatten _, Shape _, Shape _) when nodes.size() > 1 -> {}
                case Node.Plain(Layer layer, Shape in, Shape out) -> {
                    boolean relu = nodes.get(i).weighted() && i + 1 < nodes.size() && isRelu(nodes.get(i + 1));
                    stages.add(plain(i, layer, in, out, relu));
                    i += relu ? 1 : 0;
                }
                case Node.Fork(Shape shape, int pair) -> {
                    Shortcut shortcut = new Shortcut(shape.size());
                    shortcuts.put(pair, shortcut);
                    added.put(pair, shortcut);
                    stages.add(new ForkStage(shortcut));
                }
                case Node.Turn(Shape shape, Shape _, int pair) -> {
                    added.put(pair, new Shortcut(shape.size()));
                    stages.add(new TurnStage(shortcuts.get(pair), added.get(pair)));
                }
                case Node.Join(Shape _, int pair) -> stages.add(new JoinStage(added.get(pair)));
            }
        }
        return List.copyOf(stages);
    }

    private static boolean isRelu(Node node) {
        return node instanceof Node.Plain(Activated activated, Shape _, Shape _) && activated.isRelu();
    }

    private Stage plain(int number, Layer layer, Shape in, Shape out, boolean relu) {
        int width = out.size();
        return switch (layer) {
            case Dense _ ->
                new DenseStage(
                        weights(number, room.parameters),
                        weights(number, room.gradient),
                        (float) architecture.weightFactor(number),
                        (float) architecture.biasFactor(number),
                        relu);
            case Convolution(int outputs, Window window) ->
                new ConvolutionStage(
                        weights(number, room.parameters),
                        weights(number, room.gradient),
                        new fathom.simd.image.Convolution(in.channels(), in.height(), in.width(), window, outputs),
                        width,
                        (float) architecture.weightFactor(number),
                        (float) architecture.biasFactor(number),
                        relu);
            case Activated activated -> new ActivatedStage(width, activated.activation(), activated.isRelu());
            case Scaled(double alpha) -> new ScaledStage(width, (float) alpha);
            case LayerNorm(double epsilon) ->
                new LayerNormStage(gains(number, room.parameters), gains(number, room.gradient), epsilon);
            case BatchNorm(double epsilon, double momentum) ->
                new BatchNormStage(
                        width,
                        gains(number, room.parameters),
                        gains(number, room.gradient),
                        averages(number),
                        epsilon,
                        momentum);
            case Dropout(double rate) -> new DropoutStage(width, number, rate, room.noise);
            case MaxPool(Window window) -> new PoolStage(pooling(in, window), width, true);
            case AveragePool(Window window) -> new PoolStage(pooling(in, window), width, false);
            case GlobalAveragePool _ -> new PoolStage(pooling(in, whole(in)), width, false);
            case Flatten _ -> new IdentityStage(width);
            case Residual _ -> throw new AssertionError("laid out flat before");
        };
    }

    /** The window that is the whole image. */
    static Window whole(Shape image) {
        return new Window(image.height(), image.width(), 1, 1, 0, 0);
    }

    private static Pooling pooling(Shape in, Window window) {
        return new Pooling(in.channels(), in.height(), in.width(), window);
    }

    private DenseStage.Tensors weights(int number, float[] array) {
        List<Tensor> tensors = architecture.tensors(number);
        return new DenseStage.Tensors(tensors.get(0).of(array), tensors.get(1).of(array));
    }

    private LayerNormStage.Tensors gains(int number, float[] array) {
        List<Tensor> tensors = architecture.tensors(number);
        return new LayerNormStage.Tensors(
                tensors.get(0).of(array), tensors.get(1).of(array));
    }

    private BatchNormStage.Averages averages(int number) {
        List<Tensor> states = architecture.states(number);
        return new BatchNormStage.Averages(
                states.get(0).of(room.state), states.get(1).of(room.state));
    }

    /** Width of the input and of every stage's output. */
    static int[] widths(int inputs, List<Stage> stages) {
        int[] widths = new int[stages.size() + 1];
        widths[0] = inputs;
        for (int i = 0; i < stages.size(); i++) {
            widths[i + 1] = stages.get(i).outputs();
        }
        return widths;
    }

    /** Where each stage's parameters begin, and last where they end: stages hold them in order. */
    static int[] firstParameters(List<Stage> stages) {
        int[] first = new int[stages.size() + 1];
        for (int i = 0; i < stages.size(); i++) {
            first[i + 1] = first[i] + stages.get(i).parameters();
        }
        return first;
    }
}
