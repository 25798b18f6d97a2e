package fathom.ntk.spectrum;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The eigenvalues of a kernel h(x.y / d) under the uniform distribution on the Boolean cube {-1, 1}^d, one for each degree of the parities
 * prod_{i in S} x_i, |S| = k.
 *
 * <pre>
 * mu_k = sum_j 2^-d C(d, j) h(1 - 2 j / d) Q_k(j)
 * Q_0 = 1,  Q_1(j) = 1 - 2 j / d,  (d - k) Q_{k+1} = (d - 2 j) Q_k - k Q_{k-1}
 * h(x.y / d) = sum_k mu_k sum_{|S| = k} prod_{i in S} x_i y_i
 * </pre>
 *
 * Q_k are Krawtchouk's polynomials with Q_k(0) = 1. The sums are finite and taken in double-double.
 *
 * @param dimension d
 * @param degrees degrees 0, 1, ..., d, with multiplicities C(d, k)
 */
public record CubeSpectrum(int dimension, List<SphereSpectrum.Degree> degrees) {

    /** Beyond this 2^-d C(d, j) leaves the range of a double. */
    private static final int LARGEST = 1000;

    /** The list is copied. */
    public CubeSpectrum {
        degrees = List.copyOf(degrees);
    }

    /**
     * All eigenvalues.
     *
     * @param dimension 1 ≤ d ≤ 1000
     * @throws IllegalArgumentException if d is outside
     */
    public static CubeSpectrum of(SphereKernel kernel, int dimension) {
        if (dimension < 1 || dimension > LARGEST) {
            throw new IllegalArgumentException(
                    "a Boolean cube needs a dimension from 1 to " + LARGEST + ", not " + dimension);
        }
        int d = dimension;
        DoubleDouble[] sums = new DoubleDouble[d + 1];
        double[] magnitudes = new double[d + 1];
        Arrays.fill(sums, DoubleDouble.ZERO);
        DoubleDouble weight = DoubleDouble.ONE.scaled(-d);
        for (int j = 0; j <= d; j++) {
            DoubleDouble haversine = DoubleDouble.of(j).over(d);
            DoubleDouble value =
                    kernel.value(haversine, Functions.angle(haversine)).times(weight);
            DoubleDouble before = DoubleDouble.ZERO;
            DoubleDouble q = DoubleDouble.ONE;
            for (int k = 0; k <= d / 2; k++) {
                add(value.times(q), k, sums, magnitudes);
                if (k < d - k) {
                    // Q_{d-k}(j) = (-1)^j Q_k(j)
                    add(value.times(j % 2 == 0 ? q : q.negated()), d - k, sums, magnitudes);
                }
                DoubleDouble next = q.times(d - 2.0 * j).minus(before.times(k)).over((double) d - k);
                before = q;
                q = next;
            }
            weight = weight.times(d - j).over(j + 1);
        }
        List<SphereSpectrum.Degree> degrees = new ArrayList<>();
        BigInteger multiplicity = BigInteger.ONE;
        for (int k = 0; k <= d; k++) {
            // Krawtchouk's recursion loses at most about what its largest coefficient gains in each step.
            double error = kernel.resolution() * (k + 1) * magnitudes[k];
            boolean none = kernel.vanishes(k);
            degrees.add(new SphereSpectrum.Degree(k, multiplicity, none ? 0 : sums[k].value(), none ? 0 : error));
            multiplicity = multiplicity.multiply(BigInteger.valueOf(d - k)).divide(BigInteger.valueOf(k + 1));
        }
        return new CubeSpectrum(dimension, degrees);
    }

    private static void add(DoubleDouble term, int k, DoubleDouble[] sums, double[] magnitudes) {
        sums[k] = sums[k].plus(term);
        magnitudes[k] += Math.abs(term.high());
    }
}
