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

    @Property(tries = 100)
    void forwardsAndBackwardsAreAdjoint(
            @ForAll @IntRange(min = 1, max = 10) int inputs,
            @ForAll @IntRange(min = 0, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 90) int many,
            @ForAll Mode mode,
            @ForAll boolean images,
            @ForAll long seed) {
        // In training the rows of a block of 64 see each other.
        int wanted = images ? 1 + many / 30 : mode == Mode.TRAINING ? Math.min(many, 64) : many;
        Architecture architecture = images
                ? Architectures.images(seed, Math.min(depth, 2), 0.1, 1)
                : Architectures.rows(seed, inputs, depth, 1, 12, 0.1, 1);
        int rows = Math.max(wanted, architecture.fewestTrainingRows());
        Network network = Samples.network(architecture, Initialiser.HE, seed, 1);
        DoubleNetwork twin = DoubleNetwork.of(network);
        FloatMatrix x = Samples.normal(rows, architecture.inputs(), seed, "inputs");
        float[] v =
                Samples.normal(1, architecture.parameters(), seed, "direction").array();
        FloatMatrix u = Samples.normal(rows, architecture.outputs(), seed, "vector");
        DoubleMatrix wideX = Samples.widened(x);
        DoubleMatrix wideU = Samples.widened(u);
        double[] wideV = Samples.widened(v);
        DoubleMatrix forwards = twin.jacobianVector(wideX, wideV, mode);
        double[] backwards = twin.vectorJacobian(wideX, wideU, mode);
        double one = 0;
        double size = 0;
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < architecture.outputs(); j++) {
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

        Rounding rounding = new Rounding(architecture, twin, mode, seed);
        if (rounding.reachesAKink(wideX, wideU, Loss.SQUARED)) {
            return;
        }
        Derivatives derivatives = new Derivatives(network, mode);
        double difference = Rounding.greatestDifference(Samples.widened(derivatives.jacobianVector(x, v)), forwards);
        double spread = rounding.ofTangent(wideX, wideV);
        assertTrue(difference <= Rounding.SPREADS * spread, difference + " beyond " + spread + " of " + architecture);
        float[] vj = derivatives.vectorJacobian(x, u);
        double[] spreads = rounding.ofGradient(wideX, _ -> wideU);
        for (Tensor tensor : architecture.tensors()) {
            difference = 0;
            spread = 0;
            for (int p = tensor.offset(); p < tensor.offset() + tensor.size(); p++) {
                difference = Math.max(difference, Math.abs(vj[p] - backwards[p]));
                spread = Math.max(spread, spreads[p]);
            }
            assertTrue(
                    difference <= Rounding.SPREADS * spread,
                    tensor.name() + ": " + difference + " beyond " + spread + " of " + architecture);
        }
    }

    @Property(tries = 100)
    void twinMovesAsFiniteDifferencesSay(@ForAll @IntRange(min = 0, max = 4) int depth, @ForAll long seed) {
        Architecture architecture = Architectures.rows(seed, 4, depth, 1, 6, 0.1, 1);
        DoubleNetwork twin = DoubleNetwork.of(Samples.network(architecture, Initialiser.HE, seed, 1));
        DoubleMatrix x = Samples.widened(Samples.normal(3, 4, seed, "inputs"));
        double[] v = Samples.widened(
                Samples.normal(1, architecture.parameters(), seed, "direction").array());
        DoubleMatrix exact = twin.jacobianVector(x, v);
        if (Kinks.least(Kinks.distances(architecture, twin.values(x), exact, Loss.SQUARED)) < 1e-2) {
            return;
        }
        double norm = 1e-3;
        double error = 0;
        double truncation = 0;
        DoubleMatrix near = difference(twin, x, v, 1e-6);
        DoubleMatrix far = difference(twin, x, v, 2e-6);
        for (int i = 0; i < exact.rows(); i++) {
            for (int j = 0; j < exact.columns(); j++) {
                norm = Math.hypot(norm, exact.get(i, j));
                truncation = Math.hypot(truncation, near.get(i, j) - far.get(i, j));
                error = Math.hypot(error, (4 * near.get(i, j) - far.get(i, j)) / 3 - exact.get(i, j));
            }
        }
        assertTrue(error <= 1e-6 * norm + truncation, error + " of " + norm + ": " + architecture);
    }

    /** (f(theta + h v) - f(theta - h v)) / 2 h */
    private static DoubleMatrix difference(DoubleNetwork twin, DoubleMatrix x, double[] v, double step) {
        double[] above = twin.parameters().clone();
        double[] below = twin.parameters().clone();
        for (int p = 0; p < v.length; p++) {
            above[p] += step * v[p];
            below[p] -= step * v[p];
        }
        DoubleMatrix high = twin.with(above).forward(x);
        DoubleMatrix low = twin.with(below).forward(x);
        DoubleMatrix difference = DoubleMatrix.zeros(high.rows(), high.columns());
        for (int i = 0; i < high.rows(); i++) {
            for (int j = 0; j < high.columns(); j++) {
                difference.set(i, j, (high.get(i, j) - low.get(i, j)) / (2 * step));
            }
        }
        return difference;
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
