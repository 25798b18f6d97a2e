package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Jacobian products: forwards against backwards, both against the twin, the twin against finite differences. */
class DerivativesTest {

    @Property(tries = 150)
    void forwardsAndBackwardsAreAdjoint(
            @ForAll @IntRange(min = 1, max = 10) int inputs,
            @ForAll @IntRange(min = 0, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 12) int width,
            @ForAll @IntRange(min = 1, max = 3) int outputs,
            @ForAll @IntRange(min = 1, max = 150) int rows,
            @ForAll Parameterisation parameterisation,
            @ForAll long seed) {
        Architecture architecture = Architecture.fullyConnected(inputs, depth, width, outputs)
                .with(parameterisation)
                .then(new Scaled(-0.7));
        Network network = Samples.network(architecture, Initialiser.HE, seed, 1);
        DoubleNetwork twin = DoubleNetwork.of(network);
        FloatMatrix x = Samples.normal(rows, inputs, seed, "inputs");
        float[] v =
                Samples.normal(1, architecture.parameters(), seed, "direction").array();
        FloatMatrix u = Samples.normal(rows, outputs, seed, "vector");
        DoubleMatrix wideX = Samples.widened(x);
        double[] wideV = new double[v.length];
        for (int p = 0; p < v.length; p++) {
            wideV[p] = v[p];
        }
        DoubleMatrix forwards = twin.jacobianVector(wideX, wideV);
        double[] backwards = twin.vectorJacobian(wideX, Samples.widened(u));
        double one = 0;
        double size = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < outputs; j++) {
                one += forwards.get(i, j) * u.get(i, j);
                size += Math.abs(forwards.get(i, j) * u.get(i, j));
            }
        }
        double other = 0;
        for (int p = 0; p < v.length; p++) {
            other += backwards[p] * v[p];
            size += Math.abs(backwards[p] * v[p]);
        }
        assertEquals(one, other, 1e-12 * size);

        if (Samples.distanceFromKink(twin, architecture, wideX, Samples.widened(u), Loss.SQUARED) < 1e-4) {
            return;
        }
        Derivatives derivatives = new Derivatives(network);
        FloatMatrix jv = derivatives.jacobianVector(x, v);
        double greatest = 0;
        for (int i = 0; i < rows; i++) {
            greatest = Math.max(greatest, Math.abs(forwards.get(i, 0)));
        }
        for (int i = 0; i < rows; i++) {
            assertEquals(forwards.get(i, 0), jv.get(i, 0), 1e-5 * (depth + 1) * (1 + greatest));
        }
        float[] vj = derivatives.vectorJacobian(x, u);
        double norm = 0;
        double difference = 0;
        for (int p = 0; p < vj.length; p++) {
            norm = Math.hypot(norm, backwards[p]);
            difference = Math.hypot(difference, vj[p] - backwards[p]);
        }
        assertTrue(difference <= 1e-5 * (depth + 1) * (1 + norm), difference + " of " + norm);
    }

    @Property(tries = 100)
    void twinMovesAsFiniteDifferencesSay(
            @ForAll @IntRange(min = 0, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 6) int width,
            @ForAll Parameterisation parameterisation,
            @ForAll long seed) {
        Architecture architecture =
                Architecture.fullyConnected(4, depth, width, 2).with(parameterisation);
        DoubleNetwork twin = DoubleNetwork.of(Samples.network(architecture, Initialiser.HE, seed, 1));
        DoubleMatrix x = Samples.widened(Samples.normal(3, 4, seed, "inputs"));
        float[] v =
                Samples.normal(1, architecture.parameters(), seed, "direction").array();
        double[] wideV = new double[v.length];
        double step = 1e-6;
        double[] above = twin.parameters().clone();
        double[] below = twin.parameters().clone();
        for (int p = 0; p < v.length; p++) {
            wideV[p] = v[p];
            above[p] += step * v[p];
            below[p] -= step * v[p];
        }
        DoubleMatrix exact = twin.jacobianVector(x, wideV);
        DoubleMatrix high = new DoubleNetwork(architecture, above).forward(x);
        DoubleMatrix low = new DoubleNetwork(architecture, below).forward(x);
        if (Samples.distanceFromKink(twin, architecture, x, exact, Loss.SQUARED) < 1e-2) {
            return;
        }
        double norm = 1e-3;
        double difference = 0;
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 2; j++) {
                norm = Math.hypot(norm, exact.get(i, j));
                difference = Math.hypot(difference, (high.get(i, j) - low.get(i, j)) / (2 * step) - exact.get(i, j));
            }
        }
        assertTrue(difference <= 1e-6 * norm, difference + " of " + norm);
    }

    @Property(tries = 40)
    void aRowOfTheJacobianIsTheProductWithAUnitVector(
            @ForAll @IntRange(min = 1, max = 9) int rows,
            @ForAll @IntRange(min = 1, max = 3) int outputs,
            @ForAll long seed) {
        Network network = Samples.network(Architecture.fullyConnected(5, 2, 7, outputs), Initialiser.NTK, seed, 1);
        FloatMatrix x = Samples.normal(rows, 5, seed, "inputs");
        Derivatives derivatives = new Derivatives(network);
        FloatMatrix jacobian = derivatives.jacobian(x);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < outputs; j++) {
                FloatMatrix unit = FloatMatrix.zeros(rows, outputs);
                unit.set(i, j, 1);
                assertArrayEquals(
                        derivatives.vectorJacobian(x, unit),
                        jacobian.row(i * outputs + j).copy().array(),
                        1e-6f);
            }
        }
    }
}
