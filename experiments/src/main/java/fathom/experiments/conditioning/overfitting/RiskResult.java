package fathom.experiments.conditioning.overfitting;

/**
 * @param depth hidden layers
 * @param excess mean of (v_S(x) - f(x))^2 over test points: the risk above that of the best predictor, which is f
 * @param norm |v_S|^2 of the interpolant; not a number, like the excess, where the kernel matrix is singular to rounding
 * @param targetNorm |v*|^2 = |f|^2 in the kernel's space
 * @param zero E f(x)^2, the excess risk of predicting 0
 * @param testedZero the same as a mean over the test points
 * @param bound (log(n / gamma) / n) |v*|^2, theorem 17 with the constant 1
 * @param largest off-diagonal entry of the kernel matrix, in size
 * @param operator the largest of the kernel's eigenvalues of degrees 0, 1 and 2
 * @param operatorBound 8 log N / N, N = n^2: lemma 55
 */
public record RiskResult(
        int depth,
        double excess,
        double norm,
        double targetNorm,
        double zero,
        double testedZero,
        double bound,
        double largest,
        double operator,
        double operatorBound) {}
