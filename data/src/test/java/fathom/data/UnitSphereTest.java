package fathom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Points and targets on the sphere. */
class UnitSphereTest {

    private static final long SEED = 7;

    @Test
    void directionsHaveLength1AndKeepTheirRatios() {
        FloatMatrix points = FloatMatrix.of(2, 3, 3, 0, 4, -1, 2, 2);
        DoubleMatrix unit = UnitSphere.directions(points);
        assertEquals(0.6, unit.get(0, 0), 1e-16);
        assertEquals(0.8, unit.get(0, 2), 1e-16);
        assertEquals(-1.0 / 3, unit.get(1, 0), 1e-16);
    }

    /** Monte Carlo: the mean square of either target is the closed form, within 4 standard errors. */
    @Test
    void bothTargetsHaveTheMeanSquareOfTheClosedForm() {
        int n = 20_000;
        System.out.println("seed " + SEED);
        for (int k = 1; k <= 3; k++) {
            FloatMatrix points = new GaussianInputs(9).sample(n, RandomStream.of(SEED, "points"));
            for (Target target : List.of(new LocalTarget(k, 9), new GlobalTarget(k, 9))) {
                double sum = 0;
                double squares = 0;
                for (int i = 0; i < n; i++) {
                    double value = UnitSphere.value(target, k, points, i);
                    double square = value * value;
                    sum += square;
                    squares += square * square;
                }
                double mean = sum / n;
                double error = Math.sqrt((squares / n - mean * mean) / n);
                double z = (mean - UnitSphere.meanSquare(k, 9)) / error;
                assertTrue(Math.abs(z) < 4, target + ": z = " + z);
            }
        }
    }

    /** Homogeneity: the value on the sphere does not depend on a point's length. */
    @Test
    void theValueDependsOnTheDirectionAlone() {
        for (Target target : List.of(new LocalTarget(2, 4), new GlobalTarget(2, 4))) {
            double near = UnitSphere.value(target, 2, FloatMatrix.of(1, 4, 1, 2, -1, 3), 0);
            double far = UnitSphere.value(target, 2, FloatMatrix.of(1, 4, 4, 8, -4, 12), 0);
            assertEquals(near, far, 1e-14);
        }
    }

    /** A place permutes entries and turns signs, so a product of k of them is a product of k others, up to its sign. */
    @Test
    void aPlaceIsAPermutationWithSigns() {
        FloatMatrix x = FloatMatrix.of(1, 5, 2, 3, 5, 7, 11);
        PlacedTarget place = PlacedTarget.of(new LocalTarget(5, 5), RandomStream.of(4, "places"), 2);
        double product = 1;
        for (int j = 0; j < 5; j++) {
            product *= Math.abs(place.seen(x).get(0, j));
        }
        assertEquals(2 * 3 * 5 * 7 * 11, product);
    }
}
