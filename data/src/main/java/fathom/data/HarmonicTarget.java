package fathom.data;

import fathom.simd.matrix.FloatMatrix;

/**
 * One spherical harmonic of degree k: the one that depends on the angle to the first axis alone.
 *
 * <pre>
 * f(x) = sqrt(N(d,k)) P_k(x_1 / |x|),    N(d,k) = (2k + d - 2)/k C(k + d - 3, d - 2)
 * </pre>
 *
 * P_k is the Gegenbauer polynomial of dimension d with P_k(1) = 1, so that f has mean square 1 on the sphere (and mean 0 for k >= 1). A
 * kernel that knows the angle between inputs alone learns it at a rate that its eigenvalue of degree k decides. Source: the addition
 * theorem; Bietti and Bach (2021), section 2.2.
 *
 * @param degree k, from 0 to 200
 * @param dimension d, at least 2
 */
public record HarmonicTarget(int degree, int dimension) implements Target {

    private static final int LARGEST_DEGREE = 200;

    /** @throws IllegalArgumentException if k or d is out of its range */
    public HarmonicTarget {
        Sizes.checkDimension("spherical harmonics", dimension, 2);
        if (degree < 0 || degree > LARGEST_DEGREE) {
            throw new IllegalArgumentException("the degree k of a spherical harmonic must be between 0 and "
                    + LARGEST_DEGREE + " here, not " + degree);
        }
    }

    @Override
    public String name() {
        return "harmonic of degree " + degree;
    }

    @Override
    public double value(FloatMatrix inputs, int row) {
        Sizes.checkColumns(this, inputs);
        return Math.sqrt(multiplicity()) * gegenbauer(FirstAxis.cosine(inputs, row));
    }

    /** N(d,k), the number of independent harmonics of degree k. */
    public double multiplicity() {
        if (degree == 0) {
            return 1;
        }
        double binomial = 1;
        for (int i = 1; i <= degree - 1; i++) {
            binomial *= (double) (i + dimension - 2) / i;
        }
        return (2.0 * degree + dimension - 2) / degree * binomial;
    }

    /** P_k(t) by (j + d - 2) P_(j+1) = (2j + d - 2) t P_j - j P_(j-1). */
    private double gegenbauer(double t) {
        double before = 0;
        double p = 1;
        for (int j = 0; j < degree; j++) {
            double next = j == 0 ? t : ((2.0 * j + dimension - 2) * t * p - j * before) / (j + dimension - 2);
            before = p;
            p = next;
        }
        return p;
    }
}
