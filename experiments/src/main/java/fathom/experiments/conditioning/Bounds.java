package fathom.experiments.conditioning;

import fathom.simd.math.DoubleFunctions;

/**
 * The depths and bounds of the theorems for an activation of non-linearity mu.
 *
 * <pre>
 * L0(delta) = max(ceil(log(1 / (2 delta)) / log(1 + mu/2)), 0)
 * B(L, delta) = 1 - delta (1 + mu/2)^L for L ≤ L0,   (1/2) (1 - mu/2)^(L - L0) for L > L0
 * L1(delta) = ceil(log n / -log(1 - mu/2)) + L0,     L2(delta) = ceil(2 log(2n) / -log(1 - mu/2)) + 2 L0
 * </pre>
 *
 * All depths are infinite at mu = 0. Source: Agarwal, Awasthi, Kale (2021), section 3.
 *
 * @param mu in [0, 1]
 * @param delta separation, in (0, 1]
 */
record Bounds(double mu, double delta) {

    private double grow() {
        return DoubleFunctions.log1p(mu / 2);
    }

    private double shrink() {
        return -DoubleFunctions.log1p(-mu / 2);
    }

    /** L0, infinite if mu is 0. */
    public double l0() {
        double needed = DoubleFunctions.log(1 / (2 * delta));
        return needed <= 0 ? 0 : mu <= 0 ? Double.POSITIVE_INFINITY : Math.ceil(needed / grow());
    }

    public double l1(double n) {
        return Math.ceil(DoubleFunctions.log(n) / shrink()) + l0();
    }

    public double l2(int n) {
        return Math.ceil(2 * DoubleFunctions.log(2.0 * n) / shrink()) + 2 * l0();
    }

    /** B(L, delta), for half depths too. */
    public double offDiagonal(double depth) {
        double l0 = l0();
        return depth <= l0
                ? 1 - delta * DoubleFunctions.exp(depth * grow())
                : 0.5 * DoubleFunctions.exp(-(depth - l0) * shrink());
    }

    /** Whether theorem 5 and its corollaries say anything of the tangent kernel at a depth. */
    public boolean tangentApplies(double depth) {
        return depth >= 2 * l0();
    }

    /** 2 B(L/2, delta): theorem 5, relative to the diagonal. */
    public double tangentOffDiagonal(double depth) {
        return 2 * offDiagonal(depth / 2);
    }

    /** 1 + 2 n (1 - mu/2)^(L - L1), for L >= L1: corollary 4. */
    public double condition(double depth, int n) {
        return depth < l1(n) ? Double.POSITIVE_INFINITY : 1 + 2 * n * DoubleFunctions.exp(-(depth - l1(n)) * shrink());
    }

    /** 1 + 4 n (1 - mu/2)^(L/2 - L2), for L >= L2: corollary 6, as printed. */
    public double tangentCondition(double depth, int n) {
        return depth < l2(n)
                ? Double.POSITIVE_INFINITY
                : 1 + 4 * n * DoubleFunctions.exp(-(depth / 2 - l2(n)) * shrink());
    }

    /** 1 + (n / delta) (1 + mu/2)^-L: corollary 8, delta the smallest eigenvalue of the inputs' Gram matrix. */
    public double conditionByEigenvalue(double depth, int n) {
        return 1 + n / delta * DoubleFunctions.exp(-depth * grow());
    }

    /** 1 + (2 n / delta) (1 + mu/2)^(-L/2), for L >= 4 L0: corollary 10. */
    public double tangentConditionByEigenvalue(double depth, int n) {
        return depth < 4 * l0()
                ? Double.POSITIVE_INFINITY
                : 1 + 2 * n / delta * DoubleFunctions.exp(-depth / 2 * grow());
    }
}
