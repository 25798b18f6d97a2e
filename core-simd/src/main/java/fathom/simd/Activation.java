package fathom.simd;

import fathom.simd.epilogue.DoubleEpilogue;
import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.loop.Chunks;
import fathom.simd.loop.DoubleActivations;
import fathom.simd.loop.DoubleForms;
import fathom.simd.loop.DoubleMap;
import fathom.simd.loop.DoublePasses;
import fathom.simd.loop.FloatActivations;
import fathom.simd.loop.FloatForms;
import fathom.simd.loop.FloatPasses;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A function that a layer applies to every element: one closed list for networks and kernels.
 *
 * <pre>
 * y = phi(x),   y = phi'(x),   y = phi''(x)
 * </pre>
 *
 * phi' is the pointwise derivative: relu' and abs' are 0 at 0, the derivatives of step and sign are 0 everywhere. Activations are written
 * {@code name} or {@code name(key=value)}, and {@code normalised(...)} around one makes its mean 0 and its second moment 1 under a
 * standard normal argument. Numbers and matrices have the same bits.
 *
 * <p>An activation is made once and used for ever: its passes over matrices and its epilogues allocate nothing, once each thread has
 * called them, and large matrices are cut into pieces for as many threads as {@link fathom.simd.machine.Parallelism} allows. An epilogue
 * that holds matrices is an object of its own; whoever runs the same product again keeps it.
 */
public final class Activation {

    /** Twice the rounding of a value: below it the spread of a constant activation is noise. */
    private static final double NO_SPREAD = 1e-12;

    private final ActivationKind kind;
    private final double parameter;
    private final boolean normalised;
    private final FloatForms floats;
    private final DoubleForms doubles;
    private final FloatEpilogue floatEpilogue;
    private final DoubleEpilogue doubleEpilogue;

    private Activation(ActivationKind kind, double parameter, boolean normalised) {
        this.kind = kind;
        this.parameter = parameter;
        this.normalised = normalised;
        FloatForms ofFloats = kind.floats(parameter);
        DoubleForms ofDoubles = kind.doubles(parameter);
        if (normalised) {
            double mean = GaussianMoments.mean(ofDoubles.value(), kinks());
            double deviation = GaussianMoments.deviation(ofDoubles.value(), mean, kinks());
            if (!(deviation > NO_SPREAD)) {
                throw new IllegalArgumentException("normalised(" + kind.text(parameter)
                        + ") does not exist, because the activation is constant; choose another one");
            }
            ofFloats = FloatActivations.normalised(ofFloats, 1 / deviation, mean);
            ofDoubles = DoubleActivations.normalised(ofDoubles, 1 / deviation, mean);
        }
        this.floats = ofFloats;
        this.doubles = ofDoubles;
        this.floatEpilogue = FloatPasses.epilogue(ofFloats.value());
        this.doubleEpilogue = DoublePasses.epilogue(ofDoubles.value());
    }

    /** The activation of this kind, with its parameter at its usual value. */
    public static Activation of(ActivationKind kind) {
        return new Activation(kind, kind.usual(), false);
    }

    /**
     * The activation of this kind with this parameter.
     *
     * @throws IllegalArgumentException if the parameter lies outside its range
     */
    public static Activation of(ActivationKind kind, double parameter) {
        kind.check(parameter);
        return new Activation(kind, parameter, false);
    }

    /**
     * The activation that {@code name}, {@code name(key=value)} or {@code normalised(...)} stands for.
     *
     * @throws IllegalArgumentException if there is no such name or key, with the nearest ones, or the value is not in its range
     */
    public static Activation parse(String text) {
        return ActivationSyntax.parse(text);
    }

    /** Every name that {@link #parse} knows, without parameters. */
    public static List<String> names() {
        return ActivationKind.names();
    }

    /** This activation with mean 0 and second moment 1 under a standard normal argument: (phi - E phi) / sd phi. */
    public Activation normalised() {
        return normalised ? this : new Activation(kind, parameter, true);
    }

    /** Which of the list it is. */
    public ActivationKind kind() {
        return kind;
    }

    /** The value of its parameter, 0 where it has none. */
    public double parameter() {
        return parameter;
    }

    /** Whether it is {@code normalised(...)}. */
    public boolean isNormalised() {
        return normalised;
    }

    /** Whether phi'' exists everywhere. */
    public boolean isSmooth() {
        return doubles.second() != null;
    }

    /** The point where phi or a derivative of it jumps, for quadratures; empty for a smooth activation. */
    public Optional<Double> kink() {
        return isSmooth() ? Optional.empty() : Optional.of(kinks());
    }

    /** phi(x) */
    public double value(double x) {
        return one(doubles.value(), x);
    }

    /** phi'(x) */
    public double derivative(double x) {
        return one(doubles.derivative(), x);
    }

    /**
     * phi''(x)
     *
     * @throws UnsupportedOperationException unless phi is smooth
     */
    public double secondDerivative(double x) {
        requireSmooth();
        return one(doubles.second(), x);
    }

    /**
     * E phi(g)^2 for a standard normal g: 1 / w, where w is the variance of weights that keeps the second moment of a wide layer's inputs
     * as it is.
     */
    public double secondMoment() {
        if (kind == ActivationKind.RELU && !normalised) {
            return 0.5;
        }
        double deviation = GaussianMoments.deviation(doubles.value(), 0, kinks());
        return deviation * deviation;
    }

    /** y_ij := phi(x_ij); x may be y */
    public void apply(FloatMatrix x, FloatMatrix y) {
        check(x.rows(), x.columns(), y.rows(), y.columns());
        FloatPasses.run(floats.value(), x, y);
    }

    /** y_ij := phi(x_ij); x may be y */
    public void apply(DoubleMatrix x, DoubleMatrix y) {
        check(x.rows(), x.columns(), y.rows(), y.columns());
        DoublePasses.run(doubles.value(), x, y);
    }

    /** y_ij := phi'(x_ij); x may be y */
    public void derivative(FloatMatrix x, FloatMatrix y) {
        check(x.rows(), x.columns(), y.rows(), y.columns());
        FloatPasses.run(floats.derivative(), x, y);
    }

    /** y_ij := phi'(x_ij); x may be y */
    public void derivative(DoubleMatrix x, DoubleMatrix y) {
        check(x.rows(), x.columns(), y.rows(), y.columns());
        DoublePasses.run(doubles.derivative(), x, y);
    }

    /** y_ij := phi'(x_ij) y_ij, the backward pass */
    public void multiplyByDerivative(FloatMatrix x, FloatMatrix y) {
        check(x.rows(), x.columns(), y.rows(), y.columns());
        FloatPasses.multiply(floats.derivative(), x, y);
    }

    /** y_ij := phi'(x_ij) y_ij, the backward pass */
    public void multiplyByDerivative(DoubleMatrix x, DoubleMatrix y) {
        check(x.rows(), x.columns(), y.rows(), y.columns());
        DoublePasses.multiply(doubles.derivative(), x, y);
    }

    /**
     * y_ij := phi''(x_ij); x may be y
     *
     * @throws UnsupportedOperationException unless phi is smooth
     */
    public void secondDerivative(FloatMatrix x, FloatMatrix y) {
        requireSmooth();
        check(x.rows(), x.columns(), y.rows(), y.columns());
        FloatPasses.run(floats.second(), x, y);
    }

    /**
     * y_ij := phi''(x_ij); x may be y
     *
     * @throws UnsupportedOperationException unless phi is smooth
     */
    public void secondDerivative(DoubleMatrix x, DoubleMatrix y) {
        requireSmooth();
        check(x.rows(), x.columns(), y.rows(), y.columns());
        DoublePasses.run(doubles.second(), x, y);
    }

    /** After a product: c_ij := phi(c_ij). */
    public FloatEpilogue floatEpilogue() {
        return floatEpilogue;
    }

    /** After a product: c_ij := phi(c_ij). */
    public DoubleEpilogue doubleEpilogue() {
        return doubleEpilogue;
    }

    /**
     * After the product of a layer: c_ij := phi(c_ij + b_j).
     *
     * @param bias b, 1 x columns of C; read when the product is computed
     * @throws ShapeMismatchException if it is not one row
     */
    public FloatEpilogue floatEpilogue(FloatMatrix bias) {
        checkRow(bias.rows(), bias.columns());
        return FloatPasses.epilogueOfBiased(floats.value(), bias);
    }

    /**
     * After the product of a layer whose backward pass will follow: x_ij := c_ij + b_j and c_ij := phi(x_ij).
     *
     * @param bias b, 1 x columns of C; read when the product is computed
     * @param x of the shape of C, overwritten; what {@link #backwardEpilogue(FloatMatrix)} needs
     * @throws ShapeMismatchException if the bias is not one row, as long as those of x
     */
    public FloatEpilogue floatEpilogue(FloatMatrix bias, FloatMatrix x) {
        checkRow(bias.rows(), bias.columns());
        check(1, bias.columns(), 1, x.columns());
        return FloatPasses.epilogueOfBiased(floats.value(), bias, x);
    }

    /**
     * After the product of a layer: c_ij := phi(c_ij + b_j).
     *
     * @param bias b, 1 x columns of C; read when the product is computed
     * @throws ShapeMismatchException if it is not one row
     */
    public DoubleEpilogue doubleEpilogue(DoubleMatrix bias) {
        checkRow(bias.rows(), bias.columns());
        return DoublePasses.epilogueOfBiased(doubles.value(), bias);
    }

    /**
     * After the product of a layer whose backward pass will follow: x_ij := c_ij + b_j and c_ij := phi(x_ij).
     *
     * @param bias b, 1 x columns of C; read when the product is computed
     * @param x of the shape of C, overwritten; what {@link #backwardEpilogue(DoubleMatrix)} needs
     * @throws ShapeMismatchException if the bias is not one row, as long as those of x
     */
    public DoubleEpilogue doubleEpilogue(DoubleMatrix bias, DoubleMatrix x) {
        checkRow(bias.rows(), bias.columns());
        check(1, bias.columns(), 1, x.columns());
        return DoublePasses.epilogueOfBiased(doubles.value(), bias, x);
    }

    /** After the product of a backward pass: c_ij := phi'(x_ij) c_ij, where x is what the layer's activation was applied to. */
    public FloatEpilogue backwardEpilogue(FloatMatrix x) {
        return FloatPasses.epilogue(floats.derivative(), x);
    }

    /** After the product of a backward pass: c_ij := phi'(x_ij) c_ij, where x is what the layer's activation was applied to. */
    public DoubleEpilogue backwardEpilogue(DoubleMatrix x) {
        return DoublePasses.epilogue(doubles.derivative(), x);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Activation that
                && kind == that.kind
                && Double.compare(parameter, that.parameter) == 0
                && normalised == that.normalised;
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind.name(), parameter, normalised);
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return normalised ? "normalised(" + kind.text(parameter) + ")" : kind.text(parameter);
    }

    private double kinks() {
        return kind == ActivationKind.NORMRELU ? parameter : 0;
    }

    private void requireSmooth() {
        if (!isSmooth()) {
            throw new UnsupportedOperationException(this + " has no second derivative at " + kinks());
        }
    }

    private static double one(DoubleMap map, double x) {
        Chunks<double[]> chunks = Chunks.ofDoubles();
        double[] number = chunks.take();
        number[0] = x;
        map.run(number, 0, number, 0, 1);
        chunks.give(1);
        return number[0];
    }

    private static void checkRow(int rows, int columns) {
        if (rows != 1) {
            throw new ShapeMismatchException(
                    "activation: the bias is " + rows + " x " + columns + ": it must be one row");
        }
    }

    private static void check(int rows, int columns, int otherRows, int otherColumns) {
        if (rows != otherRows || columns != otherColumns) {
            throw new ShapeMismatchException("activation: x is " + rows + " x " + columns + " and y is " + otherRows
                    + " x " + otherColumns + ": they must have one shape");
        }
    }
}
