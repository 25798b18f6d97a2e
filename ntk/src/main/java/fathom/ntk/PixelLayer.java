package fathom.ntk;

import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;

/** What an activation does to a pixel of many images against a pixel of many others, before the next convolution. */
interface PixelLayer {

    /** Pixels of fewer variances than this have their Hermite coefficients found one by one sooner than a series between them. */
    int FEW = 256;

    /** The layer for pixels of some variances. */
    @FunctionalInterface
    interface Source {

        /**
         * For standard deviations from {@code low} to {@code high}.
         *
         * @param count how many there are at most
         */
        PixelLayer between(double low, double high, long count);
    }

    /**
     * Closed forms of ReLU; else series between variances, which keep their accuracy at a kink; Hermite series of single variances for few
     * pixels of smooth activations; where variances are too different for a series, the dual of each pair.
     *
     * @throws IllegalArgumentException if the tangent kernel of an activation with a step is asked for
     */
    static Source of(Nonlinearity phi, Kernel kind) {
        if (phi.isRelu()) {
            PixelLayer relu = new ReluPixelLayer();
            return (low, high, count) -> relu;
        }
        DualPixelLayer pairwise = new DualPixelLayer(phi, kind == Kernel.NTK);
        SeriesShelf shelf = new SeriesShelf();
        return (low, high, count) -> {
            if (!phi.isElementary() && count <= FEW && pairwise.converges(high * high)) {
                return pairwise;
            }
            try {
                return new SeriesPixelLayer(shelf.series(phi, low, high));
            } catch (IllegalArgumentException e) {
                return pairwise;
            }
        };
    }

    /** Whether phi' at a variance of 0 is phi'(0) here, and not the limit of a vanishing variance, which {@link ZeroRows} mends. */
    default boolean pointwise() {
        return false;
    }

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
