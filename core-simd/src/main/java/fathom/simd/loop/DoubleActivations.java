package fathom.simd.loop;

import fathom.simd.machine.Backend;
import java.util.Arrays;

/**
 * The activations of networks and kernels, made of the elementary functions over arrays and of plain loops of rounded operations, so that
 * they have the same bits everywhere. A factor that has underflowed to 0 makes a product 0, even where x is infinite.
 */
public final class DoubleActivations {

    private static final DoubleTerms TERMS = Backend.available() ? new VectorDoubleTerms() : new ScalarDoubleTerms();

    /** 2 / sqrt(pi) */
    private static final double ERF_SLOPE = 1.1283791670955126;

    public static final DoubleForms TANH = new DoubleForms(DoubleMaps.TANH, DoubleActivations::tanhSlope, tanhBend());
    public static final DoubleForms SIGMOID =
            new DoubleForms(DoubleMaps.SIGMOID, DoubleActivations::sigmoidSlope, sigmoidBend());
    public static final DoubleForms SOFTPLUS =
            new DoubleForms(DoubleMaps.SOFTPLUS, DoubleMaps.SIGMOID, DoubleActivations::sigmoidSlope);
    public static final DoubleForms SIN = new DoubleForms(DoubleMaps.SIN, DoubleMaps.COS, negated(DoubleMaps.SIN));
    public static final DoubleForms COS =
            new DoubleForms(DoubleMaps.COS, negated(DoubleMaps.SIN), negated(DoubleMaps.COS));
    public static final DoubleForms EXP = new DoubleForms(DoubleMaps.EXP, DoubleMaps.EXP, DoubleMaps.EXP);
    /** x Phi(x), Phi(x) + x phi(x), (2 - x^2) phi(x) */
    public static final DoubleForms GELU = new DoubleForms(
            polynomialTimes(0, 1, 0, DoubleMaps.NORMAL_CDF),
            sum(1, DoubleMaps.NORMAL_CDF, polynomialTimes(0, 1, 0, DoubleMaps.NORMAL_DENSITY)),
            polynomialTimes(2, 0, -1, DoubleMaps.NORMAL_DENSITY));
    /** x sigma(x), sigma + x sigma', 2 sigma' + x sigma'' */
    public static final DoubleForms SILU = new DoubleForms(
            polynomialTimes(0, 1, 0, DoubleMaps.SIGMOID),
            sum(1, DoubleMaps.SIGMOID, polynomialTimes(0, 1, 0, DoubleActivations::sigmoidSlope)),
            sum(2, DoubleActivations::sigmoidSlope, polynomialTimes(0, 1, 0, sigmoidBend())));
    /** erf(x), 2/sqrt(pi) exp(-x^2), -4/sqrt(pi) x exp(-x^2) */
    public static final DoubleForms ERF = new DoubleForms(
            DoubleMaps.ERF,
            polynomialTimes(ERF_SLOPE, 0, 0, DoubleActivations::bell),
            polynomialTimes(0, -2 * ERF_SLOPE, 0, DoubleActivations::bell));
    /** exp(-x^2), -2 x exp(-x^2), (4 x^2 - 2) exp(-x^2) */
    public static final DoubleForms GAUSSIAN = new DoubleForms(
            DoubleActivations::bell,
            polynomialTimes(0, -2, 0, DoubleActivations::bell),
            polynomialTimes(-2, 0, 4, DoubleActivations::bell));

    private DoubleActivations() {}

    /**
     * right x + above beyond the kink, left x + below before it, {@code at} at the kink, where the slope is {@code slopeAt}; no second
     * derivative unless the two lines are one.
     */
    public static DoubleForms linear(
            double kink, double right, double above, double left, double below, double at, double slopeAt) {
        DoubleMap value = line(new DoublePieces(kink, right, above, left, below, at));
        DoubleMap slope = line(new DoublePieces(kink, 0, right, 0, left, slopeAt));
        return new DoubleForms(value, slope, right == left && above == below ? constant(0) : null);
    }

    /** scale x beyond 0, scale alpha (exp(x) - 1) before it. */
    public static DoubleForms elu(double scale, double alpha) {
        double right = scale;
        double factor = scale * alpha;
        return new DoubleForms(
                joined(right, 0, factor, DoubleMaps.EXPM1), joined(0, right, factor, DoubleMaps.EXP), null);
    }

    /** The orthonormal polynomial h_n of the probabilists' Hermite family, with h_n' = sqrt(n) h_(n-1). */
    public static DoubleForms hermite(int order) {
        double slope = Math.sqrt(order);
        double bend = Math.sqrt((double) order * (order - 1));
        return new DoubleForms(
                hermite(order, 1),
                order < 1 ? constant(0) : hermite(order - 1, slope),
                order < 2 ? constant(0) : hermite(order - 2, bend));
    }

    /** scale (phi - shift) */
    public static DoubleForms normalised(DoubleForms phi, double scale, double shift) {
        double factor = scale;
        return new DoubleForms(
                scaled(phi.value(), factor, (-scale * shift)),
                scaled(phi.derivative(), factor, 0),
                phi.second() == null ? null : scaled(phi.second(), factor, 0));
    }

    private static DoubleMap hermite(int order, double factor) {
        double[] roots = new double[order + 1];
        for (int k = 0; k <= order; k++) {
            roots[k] = Math.sqrt(k);
        }
        return (x, at, y, to, n) -> TERMS.hermite(order, factor, roots, x, at, y, to, n);
    }

    private static DoubleMap line(DoublePieces pieces) {
        return (x, at, y, to, n) -> TERMS.linear(pieces, x, at, y, to, n);
    }

    private static DoubleMap constant(double value) {
        return (x, at, y, to, n) -> Arrays.fill(y, to, to + n, value);
    }

    private static DoubleMap negated(DoubleMap map) {
        return scaled(map, -1, -0.0);
    }

    private static DoubleMap scaled(DoubleMap map, double factor, double offset) {
        return (x, at, y, to, n) -> {
            map.run(x, at, y, to, n);
            TERMS.scale(factor, offset, y, to, y, to, n);
        };
    }

    /** y := factor first(x) + second(x) */
    private static DoubleMap sum(double factor, DoubleMap first, DoubleMap second) {
        return composed((x, at, y, to, n, u, v) -> {
            first.run(x, at, u, 0, n);
            second.run(x, at, v, 0, n);
            TERMS.combine(factor, u, 0, v, 0, y, to, n);
        });
    }

    /** y := (c0 + c1 x + c2 x^2) map(x), and 0 where map(x) is 0 */
    private static DoubleMap polynomialTimes(double c0, double c1, double c2, DoubleMap map) {
        return composed((x, at, y, to, n, u, v) -> {
            map.run(x, at, u, 0, n);
            TERMS.polynomial(c0, c1, c2, x, at, u, 0, y, to, n);
        });
    }

    /** y := x > 0 ? (right == 0 ? above : right x) : factor map(x) */
    private static DoubleMap joined(double right, double above, double factor, DoubleMap map) {
        return composed((x, at, y, to, n, u, v) -> {
            map.run(x, at, u, 0, n);
            TERMS.join(right, above, factor, x, at, u, 0, y, to, n);
        });
    }

    /** y := exp(-x^2) */
    private static void bell(double[] x, int at, double[] y, int to, int n) {
        TERMS.minusSquare(x, at, y, to, n);
        DoubleMaps.EXP.run(y, to, y, to, n);
    }

    /** 4 e / (1 + e)^2 with e = exp(-2 |x|), which is 1 - tanh(x)^2 without cancellation */
    private static void tanhSlope(double[] x, int at, double[] y, int to, int n) {
        bump(-2, 4, x, at, y, to, n);
    }

    /** e / (1 + e)^2 with e = exp(-|x|) */
    private static void sigmoidSlope(double[] x, int at, double[] y, int to, int n) {
        bump(-1, 1, x, at, y, to, n);
    }

    private static void bump(double rate, double factor, double[] x, int at, double[] y, int to, int n) {
        TERMS.magnitude(rate, x, at, y, to, n);
        DoubleMaps.EXP.run(y, to, y, to, n);
        TERMS.bump(factor, y, to, y, to, n);
    }

    /** -2 tanh(x) (1 - tanh(x)^2) */
    private static DoubleMap tanhBend() {
        return composed((x, at, y, to, n, u, v) -> {
            DoubleMaps.TANH.run(x, at, u, 0, n);
            tanhSlope(x, at, v, 0, n);
            TERMS.product(-2, v, 0, u, 0, y, to, n);
        });
    }

    /** -tanh(x / 2) sigma'(x) */
    private static DoubleMap sigmoidBend() {
        return composed((x, at, y, to, n, u, v) -> {
            TERMS.scale(0.5, -0.0, x, at, u, 0, n);
            DoubleMaps.TANH.run(u, 0, u, 0, n);
            sigmoidSlope(x, at, v, 0, n);
            TERMS.product(-1, v, 0, u, 0, y, to, n);
        });
    }

    /** A function of several passes over a chunk, u and v being room for what lies between them; y, which may be x, is written last. */
    @FunctionalInterface
    private interface Passes {
        void run(double[] x, int at, double[] y, int to, int n, double[] u, double[] v);
    }

    private static DoubleMap composed(Passes passes) {
        return (x, at, y, to, n) -> {
            Chunks<double[]> chunks = Chunks.ofDoubles();
            double[] u = chunks.take();
            double[] v = chunks.take();
            try {
                for (int from = 0; from < n; from += Chunks.SIZE) {
                    passes.run(x, at + from, y, to + from, Math.min(Chunks.SIZE, n - from), u, v);
                }
            } finally {
                chunks.give(2);
            }
        };
    }
}
