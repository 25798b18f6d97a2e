package fathom.ntk.dual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.ActivationKernels;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.UnitRows;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Functions of a user's own: kinks anywhere, what is declared of them, and what they are called. */
class KinksTest {

    private static Nonlinearity hardtanh() {
        return Nonlinearity.of("hardtanh", x -> Math.max(-1, Math.min(1, x)), x -> Math.abs(x) < 1 ? 1 : 0, -1, 1);
    }

    /** x + 1 beyond -1, less x - 1 beyond 1, less 1: by two thresholds, whose duals are integrals of another kind. */
    private static double slopes(double q, double other, double u) {
        double sum = 0;
        for (double c : new double[] {-1, 1}) {
            for (double d : new double[] {-1, 1}) {
                sum += c * d * beyond(c / Math.sqrt(q), d / Math.sqrt(other), u);
            }
        }
        return sum;
    }

    /** P(x > h, y > k) = int_h^inf density(x) Phi((u x - k) / sqrt(1 - u^2)) dx, by Simpson's rule. */
    private static double beyond(double h, double k, double u) {
        double c = Math.sqrt((1 - u) * (1 + u));
        int steps = 400_000;
        double width = (12 - h) / steps;
        double sum = 0;
        for (int i = 0; i <= steps; i++) {
            double x = h + i * width;
            double weight = i == 0 || i == steps ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * density(x) * fathom.simd.math.DoubleFunctions.normalCdf((u * x - k) / c);
        }
        return sum * width / 3;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    @Test
    void twoKinks() {
        DualActivation dual = new DualActivation(hardtanh());
        for (double[] q : new double[][] {{1, 1}, {0.25, 2}, {3, 0.4}}) {
            for (double u : new double[] {-0.999, -0.6, 0, 0.3, 0.9, 0.99999}) {
                // Simpson's rule on a function as steep as 1 / c: its error is (width / c)^4.
                assertEquals(slopes(q[0], q[1], u), dual.derivative(q[0], q[1], u), 1e-12, q[0] + " at " + u);
                // The dual of the derivative is the derivative of the dual.
                double h = 1e-6;
                double difference = (dual.value(q[0], q[1], u + h) - dual.value(q[0], q[1], u - h)) / (2 * h);
                assertEquals(difference / Math.sqrt(q[0] * q[1]), dual.derivative(q[0], q[1], u), 1e-6);
            }
        }
        double inside = fathom.simd.math.DoubleFunctions.normalCdf(1) - fathom.simd.math.DoubleFunctions.normalCdf(-1);
        double second = inside - 2 * density(1) + (1 - inside);
        assertEquals(second, dual.secondMoment(1), 1e-15);
        assertEquals(second, dual.value(1, 1, 1), 1e-14);
        assertEquals(-second, dual.value(1, 1, -1), 1e-14);
        assertEquals(inside, dual.derivative(1, 1, 1), 1e-14);
        assertEquals(inside, dual.hermite(1, 2)[1], 1e-14);
    }

    /** One kink not at 0, declared as a user's own and known to the list. */
    @Test
    void aKinkOfAUserIsThatOfTheList() {
        Nonlinearity known = Nonlinearity.parse("normrelu(c=-0.7)");
        Nonlinearity own = Nonlinearity.of("own", known.value(), known.derivative(), -0.7);
        DualActivation closed = new DualActivation(known);
        DualActivation quadrature = new DualActivation(own);
        for (double[] q : new double[][] {{1, 1}, {0.25, 2}, {3, 0.4}}) {
            for (double u : new double[] {-1, -0.9999999, -0.6, 0, 0.3, 0.9, 0.9999999, 1}) {
                assertEquals(
                        closed.value(q[0], q[1], u), quadrature.value(q[0], q[1], u), 2e-14 * Math.sqrt(q[0] + q[1]));
                assertEquals(closed.derivative(q[0], q[1], u), quadrature.derivative(q[0], q[1], u), 4e-14);
            }
        }
    }

    /** Kernels between rows of length 1, layer by layer by the duals of each pair. */
    @Test
    void kernelsOfTwoKinks() {
        System.out.println("KinksTest seed 8");
        DoubleMatrix x = DoubleMatrix.zeros(6, 3);
        RandomStream.of(8, "kinks").fillNormal(x, 0);
        x = UnitRows.of(x);
        Nonlinearity phi = hardtanh();
        DualActivation dual = new DualActivation(phi);
        double w = 1 / dual.secondMoment(1);
        InfiniteNetwork network = InfiniteNetwork.relu().withWeightVariance(w);
        DoubleMatrix ntk = ActivationKernels.of(phi, Kernel.NTK, network, 2).gram(x);
        for (int i = 0; i < 6; i++) {
            for (int j = 0; j < 6; j++) {
                double u = 0;
                for (int k = 0; k < 3; k++) {
                    u = Math.fma(x.get(i, k), x.get(j, k), u);
                }
                u = i == j ? 1 : u;
                double tangent = u;
                for (int layer = 0; layer < 2; layer++) {
                    double slope = w * dual.derivative(1, 1, u);
                    u = i == j ? 1 : w * dual.value(1, 1, u);
                    tangent = Math.fma(slope, tangent, u);
                }
                assertEquals(tangent, ntk.get(i, j), 1e-13);
            }
        }
        IllegalArgumentException mixed = assertThrows(
                IllegalArgumentException.class,
                () -> ActivationKernels.of(phi, Kernel.NTK, network, 2).gram(DoubleMatrix.of(2, 1, 1, 2)));
        assertTrue(mixed.getMessage().contains("one length"), mixed.getMessage());
    }

    @Test
    void whatIsNotDeclaredIsRefused() {
        refused(
                "where no kink is declared",
                () -> Nonlinearity.of("hardtanh", x -> Math.max(-1, Math.min(1, x)), x -> Math.abs(x) < 1 ? 1 : 0));
        refused(
                "near 1.0000",
                () -> Nonlinearity.of("hardtanh", x -> Math.max(-1, Math.min(1, x)), x -> Math.abs(x) < 1 ? 1 : 0, -1));
        refused(
                "near -0.7000",
                () -> Nonlinearity.of(
                        "curved", x -> x > -0.7 ? (x + 0.7) * (x + 0.7) : 0, x -> x > -0.7 ? 2 * (x + 0.7) : 0));
        refused("derivative of twice", () -> Nonlinearity.of("twice", x -> Math.sin(x), x -> 2 * Math.cos(x)));
        refused("jumps by 1", () -> Nonlinearity.of("step", x -> x > 0.5 ? 1 : 0, x -> 0, 0.5));
        refused("where no kink is declared", () -> Nonlinearity.of("step", x -> x > 0.5 ? 1 : 0, x -> 0));
        refused("NaN", () -> Nonlinearity.of("root", Math::sqrt, x -> 0.5 / Math.sqrt(x), 0));
        refused("finite number", () -> Nonlinearity.of("kink", x -> x, x -> 1, Double.NaN));
    }

    private static void refused(String what, Runnable declaration) {
        IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, declaration::run);
        assertTrue(refused.getMessage().contains(what), refused.getMessage());
    }

    /** Every activation of the list is as it says of itself; steep, large and oscillating ones are no false alarms. */
    @Test
    void whatIsSmoothIsTaken() {
        for (String name : new String[] {
            "tanh", "sigmoid", "gelu", "silu", "softplus", "erf", "sin", "exp", "gaussian", "hermite(n=5)", "identity"
        }) {
            Nonlinearity phi = Nonlinearity.parse(name);
            Nonlinearity.of(name, phi.value(), phi.derivative());
        }
        for (String name : new String[] {"relu", "elu(alpha=1)", "selu", "leaky_relu(slope=0.2)", "abs"}) {
            Nonlinearity phi = Nonlinearity.parse(name);
            Nonlinearity.of(name, phi.value(), phi.derivative(), 0);
        }
        Nonlinearity.of("steep", x -> Math.tanh(50 * x), x -> 50 / Math.pow(Math.cosh(50 * x), 2));
        Nonlinearity.of("large", x -> Math.exp(5 * x), x -> 5 * Math.exp(5 * x));
        Nonlinearity.of("waves", x -> Math.sin(40 * x), x -> 40 * Math.cos(40 * x));
    }

    /** A name is a name: what is called relu is computed as what it is. */
    @Test
    void namesDecideNothing() {
        Nonlinearity own = Nonlinearity.of("relu", Math::tanh, x -> 1 - Math.tanh(x) * Math.tanh(x));
        assertFalse(own.isRelu());
        assertTrue(Nonlinearity.parse("relu").isRelu());
        DualActivation tanh = new DualActivation(Nonlinearity.parse("tanh"));
        assertEquals(tanh.value(1, 1, 0.3), new DualActivation(own).value(1, 1, 0.3), 1e-14);
        assertEquals(1 / tanh.secondMoment(1), ActivationKernels.weightVariance(own), 1e-13);
    }
}
