package fathom.simd;

import fathom.simd.loop.DoubleActivations;
import fathom.simd.loop.DoubleForms;
import fathom.simd.loop.FloatActivations;
import fathom.simd.loop.FloatForms;
import fathom.simd.math.DoubleFunctions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** The closed list of activations; each formula is stated beside its name. */
public enum ActivationKind {
    /** x */
    IDENTITY(lines(0, 1, 0, 1, 0, 0, 1)),
    /** max(x, 0) */
    RELU(lines(0, 1, 0, 0, 0, 0, 0)),
    /** x beyond 0, slope x before it */
    LEAKY_RELU("slope", 0.01, -1e6, 1e6, p -> new Lines(0, 1, 0, p, 0, 0, p)),
    /** |x| */
    ABS(lines(0, 1, 0, -1, 0, 0, 0)),
    /** 1 beyond 0, else 0 */
    STEP(lines(0, 0, 1, 0, 0, 0, 0)),
    /** the sign of x, 0 at 0 */
    SIGN(lines(0, 0, 1, 0, -1, 0, 0)),
    /** (e^x - e^-x) / (e^x + e^-x) */
    TANH(FloatActivations.TANH, DoubleActivations.TANH),
    /** 2/sqrt(pi) int_0^x e^(-t^2) dt */
    ERF(FloatActivations.ERF, DoubleActivations.ERF),
    /** 1 / (1 + e^-x) */
    SIGMOID(FloatActivations.SIGMOID, DoubleActivations.SIGMOID),
    /** log(1 + e^x) */
    SOFTPLUS(FloatActivations.SOFTPLUS, DoubleActivations.SOFTPLUS),
    /** x Phi(x) with the standard normal distribution function itself, no approximation of it */
    GELU(FloatActivations.GELU, DoubleActivations.GELU),
    /** x / (1 + e^-x) */
    SILU(FloatActivations.SILU, DoubleActivations.SILU),
    /** x beyond 0, alpha (e^x - 1) before it */
    ELU("alpha", 1, 0, 1e6, p -> FloatActivations.elu(1, p), p -> DoubleActivations.elu(1, p)),
    /** 1.0507 times elu(alpha=1.6733), with sixteen digits of both (Klambauer et al., 2017, equation 14) */
    SELU(
            FloatActivations.elu(1.0507009873554805, 1.6732632423543772),
            DoubleActivations.elu(1.0507009873554805, 1.6732632423543772)),
    /** sin(x) */
    SIN(FloatActivations.SIN, DoubleActivations.SIN),
    /** cos(x) */
    COS(FloatActivations.COS, DoubleActivations.COS),
    /** e^x */
    EXP(FloatActivations.EXP, DoubleActivations.EXP),
    /** e^(-x^2) */
    GAUSSIAN(FloatActivations.GAUSSIAN, DoubleActivations.GAUSSIAN),
    /** lambda (max(x - c, 0) + b), with mean 0 and second moment 1 under a standard normal (Agarwal, Awasthi, Kale, 2021, section 5) */
    NORMRELU("c", -1.5975, -8, 4, ActivationKind::normalisedRelu),
    /** He_n(x) / sqrt(n!), the probabilists' Hermite polynomial of degree n, orthonormal under a standard normal */
    HERMITE("n", 2, 0, 64, p -> FloatActivations.hermite((int) p), p -> DoubleActivations.hermite((int) p));

    /** Two straight lines: the arguments of {@code linear} in the loops. */
    private record Lines(
            double kink, double right, double above, double left, double below, double at, double slopeAt) {

        FloatForms floats() {
            return FloatActivations.linear(kink, right, above, left, below, at, slopeAt);
        }

        DoubleForms doubles() {
            return DoubleActivations.linear(kink, right, above, left, below, at, slopeAt);
        }
    }

    private final String key;
    private final double usual;
    private final double least;
    private final double most;
    private final DoubleFunction<FloatForms> floats;
    private final DoubleFunction<DoubleForms> doubles;

    ActivationKind(
            String key,
            double usual,
            double least,
            double most,
            DoubleFunction<FloatForms> floats,
            DoubleFunction<DoubleForms> doubles) {
        this.key = key;
        this.usual = usual;
        this.least = least;
        this.most = most;
        this.floats = floats;
        this.doubles = doubles;
    }

    ActivationKind(FloatForms floats, DoubleForms doubles) {
        this(null, 0, 0, 0, p -> floats, p -> doubles);
    }

    ActivationKind(Lines lines) {
        this(lines.floats(), lines.doubles());
    }

    ActivationKind(String key, double usual, double least, double most, DoubleFunction<Lines> lines) {
        this(
                key,
                usual,
                least,
                most,
                p -> lines.apply(p).floats(),
                p -> lines.apply(p).doubles());
    }

    /** As configurations write it, such as {@code leaky_relu}. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The key of its parameter, null if it has none. */
    String key() {
        return key;
    }

    double usual() {
        return usual;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(ActivationKind::symbol).toList();
    }

    /** {@code name} or {@code name(key=value)}. */
    String text(double parameter) {
        if (key == null) {
            return symbol();
        }
        boolean whole = this == HERMITE || parameter == Math.rint(parameter) && Math.abs(parameter) < 1e6;
        return symbol() + "(" + key + "=" + (whole ? Integer.toString((int) parameter) : Double.toString(parameter))
                + ")";
    }

    void check(double parameter) {
        boolean whole = this != HERMITE || parameter == Math.rint(parameter);
        if (key == null && parameter != 0) {
            throw new IllegalArgumentException(symbol() + " has no parameter");
        }
        if (key != null && !(parameter >= least && parameter <= most && whole)) {
            throw new IllegalArgumentException("the parameter " + key + " of " + symbol() + " must be "
                    + (this == HERMITE ? "a whole number" : "a number") + " from " + least + " to " + most + ", not "
                    + parameter);
        }
    }

    FloatForms floats(double parameter) {
        return floats.apply(parameter);
    }

    DoubleForms doubles(double parameter) {
        return doubles.apply(parameter);
    }

    private static Lines lines(
            double kink, double right, double above, double left, double below, double at, double slopeAt) {
        return new Lines(kink, right, above, left, below, at, slopeAt);
    }

    /** b = (1 - Phi(c)) c - phi(c), lambda = ((1 - Phi) Phi c^2 + (1 - 2 Phi) phi c + 1 - Phi - phi^2)^(-1/2) */
    private static Lines normalisedRelu(double c) {
        double cdf = DoubleFunctions.normalCdf(c);
        double upper = DoubleFunctions.normalCdf(-c);
        double density = DoubleFunctions.normalDensity(c);
        double b = upper * c - density;
        double variance = upper * cdf * c * c + (1 - 2 * cdf) * density * c + upper - density * density;
        double lambda = 1 / Math.sqrt(variance);
        return new Lines(c, lambda, lambda * (b - c), 0, lambda * b, lambda * b, 0);
    }
}
