package fathom.ntk.dual;

import fathom.simd.Activation;
import fathom.simd.ActivationKind;
import fathom.simd.matrix.DoubleMatrix;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * An activation phi as its dual needs it: a continuous function that is smooth but for some points, its kinks; or step or sign.
 *
 * <p>The derivative is the pointwise one, which for step and sign is 0.
 */
public final class Nonlinearity {

    /** As good as 0, but on one side of it. */
    static final double TINY = 1e-100;

    private final String name;
    private final DoubleUnaryOperator value;
    private final DoubleUnaryOperator derivative;
    private final double[] kinks;
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
            double[] kinks,
            ClosedForm closed,
            boolean differentiable,
            Activation activation) {
        this.name = name;
        this.value = value;
        this.derivative = derivative;
        this.kinks = kinks;
        this.closed = closed;
        this.differentiable = differentiable;
        this.activation = activation;
        this.even = symmetric(1);
        this.odd = !even && symmetric(-1);
        noise = isSmoothButAtZero() || closed != null ? 1 : 10;
        inner = null;
    }

    private Nonlinearity(Nonlinearity phi) {
        name = "radial(" + phi.name + ")";
        value = x -> 0;
        derivative = x -> x * phi.derivative.applyAsDouble(x);
        kinks = phi.kinks;
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
                activation.kink().stream().mapToDouble(kink -> kink).toArray(),
                closed(activation),
                kind != ActivationKind.STEP && kind != ActivationKind.SIGN,
                activation);
    }

    /**
     * Any continuous function that is smooth but for its kinks, with its derivative; its dual is found by quadrature, whatever its name.
     *
     * @param kinks where phi' or a higher derivative jumps; none for a smooth one
     * @throws IllegalArgumentException if the derivative is not that of the values, phi jumps, or phi' or phi'' jumps where no kink is
     *     declared; looked at between -10 and 10
     */
    public static Nonlinearity of(
            String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, double... kinks) {
        double[] ascending = Arrays.stream(kinks).sorted().distinct().toArray();
        new Declaration(name, value, derivative, ascending).check();
        return new Nonlinearity(name, value, derivative, ascending, null, true, null);
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

    /** Whether it is core-simd's ReLU, which has kernels of its own; no name makes another function that. */
    public boolean isRelu() {
        return activation != null && activation.kind() == ActivationKind.RELU && !activation.isNormalised();
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

    /** Where phi or a derivative of it jumps, ascending; not to be written to. */
    double[] kinks() {
        return kinks;
    }

    /** Whether 0 is its only kink at most, as rules in polar coordinates have it. */
    boolean isSmoothButAtZero() {
        return Arrays.stream(kinks).allMatch(kink -> kink == 0);
    }

    /** Whether phi'(0), the pointwise derivative, is not the limit of phi' at 0. */
    private boolean isKinkedAtZero() {
        return Arrays.stream(kinks).anyMatch(kink -> kink == 0);
    }

    /**
     * What a variance of exactly 0 makes of the limit of a vanishing one, where phi' jumps at 0.
     *
     * <pre>
     * E[phi'(0) phi'(y)] = factor lim_{q -> 0} E[phi'(sqrt q g) phi'(y)],   factor = phi'(0) / ((phi'(0+) + phi'(0-)) / 2)
     * </pre>
     *
     * @throws IllegalArgumentException if there is no such factor: the slopes cancel in the limit, but phi'(0) is not 0
     */
    public double zeroFactor() {
        double slope = derivative.applyAsDouble(0);
        double limit = 0.5 * (derivative.applyAsDouble(TINY) + derivative.applyAsDouble(-TINY));
        if (!isKinkedAtZero() || slope == limit) {
            return 1;
        }
        if (limit == 0 && slope != 0 && !even) {
            throw new IllegalArgumentException(
                    "the tangent kernel of " + name + " has no limit for a row of variance 0: its"
                            + " slopes beside 0 cancel, but its derivative at 0 is " + slope
                            + "; declare 0 there, or add a bias");
        }
        return slope == 0 ? 0 : slope / limit;
    }

    /** phi'(0)^2 over the limit ((phi'(0+))^2 + (phi'(0-))^2) / 2, for two variables that are 0 both. */
    public double zeroPairFactor() {
        double slope = derivative.applyAsDouble(0);
        double right = derivative.applyAsDouble(TINY);
        double left = derivative.applyAsDouble(-TINY);
        double limit = 0.5 * (right * right + left * left);
        return !isKinkedAtZero() || slope * slope == limit ? 1 : slope * slope / limit;
    }

    /** E[phi' phi'] of one that is not smooth but at 0. */
    SlopeSource slopeSource() {
        return closed instanceof Threshold threshold
                ? SlopeSource.beyond(threshold.kink(), threshold.slope())
                : SlopeSource.iterated(this);
    }

    /** Whether a variance of exactly 0 asks for {@link #zeroFactor}. */
    public boolean jumpsAtZero() {
        return zeroPairFactor() != 1 || zeroFactor() != 1;
    }

    /** Whether phi' is all of the derivative; false where phi has a step. */
    public boolean differentiable() {
        return differentiable;
    }

    /** Whether kernels of it are elementary functions at any variances, found without a quadrature. */
    public boolean isElementary() {
        return closed instanceof SmoothForm;
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
            ClosedForm plain = closed(Activation.of(activation.kind(), parameter));
            return plain instanceof SmoothForm smooth ? SmoothForm.Affine.normalised(smooth) : null;
        }
        return switch (activation.kind()) {
            case IDENTITY -> new ClosedForm.Rectifier(1, 1);
            case RELU -> new ClosedForm.Rectifier(1, 0);
            case LEAKY_RELU -> new ClosedForm.Rectifier(1, parameter);
            case ABS -> new ClosedForm.Rectifier(1, -1);
            case STEP -> new ClosedForm.Step(1, 0);
            case SIGN -> new ClosedForm.Step(1, -1);
            case SIN -> new SmoothForm.Wave(false);
            case COS -> new SmoothForm.Wave(true);
            case EXP -> new SmoothForm.Exponential();
            case GAUSSIAN -> new SmoothForm.Gaussian();
            case ERF -> new SmoothForm.ErrorFunction();
            case HERMITE -> new HermiteForm((int) parameter);
            default -> null;
        };
    }
}
