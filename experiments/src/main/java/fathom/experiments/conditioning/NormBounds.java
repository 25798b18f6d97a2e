package fathom.experiments.conditioning;

import fathom.simd.math.DoubleFunctions;

/**
 * Theorem 13 for odd sigmoidal activations and theorem 60 for NormReLU: two inputs of squared lengths q and q', cosine at most 1 - delta.
 *
 * <pre>
 * theorem 13   Lhat = ceil((1/alpha) log(max(|q - 1|, |q' - 1|, mu/4) 4/mu)),   K / sqrt(K_xx K_yy) ≤ B_{mu/2}(L - Lhat, delta)
 *              as printed alpha stands where 1/alpha does
 * theorem 60   Lhat = ceil((2/alpha') log(3 / (mu/4))),   K / sqrt(K_xx K_yy) ≤ B_{mu/2}(L - Lhat, delta - delta') + delta'
 * </pre>
 *
 * for L >= Lhat. Theorem 60 has min(eps, mu/4) for mu/4; here eps is no smaller. Source: Agarwal, Awasthi, Kale (2021), theorems 13 and 60.
 *
 * @param mu of the activation
 * @param alpha the rate at which lengths return to 1
 * @param loss delta' of theorem 60; 0 for theorem 13
 */
record NormBounds(double mu, double alpha, double loss) {

    /** Lhat of theorem 13; the factor is 1/alpha, or alpha as printed. */
    double warmUp(double q, double other, boolean printed) {
        double farthest = Math.max(Math.max(Math.abs(q - 1), Math.abs(other - 1)), mu / 4);
        double factor = printed ? alpha : 1 / alpha;
        return mu > 0 ? Math.ceil(factor * DoubleFunctions.log(farthest * 4 / mu)) : Double.POSITIVE_INFINITY;
    }

    /** Lhat of theorem 60. */
    double normReluWarmUp() {
        return mu > 0 ? Math.ceil(2 / alpha * DoubleFunctions.log(12 / mu)) : Double.POSITIVE_INFINITY;
    }

    /** The bound on the normalised kernel; not a number before L reaches Lhat, or where delta does not exceed delta'. */
    double correlation(double depth, double warmUp, double delta) {
        return depth >= warmUp && delta > loss
                ? new Bounds(mu / 2, delta - loss).offDiagonal(depth - warmUp) + loss
                : Double.NaN;
    }

    /** (1 - alpha)^L |q - 1|: theorem 38. */
    double length(double depth, double q) {
        return Math.abs(q - 1) * DoubleFunctions.exp(depth * DoubleFunctions.log1p(-alpha));
    }
}
