package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;

/** What an activation does to a pixel of many images against a pixel of many others, before the next convolution. */
interface PixelLayer {

    /** w E[phi^2] at the variance q. */
    double secondMoment(double weight, double q);

    /**
     * From the pre-activations to the activations.
     *
     * @param weight w
     * @param haversines m x n, signed, of the correlations below; overwritten with those of the activations
     * @param tangents m x n, multiplied by w E[phi' phi']; null for covariances alone
     * @param left variances below, of each row from {@code from} on
     * @param right the same of the columns
     */
    void apply(
            double weight,
            DoubleMatrix haversines,
            DoubleMatrix tangents,
            double[] left,
            int from,
            double[] right,
            int other);
}
