package fathom.experiments.conditioning;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;

/**
 * The paper's distribution: uniform on the 2^(d-1) points of {-1, 1}^d whose first coordinate is 1, so that no two are collinear.
 *
 * <pre>
 * x = (1, +-1, ..., +-1) / sqrt(d),   x.y = 1 - 2k/d for two that differ in k coordinates,   |x.y| ≤ 1 - 2/d
 * </pre>
 *
 * @param d the dimension, from 2 to 24
 */
record HalfCube(int d) {

    /** 2^(d-1) */
    int points() {
        return 1 << d - 1;
    }

    /** Coordinate j of point number i, of length 1: the bits of i, least first, are the signs from coordinate 1 on. */
    double coordinate(int i, int j) {
        boolean negative = j > 0 && (i >> j - 1 & 1) == 1;
        return (negative ? -1 : 1) / Math.sqrt(d);
    }

    /** The points of those numbers, one a row. */
    DoubleMatrix rows(int[] numbers) {
        DoubleMatrix x = DoubleMatrix.zeros(numbers.length, d);
        for (int i = 0; i < numbers.length; i++) {
            for (int j = 0; j < d; j++) {
                x.set(i, j, coordinate(numbers[i], j));
            }
        }
        return x;
    }

    /** In how many coordinates two points differ. */
    static int distance(int i, int j) {
        return Integer.bitCount(i ^ j);
    }

    /** x.y of two points that differ in so many coordinates. */
    double correlation(int distance) {
        return 1 - 2.0 * distance / d;
    }

    /** The probability that two independent points differ in k coordinates: binomial(d - 1, k) / 2^(d-1). */
    double probability(int k) {
        double share = 1.0 / points();
        for (int i = 1; i <= k; i++) {
            share = share * (d - i) / i;
        }
        return share;
    }

    /** s^(L) at every distance of two points. */
    double[] kernels(CorrelationMap map, int depth) {
        double[] values = new double[d];
        for (int k = 0; k < d; k++) {
            double rho = correlation(k);
            for (int l = 0; l < depth; l++) {
                rho = map.value(rho);
            }
            values[k] = k == 0 ? 1 : rho;
        }
        return values;
    }

    /**
     * The mean squared correlation of two independent targets of infinite width, exactly.
     *
     * <pre>
     * q(L) = E_{x,y} (E_W sgn f_W(x) sgn f_W(y))^2 = sum_k P(k) ((2/pi) asin s^(L)(1 - 2k/d))^2,   2^-(d-1) ≤ q ≤ 1
     * </pre>
     *
     * P(k) is the probability that two inputs differ in k coordinates. An algorithm of statistical queries of tolerance tau needs about
     * tau^2 / q of them (Bshouty and Feldman 2002).
     */
    double meanSquare(CorrelationMap map, int depth) {
        double[] values = kernels(map, depth);
        double sum = 0;
        for (int k = 0; k < values.length; k++) {
            double sign = 2 / Math.PI * DoubleFunctions.asin(values[k]);
            sum = Math.fma(probability(k), sign * sign, sum);
        }
        return sum;
    }
}
