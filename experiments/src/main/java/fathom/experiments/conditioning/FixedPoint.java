package fathom.experiments.conditioning;

import fathom.simd.math.DoubleFunctions;

/**
 * Where the correlation of two inputs goes in a network whose activation has second moment 1 but not mean 0, and how theorem 12 bounds the
 * way there.
 *
 * <pre>
 * rhobar = the smallest fixed point of s in [0, 1],   mu~ = 1 - a_0^2 - a_1^2
 * CONTRACTING  rhobar &lt; 1                 |K - rhobar| ≤ max(1 - mu~ (1 - rhobar)/2, s'(rhobar))^(L - L0) (1 + rhobar)/2        L ≥ L0
 * ORDERED      rhobar = 1, s'(1) &lt; 1      the same
 * MARGINAL     rhobar = 1, s'(1) = 1      |K - 1| ≤ log(2 e mu~ (L - L0')) / (2 mu~ (L - L0'))
 * L0 = max(ceil(log((1 - rhobar) / (2 delta)) / log(1 + mu~ (1 - rhobar)/2)), L0'),   L0' = ceil(1 / s(0))
 * </pre>
 *
 * In the ordered case the base is max(1, s'(1)) = 1, so that the theorem says no more than |K - 1| ≤ 1. Since s is convex on [0, 1], there
 * 1 - s(rho) ≤ s'(1) (1 - rho), and so |K - 1| ≤ s'(1)^(L - L0'), which {@link #convex} gives. The marginal bound exceeds 1 or is not
 * even positive below mu~ (L - L0') = 1/2, and is asserted from there on. Source: Agarwal, Awasthi, Kale (2021), theorem 12, lemma 36.
 *
 * @param rhobar the fixed point
 * @param nonAffinity mu~
 * @param slope s'(rhobar)
 * @param atZero s(0)
 */
record FixedPoint(double rhobar, double nonAffinity, double slope, double atZero) {

    /** A slope this near to 1 is 1: quadratures err by less. */
    private static final double SAME = 1e-9;

    /** Which of the theorem's cases. */
    public enum Phase {
        CONTRACTING,
        ORDERED,
        MARGINAL
    }

    /** Of an uncentred map. */
    public static FixedPoint of(CorrelationMap map) {
        double atZero = Math.abs(map.value(0)) < 1e-15 ? 0 : map.value(0);
        double end = map.slopeAtOne();
        if (end <= 1 + SAME && atZero > 0) {
            return new FixedPoint(1, map.nonAffinity(), end, atZero);
        }
        double rhobar = atZero == 0 ? 0 : root(map);
        return new FixedPoint(rhobar, map.nonAffinity(), map.slope(rhobar), atZero);
    }

    /** s is convex and s(1) = 1 with a slope above 1: s - rho is positive below its one root before 1, negative beyond. */
    private static double root(CorrelationMap map) {
        double low = 0;
        double high = 1 - 1e-9;
        while (high - low > 1e-15) {
            double middle = 0.5 * (low + high);
            if (middle <= low || middle >= high) {
                break;
            }
            if (map.value(middle) > middle) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return 0.5 * (low + high);
    }

    public Phase phase() {
        return rhobar < 1 ? Phase.CONTRACTING : slope < 1 - SAME ? Phase.ORDERED : Phase.MARGINAL;
    }

    /** L0', after so many layers no correlation is negative; infinite for a centred activation. */
    public double positiveFrom() {
        return atZero > 0 ? Math.ceil(1 / atZero) : Double.POSITIVE_INFINITY;
    }

    /** L0. */
    public double l0(double delta) {
        double needed = DoubleFunctions.log((1 - rhobar) / (2 * delta));
        if (!(needed > 0)) {
            return positiveFrom();
        }
        double rate = DoubleFunctions.log1p(nonAffinity * (1 - rhobar) / 2);
        return Math.max(rate > 0 ? Math.ceil(needed / rate) : Double.POSITIVE_INFINITY, positiveFrom());
    }

    /** From which depth on the theorem's bound is asserted. */
    public double appliesFrom(double delta) {
        return phase() == Phase.MARGINAL ? positiveFrom() + 0.5 / nonAffinity : l0(delta);
    }

    /** The theorem's bound at a depth, whether it is asserted there or not; not a number where its formula has no value. */
    public double bound(double depth, double delta) {
        if (phase() == Phase.MARGINAL) {
            double x = nonAffinity * (depth - positiveFrom());
            return x > 0 ? DoubleFunctions.log(2 * Math.E * x) / (2 * x) : Double.NaN;
        }
        double base = Math.max(1 - nonAffinity * (1 - rhobar) / 2, slope);
        double beyond = depth - l0(delta);
        return beyond >= 0 ? power(base, beyond) * (1 + rhobar) / 2 : Double.NaN;
    }

    /** s'(1)^(L - L0') in the ordered phase; not a number in the others and before L0'. */
    public double convex(double depth) {
        double beyond = depth - positiveFrom();
        return phase() == Phase.ORDERED && beyond >= 0 ? power(slope, beyond) : Double.NaN;
    }

    private static double power(double base, double exponent) {
        return base > 0 ? DoubleFunctions.exp(exponent * DoubleFunctions.log(base)) : exponent > 0 ? 0 : 1;
    }
}
