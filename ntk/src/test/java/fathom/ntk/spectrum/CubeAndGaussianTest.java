package fathom.ntk.spectrum;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.simd.SymmetricEigen;
import fathom.simd.matrix.DoubleMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class CubeAndGaussianTest {

    /** Every point of the cube: the eigenvalues of the matrix are those of the operator. */
    @Test
    void eigenvaluesOnTheCubeAreThoseOfTheWholeMatrix() {
        int d = 7;
        int points = 1 << d;
        SphereKernel[] kernels = {
            SphereKernel.laplace(1.2),
            SphereKernel.relu(Kernel.NTK, InfiniteNetwork.relu().withTrainedBias(1), 2),
            SphereKernel.step(1)
        };
        for (SphereKernel kernel : kernels) {
            DoubleMatrix gram = DoubleMatrix.zeros(points, points);
            for (int i = 0; i < points; i++) {
                for (int j = 0; j < points; j++) {
                    gram.set(i, j, kernel.at(1 - 2.0 * Integer.bitCount(i ^ j) / d) / points);
                }
            }
            double[] expected = SymmetricEigen.decompose(gram).values();
            double[] found = new double[points];
            int at = 0;
            for (SphereSpectrum.Degree degree : CubeSpectrum.of(kernel, d).degrees()) {
                for (int i = 0; i < degree.multiplicity().intValue(); i++) {
                    found[at++] = degree.eigenvalue();
                }
            }
            assertEquals(points, at);
            Arrays.sort(found);
            for (int i = 0; i < points; i++) {
                assertEquals(expected[i], found[i], 1e-14);
            }
        }
    }

    /** h = u^2: (x.y / d)^2 = (d + 2 sum_{i<j} x_i x_j y_i y_j) / d^2. */
    @Test
    void polynomialsHaveTheirCoefficients() {
        for (int d : new int[] {3, 10, 400}) {
            CubeSpectrum spectrum = CubeSpectrum.of(SphereKernel.series(0, 0, 1), d);
            for (SphereSpectrum.Degree degree : spectrum.degrees()) {
                double expected = switch (degree.degree()) {
                    case 0 -> 1.0 / d;
                    case 2 -> 2.0 / d / d;
                    default -> 0;
                };
                assertEquals(expected, degree.eigenvalue(), 1e-15 * expected);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> CubeSpectrum.of(SphereKernel.laplace(1), 0));
    }

    /** The largest eigenvalues of k(x, y) under N(0, s^2), by Nystroem's method on a fine grid. */
    private static double[] nystroem(java.util.function.DoubleBinaryOperator k, double deviation) {
        int points = 401;
        double width = 16 * deviation / (points - 1);
        IntToDoubleFunction x = i -> -8 * deviation + i * width;
        IntToDoubleFunction weight = i -> {
            double g = x.applyAsDouble(i) / deviation;
            return width * Math.exp(-g * g / 2) / (deviation * Math.sqrt(2 * Math.PI));
        };
        DoubleMatrix matrix = DoubleMatrix.zeros(points, points);
        for (int i = 0; i < points; i++) {
            for (int j = 0; j < points; j++) {
                matrix.set(
                        i,
                        j,
                        Math.sqrt(weight.applyAsDouble(i) * weight.applyAsDouble(j))
                                * k.applyAsDouble(x.applyAsDouble(i), x.applyAsDouble(j)));
            }
        }
        return SymmetricEigen.decompose(matrix).values();
    }

    @Test
    void eigenvaluesUnderAGaussianAreThoseOfTheOperator() {
        double l = 0.8;
        double variance = 1.7;
        double[] values = nystroem((x, y) -> Math.exp(-(x - y) * (x - y) / (2 * l * l)), Math.sqrt(variance));
        List<SphereSpectrum.Degree> known = GaussianSpectrum.squaredExponential(1, l, variance, 8);
        for (int k = 0; k <= 8; k++) {
            assertEquals(values[values.length - 1 - k], known.get(k).eigenvalue(), 1e-12);
        }
        // In two dimensions the kernel is a product: eigenvalues multiply, and the sum over all is 1.
        List<SphereSpectrum.Degree> two = GaussianSpectrum.squaredExponential(2, l, variance, 200);
        assertEquals(
                known.get(0).eigenvalue() * known.get(3).eigenvalue(),
                two.get(3).eigenvalue(),
                1e-15);
        assertEquals(1, two.stream().mapToDouble(SphereSpectrum.Degree::share).sum(), 1e-12);
        // |x| |y| h(cos) in one dimension: the "sphere" is two points, even and odd; here h(1) = 3, h(-1) = 1.
        double[] rank = nystroem((x, y) -> Math.abs(x * y) * (x * y > 0 ? 3 : 1), Math.sqrt(variance));
        assertEquals(variance * 2, rank[rank.length - 1], 1e-10);
        assertEquals(variance, rank[rank.length - 2], 1e-10);
        SphereSpectrum sphere = SphereSpectrum.of(SphereKernel.laplace(1), 5, 4);
        for (SphereSpectrum.Degree degree : GaussianSpectrum.homogeneous(sphere, variance)) {
            double mu = sphere.degrees().get(degree.degree()).eigenvalue();
            assertEquals(5 * variance * mu, degree.eigenvalue(), 1e-15);
            assertTrue(degree.resolved());
        }
    }
}
