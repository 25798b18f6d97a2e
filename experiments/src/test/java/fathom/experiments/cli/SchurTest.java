package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.GaussianInputs;
import fathom.data.GlobalTarget;
import fathom.data.LocalTarget;
import fathom.data.Target;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.KernelRegression;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No rotation-invariant kernel tells a local from a global target of equal norm. Products of distinct coordinates are harmonic
 * polynomials of degree k, on which rotations act irreducibly; the expected error of kernel regression on rotation-invariant inputs is a
 * rotation-invariant quadratic form in the target, so by Schur's lemma it is c |f|^2 (docs/theory.md).
 *
 * <p>A paired test: in each trial both targets are columns of one regression on the same inputs. The level is 1e-3 for each case,
 * two-sided (|z| < 3.29), 7e-3 for all seven together. That the test can fail is shown with inputs whose law is not rotation-invariant.
 */
class SchurTest {

    private static final long SEED = 20_220_128L;
    private static final int TRIALS = 250;
    private static final int TESTS = 200;
    private static final double CRITICAL = 3.29;

    @ParameterizedTest
    @CsvSource({
        // order, dimension, samples, depth, ridge
        "1, 10, 8, 1, 0",
        "1, 10, 40, 4, 1e-2",
        "2, 8, 40, 1, 0",
        "2, 8, 40, 3, 0",
        "2, 8, 80, 3, 1e-2",
        "3, 6, 60, 2, 0",
        "3, 6, 60, 4, 1e-3"
    })
    void localAndGlobalTargetsHaveTheSameExpectedError(int order, int dimension, int samples, int depth, double ridge) {
        Differences differences = trials(order, dimension, samples, depth, ridge, 1);
        System.out.println("SchurTest seed " + SEED + ", k = " + order + ", d = " + dimension + ", n = " + samples
                + ", L = " + depth + ", r = " + ridge + ": " + differences);
        assertTrue(Math.abs(differences.z()) < CRITICAL, differences.toString());
    }

    @Test
    void inputsThatAreNotRotationInvariantTellThemApart() {
        // The first two entries, which are the local target's, are 1.5 times as large; both targets are scaled back to
        // variance 1.
        Differences differences = trials(2, 8, 40, 3, 0, 1.5f);
        assertTrue(Math.abs(differences.z()) > 2 * CRITICAL, differences.toString());
    }

    private static Differences trials(int order, int dimension, int samples, int depth, double ridge, float stretch) {
        InfiniteNetwork network = InfiniteNetwork.relu().withTrainedBias(1);
        Target[] targets = {new LocalTarget(order, dimension), new GlobalTarget(order, dimension)};
        double[] norms = new double[2];
        for (int j = 0; j < 2; j++) {
            norms[j] = norm(targets[j], stretch);
        }
        Differences differences = new Differences();
        for (int trial = 0; trial < TRIALS; trial++) {
            RandomStream stream = RandomStream.of(SEED, "schur").child(order).child(trial);
            FloatMatrix inputs = new GaussianInputs(dimension).sample(samples + TESTS, stream);
            for (int i = 0; i < inputs.rows(); i++) {
                for (int j = 0; j < order; j++) {
                    inputs.set(i, j, stretch * inputs.get(i, j));
                }
            }
            DoubleMatrix x = DoubleMatrix.zeros(inputs.rows(), dimension);
            DoubleMatrix y = DoubleMatrix.zeros(inputs.rows(), 2);
            for (int i = 0; i < inputs.rows(); i++) {
                for (int j = 0; j < dimension; j++) {
                    x.set(i, j, inputs.get(i, j));
                }
                for (int j = 0; j < 2; j++) {
                    y.set(i, j, targets[j].value(inputs, i) / norms[j]);
                }
            }
            DoubleMatrix predictions = KernelRegression.fit(
                            Kernel.NTK, network, depth, x.rows(0, samples), y.rows(0, samples), ridge)
                    .predict(x.rows(samples, samples + TESTS));
            double[] errors = new double[2];
            for (int i = 0; i < TESTS; i++) {
                for (int j = 0; j < 2; j++) {
                    double residual = predictions.get(i, j) - y.get(samples + i, j);
                    errors[j] += residual * residual / TESTS;
                }
            }
            differences.add(errors[0], errors[1]);
        }
        return differences;
    }

    /** sqrt E f^2 when the first k entries have standard deviation {@code stretch}. */
    private static double norm(Target target, float stretch) {
        if (target instanceof LocalTarget local) {
            return Math.pow(stretch, local.order());
        }
        GlobalTarget global = (GlobalTarget) target;
        double squares = 0;
        for (int j = 0; j < global.dimension(); j++) {
            double product = 1;
            for (int i = 0; i < global.order(); i++) {
                product *= (j + i) % global.dimension() < global.order() ? stretch * stretch : 1;
            }
            squares += product;
        }
        return Math.sqrt(squares / global.dimension());
    }

    private static final class Differences {
        private int count;
        private double local;
        private double global;
        private double squares;

        void add(double localError, double globalError) {
            count++;
            local += localError;
            global += globalError;
            squares += (localError - globalError) * (localError - globalError);
        }

        double z() {
            double mean = (local - global) / count;
            double variance = (squares - count * mean * mean) / (count - 1);
            return mean / Math.sqrt(variance / count);
        }

        @Override
        public String toString() {
            return "mean error local " + local / count + ", global " + global / count + ", z of the paired difference "
                    + z();
        }
    }
}
