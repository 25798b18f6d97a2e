package fathom.nn;

import fathom.nn.twin.DenseFormula;
import fathom.nn.twin.ElementFormula;
import fathom.nn.twin.Formula;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.ArrayList;
import java.util.List;

/**
 * The slow twin of {@link Network}: the same function and the same derivative in double, formula by formula. It is the
 * definition; tests hold it against finite differences, and the fast network against it.
 */
public final class DoubleNetwork {

    private final Architecture architecture;
    private final double[] parameters;

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
    }

    /** The twin of {@code network} as it is now: a copy of its parameters, which every double holds exactly. */
    public static DoubleNetwork of(Network network) {
        double[] parameters = new double[network.parameters().length];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = network.parameters()[i];
        }
        return new DoubleNetwork(network.architecture(), parameters);
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
     * What every layer reads, and last the outputs: A_0 = x, A_{i+1} = layer i of A_i.
     *
     * @param x n x inputs
     */
    public DoubleMatrix[] values(DoubleMatrix x) {
        if (x.columns() != architecture.inputs()) {
            throw new ShapeMismatchException("inputs are " + x.shape() + ", but this network takes rows of "
                    + architecture.inputs() + ": they must be n x " + architecture.inputs());
        }
        List<Formula> formulas = formulas(parameters);
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
        DoubleMatrix outputs = forward(x);
        DoubleMatrix slopes = DoubleMatrix.zeros(outputs.rows(), outputs.columns());
        for (int i = 0; i < slopes.rows(); i++) {
            for (int j = 0; j < slopes.columns(); j++) {
                slopes.set(i, j, loss.slope(outputs.get(i, j), targets.get(i, j)) / x.rows());
            }
        }
        return vectorJacobian(x, slopes);
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
        List<Formula> formulas = formulas(gradient);
        DoubleMatrix[] values = values(x);
        DoubleMatrix slope = u;
        for (int i = formulas.size() - 1; i >= 0; i--) {
            slope = formulas.get(i).backward(values[i], slope);
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
        List<Formula> formulas = formulas(v);
        DoubleMatrix[] values = values(x);
        DoubleMatrix moved = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < formulas.size(); i++) {
            moved = formulas.get(i).tangent(values[i], moved);
        }
        return moved;
    }

    /**
     * @param partner where gradients go, or where a direction is
     */
    private List<Formula> formulas(double[] partner) {
        List<Formula> formulas = new ArrayList<>();
        for (int i = 0; i < architecture.layers().size(); i++) {
            formulas.add(
                    switch (architecture.layers().get(i)) {
                        case Dense _ -> {
                            Tensor weight = tensor(i, Tensor.Kind.WEIGHT);
                            Tensor bias = tensor(i, Tensor.Kind.BIAS);
                            yield new DenseFormula(
                                    weight.of(parameters),
                                    bias.of(parameters),
                                    weight.of(partner),
                                    bias.of(partner),
                                    architecture.weightFactor(i),
                                    architecture.biasFactor(i));
                        }
                        case Activated(Activation _) -> ElementFormula.relu();
                        case Scaled(double alpha) -> ElementFormula.multiple(alpha);
                    });
        }
        return formulas;
    }

    private Tensor tensor(int layer, Tensor.Kind kind) {
        for (Tensor tensor : architecture.tensors()) {
            if (tensor.layer() == layer && tensor.kind() == kind) {
                return tensor;
            }
        }
        throw new IllegalStateException("layer " + layer + " has no " + kind);
    }
}
