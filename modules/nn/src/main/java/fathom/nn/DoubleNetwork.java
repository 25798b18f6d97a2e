package fathom.nn;

import fathom.nn.twin.DenseFormula;
import fathom.nn.twin.ElementFormula;
import fathom.nn.twin.Formula;
import fathom.nn.twin.LayerNormFormula;
import fathom.nn.twin.SumFormula;
import fathom.simd.Activation;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The slow twin of {@link Network}: the same function and the same derivative in double, formula by formula. It is the
 * definition; tests hold it against finite differences, and the fast network against it.
 */
public final class DoubleNetwork {

    private final Architecture architecture;
    private final double[] parameters;
    private final List<Formula> formulas;

    /**
     * @param parameters in the order of {@link Architecture#tensors}; shared, not copied
     * @throws IllegalArgumentException if their number is not the architecture's
     */
    public DoubleNetwork(Architecture architecture, double[] parameters) {
        if (parameters.length != architecture.parameters()) {
            throw new IllegalArgumentException(
                    "this architecture has " + architecture.parameters() + " parameters, not " + parameters.length);
        }
        this.architecture = architecture;
        this.parameters = parameters;
        this.formulas = formulas(new double[parameters.length]);
    }

    /** The twin of {@code network} as it is now: a copy of its parameters, which every double holds exactly. */
    public static DoubleNetwork of(Network network) {
        double[] parameters = new double[network.parameters().length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = network.parameters()[i];
        }
        return new DoubleNetwork(network.architecture(), parameters);
    }

    /** This architecture with other parameters, shared, not copied. */
    DoubleNetwork with(double[] others) {
        return new DoubleNetwork(architecture, others);
    }

    /** All parameters; not a copy: writing to it changes the network. */
    public double[] parameters() {
        return parameters;
    }

    /**
     * The network's outputs.
     *
     * @param x n x inputs
     * @return n x outputs, fresh
     */
    public DoubleMatrix forward(DoubleMatrix x) {
        DoubleMatrix[] values = values(x);
        return values[values.length - 1];
    }

    /**
     * What every layer reads, and last the outputs: A_0 = x, A_{i+1} = layer i of A_i, layers counted as in {@link Tensor#layer}.
     *
     * @param x n x inputs
     */
    public DoubleMatrix[] values(DoubleMatrix x) {
        if (x.columns() != architecture.inputs()) {
            throw new ShapeMismatchException("inputs are " + x.shape() + ", but this network takes rows of "
                    + architecture.inputs() + ": they must be n x " + architecture.inputs());
        }
        DoubleMatrix[] values = new DoubleMatrix[formulas.size() + 1];
        values[0] = x;
        for (int i = 0; i < formulas.size(); i++) {
            values[i + 1] = formulas.get(i).forward(values[i]);
        }
        return values;
    }

    /** (1/n) sum_i sum_j l(f_j(x_i), y_ij). */
    public double loss(DoubleMatrix x, DoubleMatrix targets, Loss loss) {
        DoubleMatrix outputs = forward(x);
        double sum = 0;
        for (int i = 0; i < outputs.rows(); i++) {
            for (int j = 0; j < outputs.columns(); j++) {
                sum += loss.value(outputs.get(i, j), targets.get(i, j));
            }
        }
        return sum / outputs.rows();
    }

    /** The derivative of {@link #loss} by every parameter. */
    public double[] gradient(DoubleMatrix x, DoubleMatrix targets, Loss loss) {
        return vectorJacobian(x, slopes(forward(x), targets, loss));
    }

    /** The derivative of the mean loss by every output. */
    static DoubleMatrix slopes(DoubleMatrix outputs, DoubleMatrix targets, Loss loss) {
        DoubleMatrix slopes = DoubleMatrix.zeros(outputs.rows(), outputs.columns());
        for (int i = 0; i < slopes.rows(); i++) {
            for (int j = 0; j < slopes.columns(); j++) {
                slopes.set(i, j, loss.slope(outputs.get(i, j), targets.get(i, j)) / outputs.rows());
            }
        }
        return slopes;
    }

    /**
     * The vector-Jacobian product u'J, by the chain rule from the last layer to the first: the derivative of sum_ij u_ij f_ij by every
     * parameter.
     *
     * @param x n x inputs
     * @param u n x outputs
     */
    public double[] vectorJacobian(DoubleMatrix x, DoubleMatrix u) {
        double[] gradient = new double[parameters.length];
        List<Formula> backwards = formulas(gradient);
        DoubleMatrix[] values = values(x);
        DoubleMatrix slope = u;
        for (int i = backwards.size() - 1; i >= 0; i--) {
            slope = backwards.get(i).backward(values[i], slope);
        }
        return gradient;
    }

    /**
     * The Jacobian-vector product J v: how the outputs move when the parameters move by v.
     *
     * @param x n x inputs
     * @param v one number for each parameter
     * @return n x outputs, fresh
     */
    public DoubleMatrix jacobianVector(DoubleMatrix x, double[] v) {
        List<Formula> tangents = formulas(v);
        DoubleMatrix[] values = values(x);
        DoubleMatrix moved = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < tangents.size(); i++) {
            moved = tangents.get(i).tangent(values[i], moved);
        }
        return moved;
    }

    /**
     * One formula for each layer, counted as in {@link Tensor#layer}.
     *
     * @param partner where gradients go, or where a direction is
     */
    List<Formula> formulas(double[] partner) {
        Map<Integer, SumFormula.Shortcut> shortcuts = new HashMap<>();
        List<Formula> formulas = new ArrayList<>();
        List<Node> nodes = architecture.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            formulas.add(
                    switch (nodes.get(i)) {
                        case Node.Plain(Layer layer, Shape _, Shape _) -> formula(layer, i, partner);
                        case Node.Fork(Shape _, int pair) -> {
                            shortcuts.put(pair, new SumFormula.Shortcut());
                            yield new SumFormula.Fork(shortcuts.get(pair));
                        }
                        case Node.Join(Shape _, int pair) -> new SumFormula.Join(shortcuts.get(pair));
                    });
        }
        return formulas;
    }

    private Formula formula(Layer layer, int number, double[] partner) {
        List<Tensor> tensors = architecture.tensors(number);
        return switch (layer) {
            case Dense _ ->
                new DenseFormula(
                        tensors.get(0).of(parameters),
                        tensors.get(1).of(parameters),
                        tensors.get(0).of(partner),
                        tensors.get(1).of(partner),
                        architecture.weightFactor(number),
                        architecture.biasFactor(number));
            case LayerNorm(double epsilon) ->
                new LayerNormFormula(
                        tensors.get(0).of(parameters),
                        tensors.get(1).of(parameters),
                        tensors.get(0).of(partner),
                        tensors.get(1).of(partner),
                        epsilon);
            case Activated(Activation activation) -> ElementFormula.of(activation);
            case Scaled(double alpha) -> ElementFormula.multiple(alpha);
            case Residual _ -> throw new AssertionError("laid out flat before");
        };
    }
}
