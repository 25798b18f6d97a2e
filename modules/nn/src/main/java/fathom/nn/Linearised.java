package fathom.nn;

import fathom.nn.update.Update;
import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * A network replaced by its tangent at the parameters theta_0 where it stands, in evaluation: linear in theta, and what training a wide
 * network in the NTK parameterisation tends to.
 *
 * <pre>
 * g(x; theta) = f(x; theta_0) + J(x) (theta - theta_0),   J = df / dtheta at theta_0
 * </pre>
 *
 * It keeps a copy of the network, so that what the network learns later leaves it alone. It serves one caller at a time and refuses a second one.
 */
public final class Linearised {

    private final Network network;
    private final Derivatives derivatives;
    private final float[] displacement;
    private final float[] gradient;
    private final double[][] rows;
    private final ExclusiveUse use = new ExclusiveUse("this linearised network", "make one for each thread");

    /** The tangent of {@code network}, at its parameters. */
    public Linearised(Network network) {
        this.network = network.copy();
        this.derivatives = new Derivatives(this.network);
        this.displacement = new float[network.parameters().length];
        this.gradient = new float[displacement.length];
        this.rows = new double[3][network.architecture().outputs()];
    }

    /** theta - theta_0; not a copy: writing to it moves the model. */
    public float[] displacement() {
        return displacement;
    }

    /**
     * g(x).
     *
     * @param x n x inputs
     * @return n x outputs, fresh
     */
    public FloatMatrix forward(FloatMatrix x) {
        FloatMatrix outputs = network.forward(x);
        Elementwise.add(derivatives.jacobianVector(x, displacement), outputs);
        return outputs;
    }

    /**
     * The derivative of the mean loss over a batch by theta: J' dl/dg.
     *
     * @param x n x inputs, n at least 1
     * @param targets n x outputs
     * @return the mean loss; the derivative is in {@link #gradient()}
     * @throws IllegalArgumentException if shapes do not fit, or a target lies outside the loss's range
     */
    public double differentiate(FloatMatrix x, FloatMatrix targets, Loss loss) {
        loss.check(targets);
        if (targets.rows() != x.rows()
                || targets.columns() != network.architecture().outputs()
                || x.rows() < 1) {
            throw new ShapeMismatchException("inputs are " + x.shape() + " and targets " + targets.shape()
                    + ": there must be at least 1 row, and "
                    + network.architecture().outputs()
                    + " targets for each");
        }
        use.enter();
        try {
            FloatMatrix outputs = forward(x);
            double mean = loss.slopes(outputs, targets, outputs, rows);
            System.arraycopy(derivatives.vectorJacobian(x, outputs), 0, gradient, 0, gradient.length);
            return mean;
        } finally {
            use.exit();
        }
    }

    /** What {@link #differentiate} found; not a copy. */
    public float[] gradient() {
        return gradient;
    }

    /**
     * Steps over the whole batch; a weight decay of the optimiser pulls theta towards theta_0.
     *
     * @param steps how many, at least 0
     * @return the mean loss before the last step, or NaN without a step
     */
    public double descend(FloatMatrix x, FloatMatrix targets, Loss loss, Optimiser optimiser, double rate, int steps) {
        Ranges.positive(rate, "the learning rate");
        Update update = Updates.of(optimiser, displacement, gradient);
        double mean = Double.NaN;
        for (int step = 0; step < steps; step++) {
            mean = differentiate(x, targets, loss);
            update.begin(rate);
            update.apply(0, displacement.length);
        }
        return mean;
    }
}
