package fathom.simd.loop;

import fathom.simd.machine.Backend;
import java.util.Arrays;

/**
 * The activations of networks and kernels, made of the elementary functions over arrays and of plain loops of rounded operations, so that
 * they have the same bits everywhere. A factor that has underflowed to 0 makes a product 0, even where x is infinite.
 */
public final class FloatActivations {

    private static final FloatTerms TERMS = Backend.available() ? new VectorFloatTerms() : new ScalarFloatTerms();

    /** 2 / sqrt(pi) */
    private static final float ERF_SLOPE = (float) 1.1283791670955126;

    public static final FloatForms TANH = new FloatForms(FloatMaps.TANH, FloatActivations::tanhSlope, tanhBend());
    public static final FloatForms SIGMOID =
            new FloatForms(FloatMaps.SIGMOID, FloatActivations::sigmoidSlope, sigmoidBend());
    public static final FloatForms SOFTPLUS =
            new FloatForms(FloatMaps.SOFTPLUS, FloatMaps.SIGMOID, FloatActivations::sigmoidSlope);
    public static final FloatForms SIN = new FloatForms(FloatMaps.SIN, FloatMaps.COS, negated(FloatMaps.SIN));
    public static final FloatForms COS = new FloatForms(FloatMaps.COS, negated(FloatMaps.SIN), negated(FloatMaps.COS));
    public static final FloatForms EXP = new FloatForms(FloatMaps.EXP, FloatMaps.EXP, FloatMaps.EXP);
    /** x Phi(x), Phi(x) + x phi(x), (2 - x^2) phi(x) */
    public static final FloatForms GELU = new FloatForms(
            polynomialTimes(0, 1, 0, FloatMaps.NORMAL_CDF),
            sum(1, FloatMaps.NORMAL_CDF, polynomialTimes(0, 1, 0, FloatMaps.NORMAL_DENSITY)),
            polynomialTimes(2, 0, -1, FloatMaps.NORMAL_DENSITY));
    /** x sigma(x), sigma + x sigma', 2 sigma' + x sigma'' */
    public static final FloatForms SILU = new FloatForms(
            polynomialTimes(0, 1, 0, FloatMaps.SIGMOID),
            sum(1, FloatMaps.SIGMOID, polynomialTimes(0, 1, 0, FloatActivations::sigmoidSlope)),
            sum(2, FloatActivations::sigmoidSlope, polynomialTimes(0, 1, 0, sigmoidBend())));
    /** erf(x), 2/sqrt(pi) exp(-x^2), -4/sqrt(pi) x exp(-x^2) */
    public static final FloatForms ERF = new FloatForms(
            FloatMaps.ERF,
            polynomialTimes(ERF_SLOPE, 0, 0, FloatActivations::bell),
            polynomialTimes(0, -2 * ERF_SLOPE, 0, FloatActivations::bell));
    /** exp(-x^2), -2 x exp(-x^2), (4 x^2 - 2) exp(-x^2) */
    public static final FloatForms GAUSSIAN = new FloatForms(
            FloatActivations::bell,
            polynomialTimes(0, -2, 0, FloatActivations::bell),
            polynomialTimes(-2, 0, 4, FloatActivations::bell));

    private FloatActivations() {}

    /**
     * right x + above beyond the kink, left x + below before it, {@code at} at the kink, where the slope is {@code slopeAt}; no second
     * derivative unless the two lines are one.
     */
    public static FloatForms linear(
            double kink, double right, double above, double left, double below, double at, double slopeAt) {
        FloatMap value = line(
                new FloatPieces((float) kink, (float) right, (float) above, (float) left, (float) below, (float) at));
        FloatMap slope = line(new FloatPieces((float) kink, 0, (float) right, 0, (float) left, (float) slopeAt));
        return new FloatForms(value, slope, right == left && above == below ? constant(0) : null);
    }

    /** scale x beyond 0, scale alpha (exp(x) - 1) before it. */
    public static FloatForms elu(double scale, double alpha) {
        float right = (float) scale;
        float factor = (float) (scale * alpha);
        return new FloatForms(joined(right, 0, factor, FloatMaps.EXPM1), joined(0, right, factor, FloatMaps.EXP), null);
    }

    /** The orthonormal polynomial h_n of the probabilists' Hermite family, with h_n' = sqrt(n) h_(n-1). */
    public static FloatForms hermite(int order) {
        double slope = Math.sqrt(order);
        double bend = Math.sqrt((double) order * (order - 1));
        return new FloatForms(
                hermite(order, 1),
                order < 1 ? constant(0) : hermite(order - 1, (float) slope),
                order < 2 ? constant(0) : hermite(order - 2, (float) bend));
    }

    /** scale (phi - shift) */
    public static FloatForms normalised(FloatForms phi, double scale, double shift) {
        float factor = (float) scale;
        return new FloatForms(
                scaled(phi.value(), factor, (float) (-scale * shift)),
                scaled(phi.derivative(), factor, 0),
                phi.second() == null ? null : scaled(phi.second(), factor, 0));
    }

    private static FloatMap hermite(int order, float factor) {
        float[] roots = new float[order + 1];
        for (int k = 0; k <= order; k++) {
            roots[k] = (float) Math.sqrt(k);
        }
        return (x, at, y, to, n) -> TERMS.hermite(order, factor, roots, x, at, y, to, n);
    }

    private static FloatMap line(FloatPieces pieces) {
        return (x, at, y, to, n) -> TERMS.linear(pieces, x, at, y, to, n);
    }

    private static FloatMap constant(float value) {
        return (x, at, y, to, n) -> Arrays.fill(y, to, to + n, value);
    }

    private static FloatMap negated(FloatMap map) {
        return scaled(map, -1, -0.0f);
    }

    private static FloatMap scaled(FloatMap map, float factor, float offset) {
        return (x, at, y, to, n) -> {
            map.run(x, at, y, to, n);
            TERMS.scale(factor, offset, y, to, y, to, n);
        };
    }

    /** y := factor first(x) + second(x) */
    private static FloatMap sum(float factor, FloatMap first, FloatMap second) {
        return composed((x, at, y, to, n, u, v) -> {
            first.run(x, at, u, 0, n);
            second.run(x, at, v, 0, n);
            TERMS.combine(factor, u, 0, v, 0, y, to, n);
        });
    }

    /** y := (c0 + c1 x + c2 x^2) map(x), and 0 where map(x) is 0 */
    private static FloatMap polynomialTimes(float c0, float c1, float c2, FloatMap map) {
        return composed((x, at, y, to, n, u, v) -> {
            map.run(x, at, u, 0, n);
            TERMS.polynomial(c0, c1, c2, x, at, u, 0, y, to, n);
        });
    }

    /** y := x > 0 ? (right == 0 ? above : right x) : factor map(x) */
    private static FloatMap joined(float right, float above, float factor, FloatMap map) {
        return composed((x, at, y, to, n, u, v) -> {
            map.run(x, at, u, 0, n);
            TERMS.join(right, above, factor, x, at, u, 0, y, to, n);
        });
    }

    /** y := exp(-x^2) */
    private static void bell(float[] x, int at, float[] y, int to, int n) {
        TERMS.minusSquare(x, at, y, to, n);
        FloatMaps.EXP.run(y, to, y, to, n);
    }

    /** 4 e / (1 + e)^2 with e = exp(-2 |x|), which is 1 - tanh(x)^2 without cancellation */
    private static void tanhSlope(float[] x, int at, float[] y, int to, int n) {
        bump(-2, 4, x, at, y, to, n);
    }

    /** e / (1 + e)^2 with e = exp(-|x|) */
    private static void sigmoidSlope(float[] x, int at, float[] y, int to, int n) {
        bump(-1, 1, x, at, y, to, n);
    }

    private static void bump(float rate, float factor, float[] x, int at, float[] y, int to, int n) {
        TERMS.magnitude(rate, x, at, y, to, n);
        FloatMaps.EXP.run(y, to, y, to, n);
        TERMS.bump(factor, y, to, y, to, n);
    }

    /** -2 tanh(x) (1 - tanh(x)^2) */
    private static FloatMap tanhBend() {
        return composed((x, at, y, to, n, u, v) -> {
            FloatMaps.TANH.run(x, at, u, 0, n);
            tanhSlope(x, at, v, 0, n);
            TERMS.product(-2, v, 0, u, 0, y, to, n);
        });
    }

    /** -tanh(x / 2) sigma'(x) */
    private static FloatMap sigmoidBend() {
        return composed((x, at, y, to, n, u, v) -> {
            TERMS.scale(0.5f, -0.0f, x, at, u, 0, n);
            FloatMaps.TANH.run(u, 0, u, 0, n);
            sigmoidSlope(x, at, v, 0, n);
            TERMS.product(-1, v, 0, u, 0, y, to, n);
        });
    }

    /** A function of several passes over a chunk, u and v being room for what lies between them; y, which may be x, is written last. */
    @FunctionalInterface
    private interface Passes {
        void run(float[] x, int at, float[] y, int to, int n, float[] u, float[] v);
    }

    private static FloatMap composed(Passes passes) {
        return (x, at, y, to, n) -> {
            Chunks<float[]> chunks = Chunks.ofFloats();
            float[] u = chunks.take();
            float[] v = chunks.take();
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
