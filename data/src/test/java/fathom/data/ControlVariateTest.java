package fathom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Squared errors of predictions of a function whose mean square is known. */
class ControlVariateTest {

    /** f = x1 x2 x3, of mean square 1 and of kurtosis 27, at n points; p = share f + size x4. */
    private static double estimate(int seed, int n, double share, double size) {
        RandomStream stream = RandomStream.of(31, "squared error").child("sample " + seed);
        DoubleMatrix values = DoubleMatrix.zeros(n, 1);
        DoubleMatrix predicted = DoubleMatrix.zeros(n, 1);
        for (int i = 0; i < n; i++) {
            double f = stream.normal(4L * i) * stream.normal(4L * i + 1) * stream.normal(4L * i + 2);
            values.set(i, 0, f);
            predicted.set(i, 0, share * f + size * stream.normal(4L * i + 3));
        }
        return ControlVariate.squaredError(predicted, values, 1);
    }

    /** Its expectation is (1 - share)^2 + size^2; the scatter is of the size of the error where that is small, and small at an error of 1. */
    @Test
    void squaredErrorsAreUnbiasedAndNeverNegative() {
        System.out.println("seed 31");
        int samples = 2000;
        int n = 1000;
        for (double[] p : new double[][] {{0, 0}, {0, 0.3}, {0.5, 0.2}, {0.99, 0.01}, {1, 1e-4}}) {
            double expected = (1 - p[0]) * (1 - p[0]) + p[1] * p[1];
            double[] estimates = new double[samples];
            for (int i = 0; i < samples; i++) {
                estimates[i] = estimate(i, n, p[0], p[1]);
                assertTrue(estimates[i] >= 0, "negative: " + estimates[i]);
            }
            double mean = Arrays.stream(estimates).sum() / samples;
            double deviation = Math.sqrt(
                    Arrays.stream(estimates).map(x -> (x - mean) * (x - mean)).sum() / (samples - 1));
            double error = deviation / Math.sqrt(samples);
            String what = "share " + p[0] + ", size " + p[1] + ": mean " + mean + ", sd " + deviation;
            // Beside four standard errors rounding, where the control variate leaves no scatter at all.
            assertEquals(expected, mean, 4 * error + 1e-14, what);
            // The plain mean scatters by sqrt(26 / n) = 0.16 of a share that is missing; the old estimate did so at a
            // perfect prediction.
            assertTrue(deviation < 0.1 * expected, what);
        }
    }

    /** Two good predictors on the same points differ by what they are, not by nothing. */
    @Test
    void goodPredictorsAreToldApart() {
        for (int seed = 0; seed < 20; seed++) {
            double good = estimate(seed, 500, 1, 1e-5);
            double better = estimate(seed, 500, 1, 1e-6);
            assertEquals(100, good / better, 1e-3, "the same noise at ten times the size");
        }
    }
}
