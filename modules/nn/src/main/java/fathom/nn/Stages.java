package fathom.nn;

import fathom.nn.stage.ActivatedStage;
import fathom.nn.stage.DenseStage;
import fathom.nn.stage.ForkStage;
import fathom.nn.stage.JoinStage;
import fathom.nn.stage.LayerNormStage;
import fathom.nn.stage.ReluStage;
import fathom.nn.stage.ScaledStage;
import fathom.nn.stage.Shortcut;
import fathom.nn.stage.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From an architecture to the stages that compute it: a ReLU right after a dense layer becomes part of that layer's stage. */
final class Stages {

    private final Architecture architecture;
    private final List<Node> nodes;
    private final float[] parameters;
    private final float[] gradient;

    private Stages(Architecture architecture, float[] parameters, float[] gradient) {
        this.architecture = architecture;
        this.nodes = architecture.nodes();
        this.parameters = parameters;
        this.gradient = gradient;
    }

    /**
     * @param parameters read
     * @param gradient where the gradient goes, or what the direction of a tangent is read from
     */
    static List<Stage> of(Architecture architecture, float[] parameters, float[] gradient) {
        return new Stages(architecture, parameters, gradient).list();
    }

    private List<Stage> list() {
        Map<Integer, Shortcut> shortcuts = new HashMap<>();
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            switch (nodes.get(i)) {
                case Node.Plain(Layer layer, Shape in, Shape out) -> {
                    boolean relu = nodes.get(i).weighted() && i + 1 < nodes.size() && isRelu(nodes.get(i + 1));
                    stages.add(plain(i, layer, out, relu));
                    i += relu ? 1 : 0;
                }
                case Node.Fork(Shape shape, int pair) -> {
                    shortcuts.put(pair, new Shortcut(shape.size()));
                    stages.add(new ForkStage(shortcuts.get(pair)));
                }
                case Node.Join(Shape _, int pair) -> stages.add(new JoinStage(shortcuts.get(pair)));
            }
        }
        return List.copyOf(stages);
    }

    private static boolean isRelu(Node node) {
        return node instanceof Node.Plain(Activated activated, Shape _, Shape _) && activated.isRelu();
    }

    private Stage plain(int number, Layer layer, Shape out, boolean relu) {
        return switch (layer) {
            case Dense _ -> dense(number, relu);
            case Activated activated ->
                activated.isRelu()
                        ? new ReluStage(out.size())
                        : new ActivatedStage(out.size(), activated.activation());
            case Scaled(double alpha) -> new ScaledStage(out.size(), (float) alpha);
            case LayerNorm(double epsilon) -> {
                List<Tensor> tensors = architecture.tensors(number);
                yield new LayerNormStage(
                        new LayerNormStage.Tensors(
                                tensors.get(0).of(parameters), tensors.get(1).of(parameters)),
                        new LayerNormStage.Tensors(
                                tensors.get(0).of(gradient), tensors.get(1).of(gradient)),
                        epsilon);
            }
            case Residual _ -> throw new AssertionError("laid out flat before");
        };
    }

    private Stage dense(int number, boolean relu) {
        List<Tensor> tensors = architecture.tensors(number);
        Tensor weight = tensors.get(0);
        Tensor bias = tensors.get(1);
        return new DenseStage(
                new DenseStage.Tensors(weight.of(parameters), bias.of(parameters)),
                new DenseStage.Tensors(weight.of(gradient), bias.of(gradient)),
                (float) architecture.weightFactor(number),
                (float) architecture.biasFactor(number),
                relu);
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
