package fathom.data.fractal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.Dataset;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Moments on an interval: by hand, by symmetry, as a sum over all 2^n cells, and by sampling. */
class CantorDistributionTest {

    private static final long SEED = 1903;

    @Test
    void oneLevelByHand() {
        CantorDistribution one = new CantorDistribution(ApproximationCurve.numbered(6, 1), 0.1);
        // Positives: uniform on [0.1, 0.2333] and [0.7667, 0.9]; negatives on [1/3, 2/3].
        assertEquals(0.25, one.below(1, 1.0 / 6).mass(), 1e-15);
        assertEquals(0.25 * (0.1 + 1.0 / 6) / 2, one.below(1, 1.0 / 6).moment(), 1e-15);
        assertEquals(0.5, one.below(1, 0.5).mass(), 1e-15);
        assertEquals(0, one.below(-1, 1.0 / 3).mass(), 1e-15);
        assertEquals(0.5, one.below(-1, 0.5).mass(), 1e-15);
        assertEquals(0.5 * (1.0 / 3 + 0.5) / 2, one.below(-1, 0.5).moment(), 1e-15);
        assertEquals(1, one.below(-1, 0.7).mass(), 1e-15);
        assertEquals(0.5, one.below(1, 1).moment(), 0);
    }

    /** Both classes are symmetric about 1/2, so mass(c) + mass(1 - c) = 1. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20})
    void bothClassesAreSymmetric(int n) {
        CantorDistribution cantor = new CantorDistribution(ApproximationCurve.numbered(1, n), 0);
        for (int label : new int[] {-1, 1}) {
            for (double c = 0.013; c < 1; c += 0.037) {
                CantorDistribution.Moments left = cantor.below(label, c);
                CantorDistribution.Moments right = cantor.below(label, 1 - c);
                assertEquals(1, left.mass() + right.mass(), 1e-12);
                // E(x 1[x > c]) = E((1 - x) 1[x < 1 - c])
                assertEquals(0.5 - left.moment(), right.mass() - right.moment(), 1e-12);
            }
        }
    }

    /** The recursion against the sum over every interval and every gap, which it replaces. */
    @Test
    void recursionIsTheSumOverAllCells() {
        ApproximationCurve curve = ApproximationCurve.of("own", 3, 0, 1, 2, 4);
        double margin = 5e-4;
        CantorDistribution cantor = new CantorDistribution(curve, margin);
        for (double c = 0.0071; c < 1; c += 0.0193) {
            for (int label : new int[] {-1, 1}) {
                double[] sum = label > 0 ? positives(5, margin, c) : negatives(curve, c);
                assertEquals(sum[0], cantor.below(label, c).mass(), 1e-13);
                assertEquals(sum[1], cantor.below(label, c).moment(), 1e-13);
            }
        }
    }

    private static double[] positives(int n, double margin, double c) {
        double[] sum = new double[2];
        double width = CantorDistribution.width(n);
        for (int cell = 0; cell < 1 << n; cell++) {
            double left = left(cell, n);
            add(sum, left + margin, left + width - margin, c, 1.0 / (1 << n));
        }
        return sum;
    }

    private static double[] negatives(ApproximationCurve curve, double c) {
        double[] sum = new double[2];
        for (int j = 1; j <= curve.levels(); j++) {
            double width = CantorDistribution.width(j);
            for (int cell = 0; cell < 1 << j - 1; cell++) {
                double left = left(cell, j - 1) + width;
                add(sum, left, left + width, c, curve.share(j) / (1 << j - 1));
            }
        }
        return sum;
    }

    private static double left(int cell, int level) {
        double left = 0;
        for (int i = 0; i < level; i++) {
            left += (cell >> i & 1) * 2 * CantorDistribution.width(i + 1);
        }
        return left;
    }

    private static void add(double[] sum, double from, double to, double c, double mass) {
        double end = Math.min(to, c);
        if (end > from) {
            double part = mass * (end - from) / (to - from);
            sum[0] += part;
            sum[1] += part * (from + end) / 2;
        }
    }

    @Test
    void samplesFollowTheMoments() {
        System.out.println("CantorDistributionTest seed " + SEED);
        CantorDistribution cantor = new CantorDistribution(ApproximationCurve.numbered(4, 4), 1e-3);
        int n = 20_000;
        Dataset data = cantor.sample(n, RandomStream.of(SEED, "cantor"));
        for (double c : new double[] {0.1, 0.35, 0.62, 0.9}) {
            for (int label : new int[] {-1, 1}) {
                double expected = cantor.below(label, c).mass() / 2;
                int count = 0;
                for (int i = 0; i < n; i++) {
                    count += data.targets().get(i, 0) == label && data.inputs().get(i, 0) <= c ? 1 : 0;
                }
                double z = ((double) count / n - expected) / Math.sqrt(expected * (1 - expected) / n);
                assertTrue(Math.abs(z) < 3.9, "label " + label + " up to " + c + ": z = " + z);
            }
        }
    }

    /** Every positive lies a margin inside a cell of C_n, every negative in a gap, and 1 - P(j) of all are negatives inside C_j. */
    @Test
    void everySampleLiesWhereItShould() {
        int n = 4;
        int points = 20_000;
        for (int number : new int[] {1, 4, 6}) {
            double margin = 2e-3;
            ApproximationCurve curve = ApproximationCurve.numbered(number, n);
            Dataset data = new CantorDistribution(curve, margin).sample(points, RandomStream.of(SEED, "where"));
            int[] negativesInside = new int[n + 1];
            for (int i = 0; i < points; i++) {
                double x = data.inputs().get(i, 0);
                int level = 0;
                double left = 0;
                double width = 1;
                while (level < n && (x <= left + width / 3 || x >= left + 2 * width / 3)) {
                    width /= 3;
                    left += x <= left + width ? 0 : 2 * width;
                    level++;
                }
                if (data.targets().get(i, 0) > 0) {
                    assertEquals(n, level, "a positive in a gap at " + x);
                    assertTrue(x >= left + margin - 1e-7 && x <= left + width - margin + 1e-7, "no margin at " + x);
                } else {
                    assertTrue(level < n, "a negative in C_n at " + x);
                    for (int j = 0; j <= level; j++) {
                        negativesInside[j]++;
                    }
                }
            }
            for (int j = 0; j < n; j++) {
                double expected = curve.value(j);
                double share = 1 - (double) negativesInside[j] / points;
                double z = (share - expected) / Math.sqrt(expected * (1 - expected) / points);
                assertTrue(Math.abs(z) < 3.9, "curve " + number + ", P(" + j + "): z = " + z);
            }
        }
    }

    @Test
    void marginsThatLeaveNothingAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new CantorDistribution(ApproximationCurve.numbered(1, 2), 1.0 / 18));
        assertThrows(
                IllegalArgumentException.class, () -> new CantorDistribution(ApproximationCurve.numbered(1, 2), -0.1));
    }
}
