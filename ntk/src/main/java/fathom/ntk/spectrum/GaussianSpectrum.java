package fathom.ntk.spectrum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/** Eigenvalues of kernels on all of R^d under a Gaussian distribution N(0, sigma^2 I), where they are known in closed form. */
public final class GaussianSpectrum {

    private GaussianSpectrum() {}

    /**
     * The kernel |x| |x'| h(cos), by degree of spherical harmonics.
     *
     * <pre>
     * lambda_k = E|x|^2 mu_k = d sigma^2 mu_k        eigenfunctions |x| Y_k(x / |x|)
     * </pre>
     *
     * since the length and the direction of x are independent.
     *
     * @param sphere mu_k
     * @param variance sigma^2 > 0
     */
    public static List<SphereSpectrum.Degree> homogeneous(SphereSpectrum sphere, double variance) {
        check(sphere.dimension(), variance);
        double factor = sphere.dimension() * variance;
        return sphere.degrees().stream()
                .map(degree -> new SphereSpectrum.Degree(
                        degree.degree(), degree.multiplicity(), factor * degree.eigenvalue(), factor * degree.error()))
                .toList();
    }

    /**
     * The kernel exp(-|x - x'|^2 / (2 l^2)), by degree of Hermite polynomials: multiplicity C(k + d - 1, k).
     *
     * <pre>
     * lambda_k = (2 a / A)^(d/2) (b / A)^k,   a = 1 / (4 sigma^2),  b = 1 / (2 l^2),  A = a + b + sqrt(a^2 + 2 a b)
     * </pre>
     *
     * Source: Rasmussen and Williams (2006), equation 4.41.
     *
     * @param dimension d >= 1
     * @param lengthScale l > 0
     * @param variance sigma^2 > 0
     * @param maxDegree the last degree
     */
    public static List<SphereSpectrum.Degree> squaredExponential(
            int dimension, double lengthScale, double variance, int maxDegree) {
        check(dimension, variance);
        if (!(lengthScale > 0 && lengthScale < Double.POSITIVE_INFINITY) || maxDegree < 0) {
            throw new IllegalArgumentException("a length scale above 0 and a last degree of at least 0 are needed, not "
                    + lengthScale + " and " + maxDegree);
        }
        double a = 1 / (4 * variance);
        double b = 1 / (2 * lengthScale * lengthScale);
        double all = a + b + Math.sqrt(a * (a + 2 * b));
        double eigenvalue = 1;
        for (int i = 0; i < dimension; i++) {
            eigenvalue *= Math.sqrt(2 * a / all);
        }
        List<SphereSpectrum.Degree> degrees = new ArrayList<>();
        BigInteger multiplicity = BigInteger.ONE;
        for (int k = 0; k <= maxDegree; k++) {
            double error = 0x1p-51 * (dimension + k) * eigenvalue;
            degrees.add(new SphereSpectrum.Degree(k, multiplicity, eigenvalue, error));
            eigenvalue *= b / all;
            multiplicity =
                    multiplicity.multiply(BigInteger.valueOf(k + dimension)).divide(BigInteger.valueOf(k + 1));
        }
        return degrees;
    }

    private static void check(int dimension, double variance) {
        if (dimension < 1 || !(variance > 0 && variance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "a Gaussian needs a dimension and a variance above 0, not " + dimension + " and " + variance);
        }
    }
}
