package fathom.ntk.dual;

import fathom.simd.Activation;
import fathom.simd.ActivationKind;
import fathom.simd.matrix.DoubleMatrix;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation phi as its dual needs it: a function that is smooth but for one point.
 *
 * <p>The derivative is the pointwise one, which for step and sign is 0.
 */
public final class Nonlinearity {

    private final String name;
    private final DoubleUnaryOperator value;
    private final DoubleUnaryOperator derivative;
    private final double kink;
    private final ClosedForm closed;
    private final boolean differentiable;
    private final Activation activation;
    private final boolean even;
    private final boolean odd;
    private final double noise;

    /** What this is the radial function of, or null. */
    private final Nonlinearity inner;

    private Nonlinearity(
            String name,
            DoubleUnaryOperator value,
            DoubleUnaryOperator derivative,
            double kink,
            ClosedForm closed,
            boolean differentiable,
            Activation activation) {
        this.name = name;
        this.value = value;
        this.derivative = derivative;
        this.kink = kink;
        this.closed = closed;
        this.differentiable = differentiable;
        this.activation = activation;
        this.even = symmetric(1);
        this.odd = !even && symmetric(-1);
        noise = 1;
        inner = null;
    }

    private Nonlinearity(Nonlinearity phi) {
        name = "radial(" + phi.name + ")";
        value = x -> 0;
        derivative = x -> x * phi.derivative.applyAsDouble(x);
        kink = phi.kink;
        closed = null;
        differentiable = phi.differentiable;
        activation = null;
        even = phi.odd;
        odd = phi.even;
        noise = 10;
        inner = phi;
    }

    /** An activation of core-simd's list, with the closed form of its dual where there is one. */
    public static Nonlinearity of(Activation activation) {
        ActivationKind kind = activation.kind();
        return new Nonlinearity(
                activation.toString(),
                activation::value,
                activation::derivative,
                activation.kink().orElse(0.0),
                closed(activation),
                kind != ActivationKind.STEP && kind != ActivationKind.SIGN,
                activation);
    }

    /**
     * Any function that is smooth but for a kink, with its derivative; its dual is found by quadrature.
     *
     * @param kink where phi or a derivative of it jumps; 0 will do for a smooth one
     */
    public static Nonlinearity of(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, double kink) {
        return new Nonlinearity(name, value, derivative, kink, null, true, null);
    }

    /**
     * The activation of that name: {@code relu}, {@code tanh}, {@code leaky_relu(slope=0.1)}, {@code normalised(tanh)}, ...
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Nonlinearity parse(String text) {
        return of(Activation.parse(text));
    }

    /** As {@link #parse} reads it. */
    public String name() {
        return name;
    }

    /** phi */
    public DoubleUnaryOperator value() {
        return value;
    }

    /** phi', pointwise */
    public DoubleUnaryOperator derivative() {
        return derivative;
    }

    /** y_i := phi(x_i) */
    void values(double[] x, double[] y) {
        if (activation != null) {
            activation.apply(DoubleMatrix.wrap(x, 1, x.length), DoubleMatrix.wrap(y, 1, y.length));
        } else {
            for (int i = 0; i < x.length; i++) {
                y[i] = value.applyAsDouble(x[i]);
            }
        }
    }

    /** y_i := phi'(x_i) */
    void slopes(double[] x, double[] y) {
        if (inner != null) {
            inner.slopes(x, y);
            for (int i = 0; i < x.length; i++) {
                y[i] *= x[i];
            }
        } else if (activation != null) {
            activation.derivative(DoubleMatrix.wrap(x, 1, x.length), DoubleMatrix.wrap(y, 1, y.length));
        } else {
            for (int i = 0; i < x.length; i++) {
                y[i] = derivative.applyAsDouble(x[i]);
            }
        }
    }

    /**
     * phi' beyond the kink, for an activation that is constant before a kink elsewhere than at 0 and a line beyond it.
     *
     * @throws IllegalArgumentException if it is another
     */
    double jump() {
        if (activation == null || activation.kind() != ActivationKind.NORMRELU) {
            throw new IllegalArgumentException("the kernel of " + name + " needs a kink at 0, not at " + kink);
        }
        return derivative.applyAsDouble(kink + 1);
    }

    /** Whether phi(-x) = phi(x), as far as values at many points show it. */
    boolean isEven() {
        return even;
    }

    /** Whether phi(-x) = -phi(x), as far as values at many points show it. */
    boolean isOdd() {
        return odd;
    }

    /** Whether phi(2 x) = 2 phi(x), as far as values and slopes at many points show it: two straight lines that meet at 0. */
    public boolean isHomogeneous() {
        for (int i = -64; i <= 64; i++) {
            double x = i * Math.abs(i) / 512.0;
            if (value.applyAsDouble(2 * x) != 2 * value.applyAsDouble(x)
                    || i != 0 && derivative.applyAsDouble(x) != derivative.applyAsDouble(Math.signum(x))) {
                return false;
            }
        }
        return value.applyAsDouble(1) == derivative.applyAsDouble(1)
                && value.applyAsDouble(-1) == -derivative.applyAsDouble(-1);
    }

    /**
     * A stand-in for the function whose derivative is x phi'(x), of which that derivative alone is known: what gains before phi do. Its
     * values are 0.
     */
    public Nonlinearity radial() {
        return new Nonlinearity(this);
    }

    /** How many times coarser than a well rounded function this one may be known. */
    double noise() {
        return noise;
    }

    private boolean symmetric(int sign) {
        for (int i = 1; i <= 64; i++) {
            double x = i * i / 512.0;
            if (value.applyAsDouble(-x) != sign * value.applyAsDouble(x)) {
                return false;
            }
        }
        return true;
    }

    /** Where phi or a derivative of it jumps; 0 for a smooth one. */
    public double kink() {
        return kink;
    }

    /** Whether phi' is all of the derivative; false where phi has a step. */
    public boolean differentiable() {
        return differentiable;
    }

    /** The closed form of the dual, or null. */
    ClosedForm closed() {
        return closed;
    }

    @Override
    public String toString() {
        return name;
    }

    private static ClosedForm closed(Activation activation) {
        double parameter = activation.parameter();
        if (activation.kind() == ActivationKind.NORMRELU) {
            return new Threshold(parameter, activation.derivative(parameter + 1), activation.value(parameter - 1));
        }
        if (activation.isNormalised()) {
            return null;
        }
        return switch (activation.kind()) {
            case IDENTITY -> new ClosedForm.Rectifier(1, 1);
            case RELU -> new ClosedForm.Rectifier(1, 0);
            case LEAKY_RELU -> new ClosedForm.Rectifier(1, parameter);
            case ABS -> new ClosedForm.Rectifier(1, -1);
            case STEP -> new ClosedForm.Step(1, 0);
            case SIGN -> new ClosedForm.Step(1, -1);
            case SIN -> new ClosedForm.Wave(false);
            case COS -> new ClosedForm.Wave(true);
            case EXP -> new ClosedForm.Exponential();
            case GAUSSIAN -> new ClosedForm.Gaussian();
            case ERF -> new ClosedForm.ErrorFunction();
            default -> null;
        };
    }
}
