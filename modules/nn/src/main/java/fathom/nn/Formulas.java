package fathom.nn;

import fathom.nn.stage.Noise;
import fathom.nn.twin.BatchNormFormula;
import fathom.nn.twin.ConvolutionFormula;
import fathom.nn.twin.DenseFormula;
import fathom.nn.twin.DropoutFormula;
import fathom.nn.twin.ElementFormula;
import fathom.nn.twin.Formula;
import fathom.nn.twin.LayerNormFormula;
import fathom.nn.twin.PoolFormula;
import fathom.nn.twin.SumFormula;
import fathom.simd.Activation;
import fathom.simd.image.Window;
import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From an architecture to the formulas of its twin.
 *
 * @param partner where gradients go, or where a direction is
 * @param state the running averages
 */
record Formulas(
        Architecture architecture, double[] parameters, double[] partner, double[] state, Noise noise, Mode mode) {

    /** One formula for each layer, counted as in {@link Tensor#layer}. */
    List<Formula> list() {
        Map<Integer, SumFormula.Shortcut> shortcuts = new HashMap<>();
        Map<Integer, SumFormula.Shortcut> added = new HashMap<>();
        List<Formula> formulas = new ArrayList<>();
        List<Node> nodes = architecture.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            formulas.add(
                    switch (nodes.get(i)) {
                        case Node.Plain(Layer layer, Shape in, Shape _) -> formula(layer, i, in);
                        case Node.Fork(Shape _, int pair) -> {
                            shortcuts.put(pair, new SumFormula.Shortcut());
                            added.put(pair, shortcuts.get(pair));
                            yield new SumFormula.Fork(shortcuts.get(pair));
                        }
                        case Node.Turn(Shape _, Shape _, int pair) -> {
                            added.put(pair, new SumFormula.Shortcut());
                            yield new SumFormula.Turn(shortcuts.get(pair), added.get(pair));
                        }
                        case Node.Join(Shape _, int pair) -> new SumFormula.Join(added.get(pair));
                    });
        }
        return formulas;
    }

    private Formula formula(Layer layer, int number, Shape in) {
        return switch (layer) {
            case Dense _ ->
                new DenseFormula(
                        at(number, 0, parameters),
                        at(number, 1, parameters),
                        at(number, 0, partner),
                        at(number, 1, partner),
                        architecture.weightFactor(number),
                        architecture.biasFactor(number));
            case Convolution(int _, Window window) ->
                new ConvolutionFormula(
                        at(number, 0, parameters),
                        at(number, 1, parameters),
                        at(number, 0, partner),
                        at(number, 1, partner),
                        architecture.weightFactor(number),
                        architecture.biasFactor(number),
                        image(in),
                        window);
            case LayerNorm(double epsilon) ->
                new LayerNormFormula(
                        at(number, 0, parameters),
                        at(number, 1, parameters),
                        at(number, 0, partner),
                        at(number, 1, partner),
                        epsilon);
            case BatchNorm(double epsilon, double _) -> batchNorm(number, epsilon);
            case Dropout(double rate) ->
                mode == Mode.EVALUATION
                        ? ElementFormula.multiple(1)
                        : new DropoutFormula(rate, noise.stream().child(number), noise.firstIndex());
            case Activated(Activation activation) -> ElementFormula.of(activation);
            case Scaled(double alpha) -> ElementFormula.multiple(alpha);
            case MaxPool(Window window) -> new PoolFormula(image(in), window, true);
            case AveragePool(Window window) -> new PoolFormula(image(in), window, false);
            case GlobalAveragePool _ -> new PoolFormula(image(in), Stages.whole(in), false);
            case Flatten _ -> ElementFormula.multiple(1);
            case Residual _ -> throw new AssertionError("laid out flat before");
        };
    }

    private Formula batchNorm(int number, double epsilon) {
        boolean frozen = mode == Mode.EVALUATION;
        List<Tensor> states = architecture.states(number);
        return new BatchNormFormula(
                at(number, 0, parameters),
                at(number, 1, parameters),
                at(number, 0, partner),
                at(number, 1, partner),
                epsilon,
                frozen ? states.get(0).of(state) : null,
                frozen ? states.get(1).of(state) : null);
    }

    private DoubleMatrix at(int number, int which, double[] array) {
        return architecture.tensors(number).get(which).of(array);
    }

    private static ConvolutionFormula.Image image(Shape shape) {
        return new ConvolutionFormula.Image(shape.channels(), shape.height(), shape.width());
    }
}
