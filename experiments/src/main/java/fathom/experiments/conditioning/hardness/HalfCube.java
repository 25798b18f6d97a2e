package fathom.experiments.conditioning.hardness;

import fathom.simd.matrix.DoubleMatrix;

/**
 * The paper's distribution: uniform on the 2^(d-1) points of {-1, 1}^d whose first coordinate is 1, so that no two are collinear.
 *
 * <pre>
 * x = (1, +-1, ..., +-1) / sqrt(d),   x.y = 1 - 2k/d for two that differ in k coordinates,   |x.y| <= 1 - 2/d
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
}
