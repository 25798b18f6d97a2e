package fathom.nn;

import fathom.nn.stage.DenseStage;
import fathom.nn.stage.ReluStage;
import fathom.nn.stage.ScaledStage;
import fathom.nn.stage.Stage;
import java.util.ArrayList;
import java.util.List;

/** From an architecture to the stages that compute it: a ReLU right after a dense layer becomes part of that layer's stage. */
final class Stages {

    private Stages() {}

    /**
     * @param parameters read
     * @param gradient where the gradient goes, or what the direction of a tangent is read from
     */
    static List<Stage> of(Architecture architecture, float[] parameters, float[] gradient) {
        List<Layer> layers = architecture.layers();
        int[] widths = architecture.widths();
        List<Stage> stages = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            switch (layers.get(i)) {
                case Dense _ -> {
                    boolean relu = i + 1 < layers.size() && layers.get(i + 1) instanceof Activated;
                    stages.add(dense(architecture, i, parameters, gradient, relu));
                    i += relu ? 1 : 0;
                }
                case Activated _ -> stages.add(new ReluStage(widths[i]));
                case Scaled(double alpha) -> stages.add(new ScaledStage(widths[i], (float) alpha));
            }
        }
        return List.copyOf(stages);
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

    private static Stage dense(
            Architecture architecture, int layer, float[] parameters, float[] gradient, boolean relu) {
        List<Tensor> tensors = architecture.tensors().stream()
                .filter(tensor -> tensor.layer() == layer)
                .toList();
        Tensor weight = tensors.get(0);
        Tensor bias = tensors.get(1);
        return new DenseStage(
                new DenseStage.Tensors(weight.of(parameters), bias.of(parameters)),
                new DenseStage.Tensors(weight.of(gradient), bias.of(gradient)),
                (float) architecture.weightFactor(layer),
                (float) architecture.biasFactor(layer),
                relu);
    }
}
