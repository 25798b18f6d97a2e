package fathom.nn;

import fathom.nn.stage.Noise;
import fathom.nn.twin.Formula;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.List;

/**
 * The slow twin of {@link Network}: the same function and the same derivative in double, formula by formula. It is the
 * definition; tests hold it against finite differences, and the fast network against it.
 */
public final class DoubleNetwork {

    private final Architecture architecture;
    private final double[] parameters;
    private final double[] state;
    private final Noise noise;

    /**
     * A network as it is before any training: with the running averages of the beginning.
     *
     * @param parameters in the order of {@link Architecture#tensors}; shared, not copied
     * @throws IllegalArgumentException if their number is not the architecture's
     */
    public DoubleNetwork(Architecture architecture, double[] parameters) {
        this(architecture, parameters, widened(Network.freshState(architecture)), new Noise());
    }

    private DoubleNetwork(Architecture architecture, double[] parameters, double[] state, Noise noise) {
        if (parameters.length != architecture.parameters()) {
            throw new IllegalArgumentException(
                    "this architecture has " + architecture.parameters() + " parameters, not " + parameters.length);
        }
        this.architecture = architecture;
        this.parameters = parameters;
        this.state = state;
        this.noise = noise;
    }

    /** The twin of {@code network} as it is now: a copy of its parameters, which every double holds exactly. */
    public static DoubleNetwork of(Network network) {
        return new DoubleNetwork(
                network.architecture(), widened(network.parameters()), widened(network.state()), network.noise());
    }

    private static double[] widened(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }

    /** This network with other parameters, shared, not copied. */
    DoubleNetwork with(double[] others) {
        return new DoubleNetwork(architecture, others, state, noise);
    }

    /** All parameters; not a copy: writing to it changes the network. */
    public double[] parameters() {
        return parameters;
    }

    /**
     * The network's outputs in evaluation.
     *
     * @param x n x inputs
     * @return n x outputs, fresh
     */
    public DoubleMatrix forward(DoubleMatrix x) {
        return values(x, Mode.EVALUATION)[architecture.nodes().size()];
    }

    /**
     * What every layer reads in evaluation, and last the outputs: A_0 = x, A_{i+1} = layer i of A_i, layers counted as in
     * {@link Tensor#layer}.
     *
     * @param x n x inputs
     */
    public DoubleMatrix[] values(DoubleMatrix x) {
        return values(x, Mode.EVALUATION);
    }

    DoubleMatrix[] values(DoubleMatrix x, Mode mode) {
        if (mode == Mode.TRAINING) {
            architecture.checkTrainingRows(x.rows());
        }
        return values(formulas(new double[parameters.length], mode), x);
    }

    private DoubleMatrix[] values(List<Formula> formulas, DoubleMatrix x) {
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

    /** (1/n) sum_i l(f(x_i), y_i), in training. */
    public double loss(DoubleMatrix x, DoubleMatrix targets, Loss loss) {
        DoubleMatrix outputs = values(x, Mode.TRAINING)[architecture.nodes().size()];
        double sum = 0;
        for (int i = 0; i < outputs.rows(); i++) {
            sum += loss.value(row(outputs, i), row(targets, i));
        }
        return sum / outputs.rows();
    }

    /** The derivative of {@link #loss} by every parameter. */
    public double[] gradient(DoubleMatrix x, DoubleMatrix targets, Loss loss) {
        DoubleMatrix outputs = values(x, Mode.TRAINING)[architecture.nodes().size()];
        return vectorJacobian(x, slopes(outputs, targets, loss), Mode.TRAINING);
    }

    /** The derivative of the mean loss by every output. */
    static DoubleMatrix slopes(DoubleMatrix outputs, DoubleMatrix targets, Loss loss) {
        DoubleMatrix slopes = DoubleMatrix.zeros(outputs.rows(), outputs.columns());
        double[] slope = new double[outputs.columns()];
        for (int i = 0; i < slopes.rows(); i++) {
            loss.slope(row(outputs, i), row(targets, i), slope);
            for (int j = 0; j < slopes.columns(); j++) {
                slopes.set(i, j, slope[j] / outputs.rows());
            }
        }
        return slopes;
    }

    private static double[] row(DoubleMatrix x, int i) {
        double[] row = new double[x.columns()];
        for (int j = 0; j < row.length; j++) {
            row[j] = x.get(i, j);
        }
        return row;
    }

    /**
     * The vector-Jacobian product u'J in evaluation, by the chain rule from the last layer to the first: the derivative of sum_ij u_ij f_ij
     * by every parameter.
     *
     * @param x n x inputs
     * @param u n x outputs
     */
    public double[] vectorJacobian(DoubleMatrix x, DoubleMatrix u) {
        return vectorJacobian(x, u, Mode.EVALUATION);
    }

    double[] vectorJacobian(DoubleMatrix x, DoubleMatrix u, Mode mode) {
        double[] gradient = new double[parameters.length];
        List<Formula> formulas = formulas(gradient, mode);
        DoubleMatrix[] values = values(formulas, x);
        DoubleMatrix slope = u;
        for (int i = formulas.size() - 1; i >= 0; i--) {
            slope = formulas.get(i).backward(values[i], slope);
        }
        return gradient;
    }

    /**
     * The Jacobian-vector product J v in evaluation: how the outputs move when the parameters move by v.
     *
     * @param x n x inputs
     * @param v one number for each parameter
     * @return n x outputs, fresh
     */
    public DoubleMatrix jacobianVector(DoubleMatrix x, double[] v) {
        return jacobianVector(x, v, Mode.EVALUATION);
    }

    DoubleMatrix jacobianVector(DoubleMatrix x, double[] v, Mode mode) {
        List<Formula> formulas = formulas(v, mode);
        DoubleMatrix[] values = values(formulas, x);
        DoubleMatrix moved = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < formulas.size(); i++) {
            moved = formulas.get(i).tangent(values[i], moved);
        }
        return moved;
    }

    /**
     * One formula for each layer, counted as in {@link Tensor#layer}.
     *
     * @param partner where gradients go, or where a direction is
     */
    List<Formula> formulas(double[] partner, Mode mode) {
        return new Formulas(architecture, parameters, partner, state, noise, mode).list();
    }
}
