package fathom.nn;

import fathom.nn.stage.Batch;
import fathom.nn.stage.Stage;
import fathom.nn.stage.Workspace;
import fathom.simd.Elementwise;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.List;

/**
 * Derivatives of a network's outputs by its parameters, where the network stands when a method is called.
 *
 * <pre>
 * J = d f / d theta:   one row for each output f_j(x_i), number i m + j (m outputs); one column for each parameter
 * </pre>
 *
 * Made for one network. It serves one caller at a time and refuses a second one; each thread makes its own.
 */
public final class Derivatives {

    private static final int BLOCK = 64;

    private final Architecture architecture;
    private final float[] partner;
    private final List<Stage> stages;
    private final Workspace values;
    private final Workspace tangents;
    private final ExclusiveUse use =
            new ExclusiveUse("this object of derivatives", "make one for each thread, all for one network if you like");

    /** Derivatives of {@code network}, whose parameters are shared, as it is in evaluation. */
    public Derivatives(Network network) {
        this(network, Mode.EVALUATION);
    }

    /** In training a batch normalisation sees the 64 rows of a block together. */
    Derivatives(Network network, Mode mode) {
        architecture = network.architecture();
        partner = new float[network.parameters().length];
        List<Stage> training = Stages.of(architecture, network.room(partner));
        stages = mode == Mode.TRAINING ? training : Stages.frozen(training);
        int[] widths = Stages.widths(architecture.inputs(), stages);
        values = new Workspace(widths, BLOCK);
        tangents = new Workspace(widths, BLOCK);
    }

    /**
     * J v: how the outputs move when the parameters move by v.
     *
     * @param x n x inputs
     * @param v one number for each parameter
     * @return n x m, fresh
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public FloatMatrix jacobianVector(FloatMatrix x, float[] v) {
        architecture.checkInputs(x);
        if (v.length != partner.length) {
            throw new IllegalArgumentException("a direction of " + v.length + " numbers does not fit a network of "
                    + partner.length + " parameters");
        }
        use.enter();
        try {
            System.arraycopy(v, 0, partner, 0, v.length);
            FloatMatrix moved = FloatMatrix.zeros(x.rows(), architecture.outputs());
            for (int from = 0; from < x.rows(); from += BLOCK) {
                int to = Math.min(x.rows(), from + BLOCK);
                tangent(Batch.of(x.rows(from, to)), moved.rows(from, to));
            }
            return moved;
        } finally {
            use.exit();
        }
    }

    /**
     * u'J: the derivative of sum_ij u_ij f_j(x_i) by every parameter.
     *
     * @param x n x inputs
     * @param u n x m
     * @return one number for each parameter, fresh
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public float[] vectorJacobian(FloatMatrix x, FloatMatrix u) {
        architecture.checkInputs(x);
        if (u.rows() != x.rows() || u.columns() != architecture.outputs()) {
            throw new ShapeMismatchException("the vector is " + u.shape() + ", but " + x.rows() + " rows and "
                    + architecture.outputs() + " outputs need " + x.rows() + " x " + architecture.outputs());
        }
        use.enter();
        try {
            FloatMatrix sum = FloatMatrix.zeros(1, partner.length);
            FloatMatrix term = FloatMatrix.wrap(partner, 1, partner.length);
            for (int from = 0; from < x.rows(); from += BLOCK) {
                int to = Math.min(x.rows(), from + BLOCK);
                Batch rows = Batch.of(x.rows(from, to));
                forward(rows);
                backward(rows, u.rows(from, to));
                Elementwise.add(term, sum);
            }
            return sum.array();
        } finally {
            use.exit();
        }
    }

    /**
     * J in full.
     *
     * @param x n x inputs
     * @return n m x parameters, fresh
     * @throws IllegalArgumentException if the shapes do not fit, or J does not fit one array: then take fewer rows at a time
     */
    public FloatMatrix jacobian(FloatMatrix x) {
        architecture.checkInputs(x);
        use.enter();
        try {
            return inFull(x);
        } finally {
            use.exit();
        }
    }

    private FloatMatrix inFull(FloatMatrix x) {
        int outputs = architecture.outputs();
        FloatMatrix jacobian = FloatMatrix.zeros(Math.multiplyExact(x.rows(), outputs), partner.length);
        FloatMatrix unit = FloatMatrix.zeros(1, outputs);
        for (int i = 0; i < x.rows(); i++) {
            Batch row = Batch.of(x.row(i));
            forward(row);
            for (int j = 0; j < outputs; j++) {
                unit.set(0, j, 1);
                backward(row, unit);
                unit.set(0, j, 0);
                System.arraycopy(partner, 0, jacobian.array(), (i * outputs + j) * partner.length, partner.length);
            }
        }
        return jacobian;
    }

    private void forward(Batch x) {
        Workspace.Views out = values.views(x.values().rows());
        for (int i = 0; i < stages.size(); i++) {
            stages.get(i).forward(i == 0 ? x : out.out(i - 1), out.out(i));
        }
    }

    private void backward(Batch x, FloatMatrix u) {
        Workspace.Views out = values.views(x.values().rows());
        int last = stages.size() - 1;
        Elementwise.copy(u, out.outGradient(last).values());
        for (int i = last; i >= 0; i--) {
            Batch in = i == 0 ? x : out.out(i - 1);
            stages.get(i).backward(in, out.out(i), out.outGradient(i), i == 0 ? null : out.outGradient(i - 1));
        }
    }

    private void tangent(Batch x, FloatMatrix moved) {
        forward(x);
        Workspace.Views out = values.views(x.values().rows());
        Workspace.Views tangent = tangents.views(x.values().rows());
        for (int i = 0; i < stages.size(); i++) {
            Batch in = i == 0 ? x : out.out(i - 1);
            stages.get(i).tangent(in, i == 0 ? null : tangent.out(i - 1), out.out(i), tangent.out(i));
        }
        Elementwise.copy(tangent.last(), moved);
    }
}
