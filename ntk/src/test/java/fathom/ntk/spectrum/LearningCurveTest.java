package fathom.ntk.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.KernelRegression;
import fathom.ntk.RowKernel;
import fathom.ntk.UnitRows;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

class LearningCurveTest {

    private static final int SEED = 41;

    /** The identity kernel on M orthonormal modes is linear regression; without ridge E = (1 - n / M) |f|^2, L = n / M. */
    @Test
    void flatSpectraLearnEvenly() {
        LearningCurve flat = LearningCurve.of(new double[] {1}, new double[] {100}, 0);
        LearningCurve.Point point = flat.at(new double[] {3}, 0, 40, 0);
        assertEquals(0.4, point.learnability().getFirst(), 1e-14);
        assertEquals(0.4, point.gamma(), 1e-14);
        assertEquals(3 * 0.6 * 0.6 / 0.6, point.error(), 1e-13);
        assertEquals(
                (3 * 0.6 * 0.6 + 0.4 * 2) / 0.6,
                flat.at(new double[] {3}, 2, 40, 0).error(),
                1e-13);
        assertThrows(IllegalArgumentException.class, () -> flat.at(new double[] {1}, 0, 100, 0));
        assertThrows(IllegalArgumentException.class, () -> flat.at(new double[] {1}, 0, 0, 0.1));
        assertThrows(IllegalArgumentException.class, () -> LearningCurve.of(new double[] {-1}, new double[] {1}, 0));
    }

    @Test
    void learnabilitiesAddUpToTheSamplesThatTheRidgeLeaves() {
        SphereKernel kernel = SphereKernel.laplace(1);
        SphereSpectrum spectrum = SphereSpectrum.of(kernel, 4, 80);
        LearningCurve curve = LearningCurve.of(spectrum, 1);
        double before = Double.POSITIVE_INFINITY;
        for (double n : new double[] {3, 10, 100, 1000, 10_000}) {
            LearningCurve.Point point = curve.at(new double[] {0, 1}, 0, n, 1e-4);
            double sum = n * 1e-4 / point.kappa() + (1 - spectrum.trace()) / point.kappa();
            for (SphereSpectrum.Degree degree : spectrum.degrees()) {
                sum += degree.multiplicity().doubleValue()
                        * point.learnability().get(degree.degree());
            }
            assertEquals(n, sum, 1e-12 * n);
            assertTrue(point.error() < before);
            before = point.error();
        }
    }

    /** Regression on random points of S^3, the target a harmonic of degree 1 plus one of degree 2, with noise. */
    @Test
    void theCurveIsWhatRegressionMeasures() {
        SphereKernel kernel = SphereKernel.laplace(1);
        LearningCurve curve = LearningCurve.of(SphereSpectrum.of(kernel, 4, 120), 1);
        RowKernel rows = kernel.homogeneous();
        int draws = 20;
        int tests = 250;
        double noise = 0.05;
        for (int n : new int[] {30, 120}) {
            double sum = 0;
            double squares = 0;
            for (int draw = 0; draw < draws; draw++) {
                DoubleMatrix x = points("train " + n + " " + draw, n);
                DoubleMatrix t = points("test " + n + " " + draw, tests);
                DoubleMatrix y = targets(x);
                RandomStream stream = RandomStream.of(SEED, "noise " + n + " " + draw);
                for (int i = 0; i < n; i++) {
                    y.set(i, 0, y.get(i, 0) + Math.sqrt(noise) * stream.normal(i));
                }
                DoubleMatrix f = KernelRegression.fit(rows, x, y, 1e-3).predict(t);
                DoubleMatrix truth = targets(t);
                double error = 0;
                for (int i = 0; i < tests; i++) {
                    double difference = f.get(i, 0) - truth.get(i, 0);
                    error += difference * difference / tests;
                }
                sum += error;
                squares += error * error;
            }
            double mean = sum / draws;
            double deviation = Math.sqrt((squares / draws - mean * mean) / (draws - 1));
            // x_1 has mean square 1/4 and x_1 x_2 1/24 on S^3.
            double theory = curve.at(new double[] {0, 1.0 / 4, 1.0 / 24}, noise, n, 1e-3)
                    .error();
            System.out.printf(
                    "LearningCurveTest seed %d n %d: %.5f +- %.5f, theory %.5f%n", SEED, n, mean, deviation, theory);
            // The theory is an approximation of relative order 1 / n.
            assertEquals(theory, mean, 4 * deviation + theory / n);
        }
    }

    private static DoubleMatrix points(String purpose, int n) {
        DoubleMatrix x = DoubleMatrix.zeros(n, 4);
        RandomStream.of(SEED, purpose).fillNormal(x, 0);
        return UnitRows.of(x);
    }

    private static DoubleMatrix targets(DoubleMatrix x) {
        DoubleMatrix y = DoubleMatrix.zeros(x.rows(), 1);
        for (int i = 0; i < x.rows(); i++) {
            y.set(i, 0, x.get(i, 0) + x.get(i, 0) * x.get(i, 1));
        }
        return y;
    }
}
