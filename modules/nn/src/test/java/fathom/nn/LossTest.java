package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.Softmax;
import fathom.simd.matrix.DoubleMatrix;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LossTest {

    @Property
    void slopeIsTheDerivative(
            @ForAll Loss loss,
            @ForAll @Size(3) List<@DoubleRange(min = -20, max = 20) Double> outputs,
            @ForAll @IntRange(min = 0, max = 7) int labels) {
        double[] f = outputs.stream().mapToDouble(Double::doubleValue).toArray();
        double[] y = new double[3];
        for (int j = 0; j < 3; j++) {
            boolean one = loss == Loss.SOFTMAX_CROSS_ENTROPY ? labels % 3 == j : (labels >> j & 1) == 1;
            y[j] = one ? 1 : loss == Loss.SOFTMAX_CROSS_ENTROPY ? 0 : -1;
        }
        double step = 1e-5;
        double[] slope = new double[3];
        loss.slope(f, y, slope);
        for (int j = 0; j < 3; j++) {
            if (loss == Loss.HINGE && Math.abs(1 - y[j] * f[j]) <= step) {
                continue;
            }
            double kept = f[j];
            f[j] = kept + step;
            double above = loss.value(f, y);
            f[j] = kept - step;
            double below = loss.value(f, y);
            f[j] = kept;
            assertEquals((above - below) / (2 * step), slope[j], 4e-9 * (1 + Math.abs(f[j])));
        }
    }

    @Property
    void softmaxKnowsNoCommonShiftAndIsTheOneOfMatrices(
            @ForAll @Size(min = 2, max = 9) List<@DoubleRange(min = -40, max = 40) Double> outputs,
            @ForAll @DoubleRange(min = -500, max = 500) double shift,
            @ForAll @IntRange(min = 0, max = 8) int label) {
        int m = outputs.size();
        double[] f = outputs.stream().mapToDouble(Double::doubleValue).toArray();
        double[] y = new double[m];
        y[label % m] = 1;
        double[] moved = f.clone();
        double[] slope = new double[m];
        double sum = 0;
        Loss.SOFTMAX_CROSS_ENTROPY.slope(f, y, slope);
        for (int j = 0; j < m; j++) {
            moved[j] += shift;
            sum += slope[j];
        }
        double value = Loss.SOFTMAX_CROSS_ENTROPY.value(f, y);
        assertEquals(0, sum, 1e-15 * m);
        assertEquals(value, Loss.SOFTMAX_CROSS_ENTROPY.value(moved, y), 1e-13 * (1 + Math.abs(shift) + value));
        DoubleMatrix gradient = DoubleMatrix.zeros(1, m);
        double other = Softmax.crossEntropy(DoubleMatrix.wrap(f, 1, m), new int[] {label % m}, gradient);
        assertEquals(other, value, 1e-14 * (1 + value));
        assertArrayEquals(gradient.array(), slope, 1e-15);
    }

    @Test
    void logisticKeepsItsTails() {
        // log(1 + e^-40) = e^-40 to 18 digits; e^-40 = 4.24835425529158899e-18 (40-digit decimal arithmetic).
        assertEquals(4.248354255291589e-18, value(Loss.LOGISTIC, 40, 1), 1e-32);
        assertEquals(-4.248354255291589e-18, slope(Loss.LOGISTIC, 40, 1), 1e-32);
        assertEquals(800, value(Loss.LOGISTIC, -800, 1));
        assertEquals(-1, slope(Loss.LOGISTIC, -800, 1));
        assertEquals(0, value(Loss.LOGISTIC, 800, 1));
        // log(e^0 + e^-40) - 0 is the same number.
        assertEquals(
                4.248354255291589e-18,
                Loss.SOFTMAX_CROSS_ENTROPY.value(new double[] {0, -40}, new double[] {1, 0}),
                1e-16);
    }

    @Test
    void nanIsNotHidden() {
        for (Loss loss : Loss.values()) {
            assertEquals(Double.NaN, loss.value(new double[] {Double.NaN, 0}, new double[] {1, 0}));
        }
    }

    private static double value(Loss loss, double f, double y) {
        return loss.value(new double[] {f}, new double[] {y});
    }

    private static double slope(Loss loss, double f, double y) {
        double[] slope = new double[1];
        loss.slope(new double[] {f}, new double[] {y}, slope);
        return slope[0];
    }
}
