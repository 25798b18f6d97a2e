package fathom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SphereTargetTest {

    private static final long SEED = 20261122;
    private static final int STEPS = 4_000;

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 10, 40})
    void harmonicsAreOrthonormalOnTheSphere(int d) {
        // The law of the angle has the density sin^(d-2) theta up to its constant; Simpson's rule integrates it.
        for (int j = 0; j <= 6; j++) {
            for (int k = 0; k <= j; k++) {
                double total = 0;
                double product = 0;
                for (int step = 0; step <= STEPS; step++) {
                    double angle = Math.PI * step / STEPS;
                    double weight = Math.pow(Math.sin(angle), d - 2) * (step % STEPS == 0 ? 1 : step % 2 == 0 ? 2 : 4);
                    FloatMatrix x = FloatMatrix.zeros(1, d);
                    x.set(0, 0, (float) Math.cos(angle));
                    x.set(0, 1, (float) Math.sin(angle));
                    total += weight;
                    product += weight * new HarmonicTarget(j, d).value(x, 0) * new HarmonicTarget(k, d).value(x, 0);
                }
                assertEquals(j == k ? 1 : 0, product / total, 2e-5, "degrees " + j + ", " + k + " in dimension " + d);
            }
        }
    }

    @Test
    void multiplicitiesAreTheKnownOnes() {
        for (int k = 0; k <= 30; k++) {
            assertEquals(k == 0 ? 1 : 2, new HarmonicTarget(k, 2).multiplicity());
            assertEquals(2 * k + 1, new HarmonicTarget(k, 3).multiplicity(), 1e-12 * (2 * k + 1));
            assertEquals((k + 1.0) * (k + 1), new HarmonicTarget(k, 4).multiplicity(), 1e-10);
        }
    }

    @Test
    void harmonicsDependOnTheDirectionAlone() {
        FloatMatrix x = FloatMatrix.of(2, 3, 1, -2, 0.5f, 4, -8, 2);
        HarmonicTarget target = new HarmonicTarget(4, 3);
        assertEquals(target.value(x, 0), target.value(x, 1), 1e-15);
    }

    @Test
    void bumpsClassAsCaps() {
        // In four dimensions a cap of cosines above 0.7 holds (acos t - t sqrt(1 - t^2)) / pi of the sphere.
        double t = 0.7;
        BumpTarget bump = new BumpTarget(Math.sqrt((1 - t) / Math.log(2)), 4);
        int n = 40_000;
        System.out.println("SphereTargetTest seed " + SEED);
        FloatMatrix x = new SphereInputs(4).sample(n, RandomStream.of(SEED, "cap"));
        int inside = 0;
        for (int i = 0; i < n; i++) {
            boolean positive = bump.label(x, i) > 0;
            assertEquals(FirstAxis.cosine(x, i) >= t, positive || Math.abs(FirstAxis.cosine(x, i) - t) < 1e-12);
            inside += positive ? 1 : 0;
        }
        double expected = (Math.acos(t) - t * Math.sqrt(1 - t * t)) / Math.PI;
        double z = ((double) inside / n - expected) / Math.sqrt(expected * (1 - expected) / n);
        assertTrue(Math.abs(z) < 3.9, "z = " + z);
        assertEquals(0.5, bump.value(FloatMatrix.of(1, 4, 3, 0, 0, 0), 0));
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new HarmonicTarget(-1, 3));
        assertThrows(IllegalArgumentException.class, () -> new HarmonicTarget(201, 3));
        assertThrows(IllegalArgumentException.class, () -> new HarmonicTarget(2, 1));
        assertThrows(IllegalArgumentException.class, () -> new BumpTarget(0, 3));
        assertThrows(IllegalArgumentException.class, () -> new BumpTarget(Double.NaN, 3));
        assertThrows(IllegalArgumentException.class, () -> new SphereInputs(1));
    }

    /** The cap holds the share (c - sin(2c) / 2) / pi of S^3, c = arccos 0.7; a mean over points is its moment, within 4 standard errors. */
    @Test
    void momentsAreThoseOfTheSphere() {
        double c = Math.acos(0.7);
        double share = (c - Math.sin(2 * c) / 2) / Math.PI;
        assertEquals(share, SphereTarget.CAP.moment(0, 1), 1e-5);
        assertEquals(share * (1 - share), SphereTarget.CAP.moment(share, 2), 1e-5);
        int n = 20_000;
        DoubleMatrix x = DoubleMatrix.zeros(n, 4);
        RandomStream.of(SEED, "points").fillSphere(x, 0);
        DoubleMatrix bumps = SphereTarget.BUMPS.values(x, new double[] {0, 0.6, 0, -0.8});
        double mean = 0;
        for (int i = 0; i < n; i++) {
            mean += bumps.get(i, 0) / n;
        }
        double expected = SphereTarget.BUMPS.moment(0, 1);
        assertEquals(expected, mean, 4 * Math.sqrt(SphereTarget.BUMPS.moment(expected, 2) / n));
    }
}
