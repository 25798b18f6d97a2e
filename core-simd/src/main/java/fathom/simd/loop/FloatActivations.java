package fathom.simd.loop;

import fathom.simd.machine.Backend;

/**
 * The activations of networks and kernels, made of the elementary functions over arrays and of plain loops of rounded operations, so that
 * they have the same bits everywhere. A factor that has underflowed to 0 makes a product 0, even where x is infinite.
 */
public final class FloatActivations {

    private static final boolean VECTOR = Backend.available();

    /** 2 / sqrt(pi) */
    private static final float ERF_SLOPE = (float) 1.1283791670955126;

    public static final FloatForms TANH =
            new FloatForms(FloatMaps.TANH, FloatActivations::tanhSlope, FloatActivations::tanhBend);
    public static final FloatForms SIGMOID =
            new FloatForms(FloatMaps.SIGMOID, FloatActivations::sigmoidSlope, FloatActivations::sigmoidBend);
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
            sum(2, FloatActivations::sigmoidSlope, polynomialTimes(0, 1, 0, FloatActivations::sigmoidBend)));
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
        FloatMap value = map(
                new FloatPieces((float) kink, (float) right, (float) above, (float) left, (float) below, (float) at));
        FloatMap slope = map(new FloatPieces((float) kink, 0, (float) right, 0, (float) left, (float) slopeAt));
        return new FloatForms(value, slope, right == left && above == below ? constant(0) : null);
    }

    /** scale x beyond 0, scale alpha (exp(x) - 1) before it. */
    public static FloatForms elu(double scale, double alpha) {
        float right = (float) scale;
        float factor = (float) (scale * alpha);
        return new FloatForms(
                (x, at, y, to, n) -> {
                    FloatMaps.EXPM1.run(x, at, y, to, n);
                    join(right, 0, factor, x, at, y, to, n);
                },
                (x, at, y, to, n) -> {
                    FloatMaps.EXP.run(x, at, y, to, n);
                    join(0, right, factor, x, at, y, to, n);
                },
                null);
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

    /** h_(k+1) = (x h_k - sqrt(k) h_(k-1)) / sqrt(k + 1) */
    private static FloatMap hermite(int order, float factor) {
        return (x, at, y, to, n) -> {
            for (int i = 0; i < n; i++) {
                float before = 0;
                float h = 1;
                for (int k = 0; k < order; k++) {
                    float next = Math.fma(x[at + i], h, -(float) Math.sqrt(k) * before) / (float) Math.sqrt(k + 1.0);
                    before = h;
                    h = next;
                }
                y[to + i] = factor * h;
            }
        };
    }

    private static FloatMap constant(float value) {
        return (x, at, y, to, n) -> java.util.Arrays.fill(y, to, to + n, value);
    }

    private static FloatMap negated(FloatMap map) {
        return scaled(map, -1, -0.0f);
    }

    private static FloatMap scaled(FloatMap map, float factor, float offset) {
        return (x, at, y, to, n) -> {
            map.run(x, at, y, to, n);
            for (int i = 0; i < n; i++) {
                y[to + i] = Math.fma(factor, y[to + i], offset);
            }
        };
    }

    /** y := factor first(x) + second(x) */
    private static FloatMap sum(float factor, FloatMap first, FloatMap second) {
        return (x, at, y, to, n) -> {
            float[] more = new float[n];
            second.run(x, at, more, 0, n);
            first.run(x, at, y, to, n);
            for (int i = 0; i < n; i++) {
                y[to + i] = Math.fma(factor, y[to + i], more[i]);
            }
        };
    }

    /** y := (c0 + c1 x + c2 x^2) map(x) */
    private static FloatMap polynomialTimes(float c0, float c1, float c2, FloatMap map) {
        return (x, at, y, to, n) -> {
            map.run(x, at, y, to, n);
            for (int i = 0; i < n; i++) {
                // a coefficient of 0 is not multiplied by an infinite x
                float slope = c2 == 0 ? c1 : Math.fma(c2, x[at + i], c1);
                float polynomial = slope == 0 ? c0 : Math.fma(slope, x[at + i], c0);
                y[to + i] = y[to + i] == 0 ? 0 : polynomial * y[to + i];
            }
        };
    }

    private static FloatMap map(FloatPieces pieces) {
        return VECTOR
                ? (x, at, y, to, n) -> VectorFloatPieces.linear(pieces, x, at, y, to, n)
                : (x, at, y, to, n) -> ScalarFloatPieces.linear(pieces, x, at, y, to, n);
    }

    private static void join(float right, float above, float factor, float[] x, int at, float[] y, int to, int n) {
        if (VECTOR) {
            VectorFloatPieces.join(right, above, factor, x, at, y, to, n);
        } else {
            ScalarFloatPieces.join(right, above, factor, x, at, y, to, n);
        }
    }

    /** y := exp(-x^2) */
    private static void bell(float[] x, int at, float[] y, int to, int n) {
        for (int i = 0; i < n; i++) {
            y[to + i] = -x[at + i] * x[at + i];
        }
        FloatMaps.EXP.run(y, to, y, to, n);
    }

    /** 4 e / (1 + e)^2 with e = exp(-2 |x|), which is 1 - tanh(x)^2 without cancellation */
    private static void tanhSlope(float[] x, int at, float[] y, int to, int n) {
        quotient(-2, 4, x, at, y, to, n);
    }

    /** e / (1 + e)^2 with e = exp(-|x|) */
    private static void sigmoidSlope(float[] x, int at, float[] y, int to, int n) {
        quotient(-1, 1, x, at, y, to, n);
    }

    private static void quotient(float rate, float factor, float[] x, int at, float[] y, int to, int n) {
        for (int i = 0; i < n; i++) {
            y[to + i] = rate * Math.abs(x[at + i]);
        }
        FloatMaps.EXP.run(y, to, y, to, n);
        for (int i = 0; i < n; i++) {
            float e = y[to + i];
            y[to + i] = factor * e / ((1 + e) * (1 + e));
        }
    }

    /** -2 tanh(x) (1 - tanh(x)^2) */
    private static void tanhBend(float[] x, int at, float[] y, int to, int n) {
        float[] tanh = new float[n];
        FloatMaps.TANH.run(x, at, tanh, 0, n);
        tanhSlope(x, at, y, to, n);
        for (int i = 0; i < n; i++) {
            y[to + i] *= -2 * tanh[i];
        }
    }

    /** -tanh(x / 2) sigma'(x) */
    private static void sigmoidBend(float[] x, int at, float[] y, int to, int n) {
        float[] tanh = new float[n];
        for (int i = 0; i < n; i++) {
            tanh[i] = 0.5f * x[at + i];
        }
        FloatMaps.TANH.run(tanh, 0, tanh, 0, n);
        sigmoidSlope(x, at, y, to, n);
        for (int i = 0; i < n; i++) {
            y[to + i] *= -tanh[i];
        }
    }
}
