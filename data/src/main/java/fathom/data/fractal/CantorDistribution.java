package fathom.data.fractal;

import com.google.common.collect.ImmutableMap;
import fathom.data.Dataset;
import fathom.data.Provenance;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/**
 * The theory's distribution on the unit interval, with its moments in closed form.
 *
 * <pre>
 * C_0 = [0, 1],   C_n = F_1(C_{n-1}) U F_2(C_{n-1}),   F_1(x) = 1/3 - x/3,   F_2(x) = 2/3 + x/3,   E_j = C_{j-1} \ C_j
 * D_n = (D+ + D-) / 2:   D+ uniform on C_n^margin (each interval of C_n shortened at both ends),   D- = sum_j p_j U(E_j)
 * P(j) = 1/2 + (p_1 + ... + p_j) / 2
 * </pre>
 *
 * Source: Malach and Shalev-Shwartz 2019, section on optimisation.
 *
 * @param curve gives the p_j, and by its length n
 * @param margin at least 0 and less than 3^-n / 2
 */
public record CantorDistribution(ApproximationCurve curve, double margin) {

    /** @throws IllegalArgumentException if the margin leaves nothing of an interval of C_n */
    public CantorDistribution {
        if (!(margin >= 0 && margin < width(curve.levels()) / 2)) {
            throw new IllegalArgumentException("the margin of a Cantor distribution of " + curve.levels()
                    + " levels is at least 0 and below 3^-n / 2 = " + width(curve.levels()) / 2 + ", not " + margin);
        }
    }

    /** 3^-level. */
    static double width(int level) {
        double width = 1;
        for (int i = 0; i < level; i++) {
            width /= 3;
        }
        return width;
    }

    /**
     * Integrals over x ≤ c.
     *
     * @param mass Pr(x ≤ c | label)
     * @param moment E(x 1[x ≤ c] | label)
     */
    public record Moments(double mass, double moment) {

        /** Those over another end less those over this one: over the interval between. */
        public Moments to(Moments end) {
            return new Moments(end.mass - mass, end.moment - moment);
        }
    }

    /**
     * The moments of one class up to {@code c}, in O(n) steps: of each level's two halves at most one is cut by c, and what is not cut has
     * its mean in its middle.
     *
     * @param label +1 or -1
     */
    public Moments below(int label, double c) {
        if (c <= 0) {
            return new Moments(0, 0);
        }
        if (c >= 1) {
            return new Moments(1, 0.5);
        }
        double left = 0;
        double width = 1;
        double cells = 1;
        double rest = 1;
        double mass = 0;
        double moment = 0;
        for (int level = 1; level <= curve.levels(); level++) {
            double third = width / 3;
            double gap = label > 0 ? 0 : curve.share(level) * cells;
            rest -= label > 0 ? 0 : curve.share(level);
            cells /= 2;
            double half = (label > 0 ? 1 : rest) * cells;
            if (c > left + third) {
                mass += half;
                moment += half * (left + third / 2);
                double inside = Math.min(1, (c - left - third) / third);
                mass += gap * inside;
                moment += gap * inside * (left + third + inside * third / 2);
                if (c <= left + 2 * third) {
                    return new Moments(mass, moment);
                }
                left += 2 * third;
            }
            width = third;
        }
        if (label > 0) {
            double from = left + margin;
            double length = width - 2 * margin;
            double inside = Math.clamp((c - from) / length, 0.0, 1.0);
            mass += cells * inside;
            moment += cells * inside * (from + inside * length / 2);
        }
        return new Moments(mass, moment);
    }

    /** n labelled points of one entry; the first do not depend on n. */
    public Dataset sample(int n, RandomStream stream) {
        FloatMatrix inputs = FloatMatrix.zeros(n, 1);
        FloatMatrix labels = FloatMatrix.zeros(n, 1);
        for (int i = 0; i < n; i++) {
            Draws draws = new Draws(stream.child(i));
            int label = draws.below(2) == 0 ? -1 : 1;
            labels.set(i, 0, label);
            inputs.set(i, 0, (float) point(label, draws));
        }
        ImmutableMap<String, String> parameters = ImmutableMap.of(
                "weights", curve.weights().toString(),
                "margin", Double.toString(margin),
                "samples", Integer.toString(n),
                "stream", Long.toString(stream.stream()));
        return new Dataset(inputs, labels, new Provenance("cantor on the unit interval", parameters, stream.seed()));
    }

    private double point(int label, Draws draws) {
        int levels = curve.levels();
        if (label < 0) {
            double share = draws.uniform();
            levels = 0;
            while (levels < curve.levels() - 1 && share >= curve.share(levels + 1)) {
                share -= curve.share(++levels);
            }
        }
        double left = 0;
        double width = 1;
        for (int level = 0; level < levels; level++) {
            width /= 3;
            left += 2 * width * draws.below(2);
        }
        return label > 0
                ? left + margin + draws.uniform() * (width - 2 * margin)
                : left + width / 3 + draws.uniform() * width / 3;
    }
}
