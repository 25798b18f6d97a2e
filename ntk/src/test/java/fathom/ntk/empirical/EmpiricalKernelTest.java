package fathom.ntk.empirical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class EmpiricalKernelTest {

    private static final int INPUTS = 3;
    private static final int OUTPUTS = 2;
    private static final FloatMatrix X = normal("x", 5);
    private static final FloatMatrix Y = normal("y", 4);

    /** f = (x, 1) W, parameters W by rows: d f_j / d W_kj' = x_k if j = j', and the row of biases last. */
    private static final Jacobian LINEAR = x -> {
        FloatMatrix j = FloatMatrix.zeros(x.rows() * OUTPUTS, (INPUTS + 1) * OUTPUTS);
        for (int i = 0; i < x.rows(); i++) {
            for (int o = 0; o < OUTPUTS; o++) {
                for (int k = 0; k <= INPUTS; k++) {
                    j.set(i * OUTPUTS + o, k * OUTPUTS + o, k < INPUTS ? x.get(i, k) : 1);
                }
            }
        }
        return j;
    };

    private static FloatMatrix normal(String purpose, int rows) {
        FloatMatrix x = FloatMatrix.zeros(rows, INPUTS);
        RandomStream.of(37, purpose).fillNormal(x, 0);
        return x;
    }

    private static double dot(FloatMatrix x, int i, FloatMatrix y, int k) {
        double sum = 0;
        for (int c = 0; c < INPUTS; c++) {
            sum += (double) x.get(i, c) * y.get(k, c);
        }
        return sum;
    }

    @Test
    void aLinearMapHasTheLinearKernel() {
        EmpiricalKernel kernel = new EmpiricalKernel(LINEAR, OUTPUTS);
        DoubleMatrix full = kernel.full(X, Y);
        DoubleMatrix traced = kernel.traced(X, Y);
        List<DoubleMatrix> layers = kernel.layers(
                X,
                Y,
                List.of(
                        new EmpiricalKernel.Range("weights", 0, INPUTS * OUTPUTS),
                        new EmpiricalKernel.Range("biases", INPUTS * OUTPUTS, (INPUTS + 1) * OUTPUTS)));
        for (int i = 0; i < X.rows(); i++) {
            for (int k = 0; k < Y.rows(); k++) {
                double expected = dot(X, i, Y, k) + 1;
                assertEquals(expected, traced.get(i, k), 1e-13);
                assertEquals(expected - 1, layers.get(0).get(i, k), 1e-13);
                assertEquals(1, layers.get(1).get(i, k), 1e-13);
                for (int a = 0; a < OUTPUTS; a++) {
                    for (int b = 0; b < OUTPUTS; b++) {
                        assertEquals(a == b ? expected : 0, full.get(i * OUTPUTS + a, k * OUTPUTS + b), 1e-13);
                    }
                }
            }
        }
        assertEquals(
                traced.get(2, 1),
                kernel.rowKernel().cross(doubles(X), doubles(Y)).get(2, 1));
        assertEquals(dot(X, 3, X, 3) + 1, kernel.rowKernel().diagonal(doubles(X))[3], 1e-13);
        assertEquals(dot(X, 3, X, 1) + 1, kernel.rowKernel().gram(doubles(X)).get(1, 3), 1e-13);
    }

    private static DoubleMatrix doubles(FloatMatrix x) {
        DoubleMatrix result = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                result.set(i, j, x.get(i, j));
            }
        }
        return result;
    }

    @Test
    void productsNeedNoKernel() {
        EmpiricalKernel kernel = new EmpiricalKernel(LINEAR, OUTPUTS);
        DoubleMatrix full = kernel.full(X, X);
        double[] v = new double[X.rows() * OUTPUTS];
        double[] expected = new double[v.length];
        for (int i = 0; i < v.length; i++) {
            v[i] = RandomStream.of(37, "v").normal(i);
        }
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                expected[i] += full.get(i, j) * v[j];
            }
        }
        assertArrayEquals(expected, kernel.product(X, v), 1e-12);
        assertThrows(ShapeMismatchException.class, () -> kernel.product(X, new double[3]));
    }

    /** f = x.w with w standard normal: the covariance of outputs is x.x', the tangent kernel x.x' in every draw. */
    @Test
    void averagesOverDrawsHaveStandardErrors() {
        int draws = 400;
        MonteCarloKernel nngp = MonteCarloKernel.nngp(
                r -> x -> {
                    FloatMatrix f = FloatMatrix.zeros(x.rows(), 1);
                    RandomStream stream = RandomStream.of(37, "weights").child(r);
                    for (int i = 0; i < x.rows(); i++) {
                        for (int k = 0; k < INPUTS; k++) {
                            f.set(i, 0, (float) (f.get(i, 0) + x.get(i, k) * stream.normal(k)));
                        }
                    }
                    return f;
                },
                X,
                Y,
                draws);
        for (int i = 0; i < X.rows(); i++) {
            for (int k = 0; k < Y.rows(); k++) {
                double expected = dot(X, i, Y, k);
                // Var f f' = |x|^2 |y|^2 + (x.y)^2
                double deviation = Math.sqrt((dot(X, i, X, i) * dot(Y, k, Y, k) + expected * expected) / draws);
                double z = (nngp.mean().get(i, k) - expected) / deviation;
                assertTrue(Math.abs(z) < 4, "seed 37, z = " + z);
                assertEquals(1, nngp.standardError().get(i, k) / deviation, 0.35);
            }
        }
        MonteCarloKernel ntk = MonteCarloKernel.ntk(r -> LINEAR, OUTPUTS, X, Y, 3);
        assertEquals(dot(X, 1, Y, 2) + 1, ntk.mean().get(1, 2), 1e-13);
        assertEquals(0, ntk.standardError().get(1, 2), 1e-15);
        assertThrows(IllegalArgumentException.class, () -> MonteCarloKernel.ntk(r -> LINEAR, OUTPUTS, X, Y, 1));
    }

    @Test
    void badInputIsRefused() {
        EmpiricalKernel kernel = new EmpiricalKernel(LINEAR, 3);
        assertThrows(ShapeMismatchException.class, () -> kernel.full(X, Y));
        assertThrows(IllegalArgumentException.class, () -> new EmpiricalKernel(LINEAR, 0));
        assertThrows(IllegalArgumentException.class, () -> new EmpiricalKernel.Range("r", 3, 2));
        EmpiricalKernel fine = new EmpiricalKernel(LINEAR, OUTPUTS);
        List<EmpiricalKernel.Range> beyond = List.of(new EmpiricalKernel.Range("r", 0, 99));
        assertThrows(IllegalArgumentException.class, () -> fine.layers(X, Y, beyond));
    }

    /**
     * So many parameters that the Jacobian is made two inputs at a time: the kernel is the same, in the whole, by layers and as a product.
     * Entry p of the Jacobian is x_0 + p mod 3 for one output, x_1 for the other, and only every 4096th is not 0.
     */
    @Test
    void wideNetworksAreWorkedThroughInBlocks() {
        int parameters = (1 << 24) / 6 + 5;
        Jacobian wide = x -> {
            FloatMatrix j = FloatMatrix.zeros(x.rows() * 2, parameters);
            for (int i = 0; i < x.rows(); i++) {
                for (int p = 0; p < parameters; p += 4096) {
                    j.set(2 * i, p, x.get(i, 0) + p / 4096 % 3);
                    j.set(2 * i + 1, p, x.get(i, 1));
                }
            }
            return j;
        };
        FloatMatrix x = normal("wide", 3);
        FloatMatrix y = normal("wide too", 3);
        EmpiricalKernel kernel = new EmpiricalKernel(wide, 2);
        DoubleMatrix full = kernel.full(x, y);
        int middle = parameters / 2;
        List<DoubleMatrix> parts = kernel.layers(
                x,
                y,
                List.of(
                        new EmpiricalKernel.Range("first", 0, middle),
                        new EmpiricalKernel.Range("none", middle, middle),
                        new EmpiricalKernel.Range("second", middle, parameters)));
        double[] v = {1, -2, 3, 0.5, -1, 2};
        double[] product = kernel.product(x, v);
        DoubleMatrix square = kernel.full(x, x);
        for (int i = 0; i < 6; i++) {
            double sum = 0;
            for (int k = 0; k < 6; k++) {
                sum += square.get(i, k) * v[k];
            }
            assertEquals(sum, product[i], 1e-9 * Math.abs(sum) + 1e-6);
        }
        for (int i = 0; i < 3; i++) {
            for (int k = 0; k < 2; k++) {
                double[] sums = new double[3];
                for (int p = 0; p < parameters; p += 4096) {
                    double left = x.get(i, 0) + p / 4096 % 3;
                    double right = y.get(k, 0) + p / 4096 % 3;
                    sums[0] += (double) (float) left * (float) right;
                    sums[1] += (double) x.get(i, 1) * y.get(k, 1);
                    sums[2] += (double) (float) left * y.get(k, 1);
                }
                assertEquals(sums[0], full.get(2 * i, 2 * k), 1e-9 * Math.abs(sums[0]));
                assertEquals(sums[1], full.get(2 * i + 1, 2 * k + 1), 1e-9 * Math.abs(sums[1]));
                assertEquals(sums[2], full.get(2 * i, 2 * k + 1), 1e-9 * Math.abs(sums[2]) + 1e-6);
                double traced = (sums[0] + sums[1]) / 2;
                assertEquals(traced, parts.get(0).get(i, k) + parts.get(2).get(i, k), 1e-9 * Math.abs(traced));
                assertEquals(0, parts.get(1).get(i, k));
            }
        }
    }
}
