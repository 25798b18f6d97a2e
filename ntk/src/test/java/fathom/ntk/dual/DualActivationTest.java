package fathom.ntk.dual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DualActivationTest {

    private static final double[] CORRELATIONS = {-1, -0.999999, -0.6, 0, 0.3, 0.9, 0.999999, 1};
    private static final double[][] VARIANCES = {{1, 1}, {0.25, 2}, {3, 0.01}};

    private static DualActivation dual(String name) {
        return new DualActivation(Nonlinearity.parse(name));
    }

    /** The closed forms against the quadrature, which shares nothing with them. */
    @ParameterizedTest
    @ValueSource(strings = {"relu", "abs", "leaky_relu(slope=0.2)", "sin", "cos", "exp", "gaussian", "erf"})
    void closedFormsAreTheirIntegrals(String name) {
        DualActivation closed = dual(name);
        Nonlinearity phi = closed.phi();
        DualActivation quadrature = new DualActivation(Nonlinearity.of("the same", phi.value(), phi.derivative(), 0));
        for (double[] q : VARIANCES) {
            for (double u : CORRELATIONS) {
                double scale = Math.sqrt(closed.value(q[0], q[0], 1) * closed.value(q[1], q[1], 1));
                assertEquals(
                        closed.value(q[0], q[1], u), quadrature.value(q[0], q[1], u), 2e-14 * scale, name + " at " + u);
                if (phi.differentiable()) {
                    double slopes = Math.sqrt(closed.derivative(q[0], q[0], 1) * closed.derivative(q[1], q[1], 1));
                    assertEquals(
                            closed.derivative(q[0], q[1], u),
                            quadrature.derivative(q[0], q[1], u),
                            2e-14 * slopes,
                            name + "' at " + u);
                }
            }
        }
    }

    @Test
    void independentArgumentsGiveProductsOfMeans() {
        for (String name : new String[] {"relu", "tanh", "softplus", "gelu", "selu", "normrelu"}) {
            DualActivation dual = dual(name);
            assertEquals(dual.mean(0.7) * dual.mean(2), dual.value(0.7, 2, 0), 1e-14, name);
            assertEquals(dual.secondMoment(1.4), dual.value(1.4, 1.4, 1), 2e-14, name);
        }
        assertEquals(1 / (2 * Math.PI), dual("relu").value(1, 1, 0), 1e-16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "softplus", "silu", "elu(alpha=1.5)", "selu", "normrelu(c=-0.5)"})
    void dualsAreExpectations(String name) {
        System.out.println("DualActivationTest seed 17");
        DualActivation dual = dual(name);
        RandomStream stream = RandomStream.of(17, name);
        double u = 0.6;
        double sum = 0;
        double squares = 0;
        int draws = 200_000;
        for (int i = 0; i < draws; i++) {
            double g = stream.normal(2L * i);
            double h = u * g + Math.sqrt(1 - u * u) * stream.normal(2L * i + 1);
            double product = dual.phi().value().applyAsDouble(1.5 * g)
                    * dual.phi().value().applyAsDouble(0.5 * h);
            sum += product;
            squares += product * product;
        }
        double mean = sum / draws;
        double error = Math.sqrt((squares / draws - mean * mean) / draws);
        double z = (mean - dual.value(2.25, 0.25, u)) / error;
        assertTrue(Math.abs(z) < 4, name + ": z = " + z);
    }

    @ParameterizedTest
    @ValueSource(strings = {"tanh", "sigmoid", "softplus", "silu", "sin", "gaussian"})
    void hermiteSeriesSumToTheDual(String name) {
        DualActivation dual = dual(name);
        double[] a = dual.hermite(0.8, 120);
        double[] b = dual.hermite(1.3, 120);
        for (double u : new double[] {-0.9, 0.2, 0.8}) {
            double sum = 0;
            double power = 1;
            for (int n = 0; n < a.length; n++) {
                sum += a[n] * b[n] * power;
                power *= u;
            }
            assertEquals(sum, dual.value(0.8, 1.3, u), 1e-14);
        }
    }

    /** The derivative of the dual with respect to the covariance is the dual of the derivative. */
    @ParameterizedTest
    @ValueSource(strings = {"tanh", "elu(alpha=0.7)", "silu", "relu", "cos", "normrelu", "normrelu(c=0.5)"})
    void derivativesAreDerivatives(String name) {
        DualActivation dual = dual(name);
        double h = 1e-4;
        double q = 1.7;
        double other = 0.6;
        double scale = Math.sqrt(q * other);
        for (double u : new double[] {-0.7, 0.1, 0.5}) {
            double difference = (8 * (dual.value(q, other, u + h) - dual.value(q, other, u - h))
                            - dual.value(q, other, u + 2 * h)
                            + dual.value(q, other, u - 2 * h))
                    / (12 * h * scale);
            assertEquals(difference, dual.derivative(q, other, u), 1e-10);
        }
    }

    @Test
    void momentsAndHermiteCoefficients() {
        assertEquals(0.5, dual("relu").secondMoment(1), 1e-15);
        assertEquals(1 / Math.sqrt(2 * Math.PI), dual("relu").mean(1), 1e-15);
        double[] relu = dual("relu").hermite(1, 6);
        assertEquals(0.5, relu[1], 1e-15);
        assertEquals(1 / Math.sqrt(4 * Math.PI), relu[2], 1e-15);
        assertEquals(0, relu[3], 1e-15);
        assertEquals(-1 / Math.sqrt(48 * Math.PI), relu[4], 1e-15);
        double[] exp = dual("exp").hermite(1, 8);
        double factorial = 1;
        for (int n = 0; n < 8; n++) {
            factorial *= Math.max(n, 1);
            assertEquals(Math.exp(0.5) / Math.sqrt(factorial), exp[n], 1e-14);
        }
        double[] tanh = dual("tanh").hermite(1, 9);
        for (int n = 0; n < 9; n += 2) {
            assertEquals(0, tanh[n], 1e-16);
        }
    }

    /** The table of Agarwal, Awasthi and Kale, to its five digits, and by its formulas. */
    @Test
    void nonlinearityOfThePaper() {
        assertEquals((Math.PI - 2) / (2 * Math.PI - 2), dual("relu").nonlinearity(1), 1e-14);
        assertEquals((Math.PI - 2) / Math.PI, dual("step").nonlinearity(1), 1e-14);
        assertEquals((Math.E - 2) / (Math.E - 1), dual("exp").nonlinearity(1), 1e-14);
        assertEquals(0, dual("identity").nonlinearity(1), 1e-14);
        assertEquals(0.26653, dual("relu").nonlinearity(1), 5e-6);
        assertEquals(0.36338, dual("step").nonlinearity(1), 5e-6);
        assertEquals(0.41802, dual("exp").nonlinearity(1), 5e-6);
        double c = -1.5975;
        assertEquals(0.0156, dual("normrelu(c=-1.5975)").nonlinearity(1), 5e-5);
        assertEquals(1, dual("hermite(n=2)").nonlinearity(1), 1e-14);
        DualActivation normalised = dual("normalised(tanh)");
        assertEquals(0, normalised.mean(1), 1e-14);
        assertEquals(1, normalised.secondMoment(1), 1e-13);
        assertEquals(dual("tanh").nonlinearity(1), normalised.nonlinearity(1), 1e-13);
    }

    @Test
    void badInputIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> dual("relu").value(-1, 1, 0));
        assertThrows(IllegalArgumentException.class, () -> dual("relu").value(1, 1, 1.01));
        IllegalArgumentException step =
                assertThrows(IllegalArgumentException.class, () -> dual("step").derivative(1, 1, 0));
        assertTrue(step.getMessage().contains("no tangent kernel"), step.getMessage());
        assertThrows(IllegalArgumentException.class, () -> dual("rleu"));
    }
}
