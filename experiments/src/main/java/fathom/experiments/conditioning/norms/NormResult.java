package fathom.experiments.conditioning.norms;

import java.util.List;

/**
 * @param mu the coefficient of non-linearity
 * @param alpha the rate of theorem 38
 * @param alphaMinus 2 s_l(1/2) - 1
 * @param alphaPlus 1 - s_l'(1)
 * @param loss delta' of theorem 60; 0 for theorem 13
 * @param warmUp Lhat, with 1/alpha
 * @param warmUpPrinted Lhat as printed, with alpha; for a NormReLU the same as warmUp
 * @param points one for each depth
 */
public record NormResult(
        double mu,
        double alpha,
        double alphaMinus,
        double alphaPlus,
        double loss,
        double warmUp,
        double warmUpPrinted,
        List<Point> points) {

    /**
     * @param depth hidden layers
     * @param length K_xx
     * @param otherLength K_yy
     * @param lengthBound of theorem 38 on |K_xx - 1|
     * @param otherBound the same on |K_yy - 1|
     * @param correlation K_xy / sqrt(K_xx K_yy)
     * @param bound of theorem 13 with 1/alpha, or of theorem 60; not a number where it says nothing
     * @param printed of theorem 13 with alpha, as printed
     */
    public record Point(
            int depth,
            double length,
            double otherLength,
            double lengthBound,
            double otherBound,
            double correlation,
            double bound,
            double printed) {}
}
