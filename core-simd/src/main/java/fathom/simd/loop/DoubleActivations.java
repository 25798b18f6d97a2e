package fathom.simd.loop;

import fathom.simd.machine.Backend;

/**
 * The activations of networks and kernels, made of the elementary functions over arrays and of plain loops of rounded operations, so that
 * they have the same bits everywhere. A factor that has underflowed to 0 makes a product 0, even where x is infinite.
 */
public final class DoubleActivations {

    private static final boolean VECTOR = Backend.available();

    /** 2 / sqrt(pi) */
    private static final double ERF_SLOPE = 1.1283791670955126;

    public static final DoubleForms TANH =
            new DoubleForms(DoubleMaps.TANH, DoubleActivations::tanhSlope, DoubleActivations::tanhBend);
    public static final DoubleForms SIGMOID =
            new DoubleForms(DoubleMaps.SIGMOID, DoubleActivations::sigmoidSlope, DoubleActivations::sigmoidBend);
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
            sum(2, DoubleActivations::sigmoidSlope, polynomialTimes(0, 1, 0, DoubleActivations::sigmoidBend)));
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
        DoubleMap value = map(new DoublePieces(kink, right, above, left, below, at));
        DoubleMap slope = map(new DoublePieces(kink, 0, right, 0, left, slopeAt));
        return new DoubleForms(value, slope, right == left && above == below ? constant(0) : null);
    }

    /** scale x beyond 0, scale alpha (exp(x) - 1) before it. */
    public static DoubleForms elu(double scale, double alpha) {
        double right = scale;
        double factor = (scale * alpha);
        return new DoubleForms(
                (x, at, y, to, n) -> {
                    DoubleMaps.EXPM1.run(x, at, y, to, n);
                    join(right, 0, factor, x, at, y, to, n);
                },
                (x, at, y, to, n) -> {
                    DoubleMaps.EXP.run(x, at, y, to, n);
                    join(0, right, factor, x, at, y, to, n);
                },
                null);
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

    /** h_(k+1) = (x h_k - sqrt(k) h_(k-1)) / sqrt(k + 1) */
    private static DoubleMap hermite(int order, double factor) {
        return (x, at, y, to, n) -> {
            for (int i = 0; i < n; i++) {
                double before = 0;
                double h = 1;
                for (int k = 0; k < order; k++) {
                    double next = Math.fma(x[at + i], h, -Math.sqrt(k) * before) / Math.sqrt(k + 1.0);
                    before = h;
                    h = next;
                }
                y[to + i] = factor * h;
            }
        };
    }

    private static DoubleMap constant(double value) {
        return (x, at, y, to, n) -> java.util.Arrays.fill(y, to, to + n, value);
    }

    private static DoubleMap negated(DoubleMap map) {
        return scaled(map, -1, -0.0);
    }

    private static DoubleMap scaled(DoubleMap map, double factor, double offset) {
        return (x, at, y, to, n) -> {
            map.run(x, at, y, to, n);
            for (int i = 0; i < n; i++) {
                y[to + i] = Math.fma(factor, y[to + i], offset);
            }
        };
    }

    /** y := factor first(x) + second(x) */
    private static DoubleMap sum(double factor, DoubleMap first, DoubleMap second) {
        return (x, at, y, to, n) -> {
            double[] more = new double[n];
            second.run(x, at, more, 0, n);
            first.run(x, at, y, to, n);
            for (int i = 0; i < n; i++) {
                y[to + i] = Math.fma(factor, y[to + i], more[i]);
            }
        };
    }

    /** y := (c0 + c1 x + c2 x^2) map(x) */
    private static DoubleMap polynomialTimes(double c0, double c1, double c2, DoubleMap map) {
        return (x, at, y, to, n) -> {
            map.run(x, at, y, to, n);
            for (int i = 0; i < n; i++) {
                // a coefficient of 0 is not multiplied by an infinite x
                double slope = c2 == 0 ? c1 : Math.fma(c2, x[at + i], c1);
                double polynomial = slope == 0 ? c0 : Math.fma(slope, x[at + i], c0);
                y[to + i] = y[to + i] == 0 ? 0 : polynomial * y[to + i];
            }
        };
    }

    private static DoubleMap map(DoublePieces pieces) {
        return VECTOR
                ? (x, at, y, to, n) -> VectorDoublePieces.linear(pieces, x, at, y, to, n)
                : (x, at, y, to, n) -> ScalarDoublePieces.linear(pieces, x, at, y, to, n);
    }

    private static void join(double right, double above, double factor, double[] x, int at, double[] y, int to, int n) {
        if (VECTOR) {
            VectorDoublePieces.join(right, above, factor, x, at, y, to, n);
        } else {
            ScalarDoublePieces.join(right, above, factor, x, at, y, to, n);
        }
    }

    /** y := exp(-x^2) */
    private static void bell(double[] x, int at, double[] y, int to, int n) {
        for (int i = 0; i < n; i++) {
            y[to + i] = -x[at + i] * x[at + i];
        }
        DoubleMaps.EXP.run(y, to, y, to, n);
    }

    /** 4 e / (1 + e)^2 with e = exp(-2 |x|), which is 1 - tanh(x)^2 without cancellation */
    private static void tanhSlope(double[] x, int at, double[] y, int to, int n) {
        quotient(-2, 4, x, at, y, to, n);
    }

    /** e / (1 + e)^2 with e = exp(-|x|) */
    private static void sigmoidSlope(double[] x, int at, double[] y, int to, int n) {
        quotient(-1, 1, x, at, y, to, n);
    }

    private static void quotient(double rate, double factor, double[] x, int at, double[] y, int to, int n) {
        for (int i = 0; i < n; i++) {
            y[to + i] = rate * Math.abs(x[at + i]);
        }
        DoubleMaps.EXP.run(y, to, y, to, n);
        for (int i = 0; i < n; i++) {
            double e = y[to + i];
            y[to + i] = factor * e / ((1 + e) * (1 + e));
        }
    }

    /** -2 tanh(x) (1 - tanh(x)^2) */
    private static void tanhBend(double[] x, int at, double[] y, int to, int n) {
        double[] tanh = new double[n];
        DoubleMaps.TANH.run(x, at, tanh, 0, n);
        tanhSlope(x, at, y, to, n);
        for (int i = 0; i < n; i++) {
            y[to + i] *= -2 * tanh[i];
        }
    }

    /** -tanh(x / 2) sigma'(x) */
    private static void sigmoidBend(double[] x, int at, double[] y, int to, int n) {
        double[] tanh = new double[n];
        for (int i = 0; i < n; i++) {
            tanh[i] = 0.5 * x[at + i];
        }
        DoubleMaps.TANH.run(tanh, 0, tanh, 0, n);
        sigmoidSlope(x, at, y, to, n);
        for (int i = 0; i < n; i++) {
            y[to + i] *= -tanh[i];
        }
    }
}
