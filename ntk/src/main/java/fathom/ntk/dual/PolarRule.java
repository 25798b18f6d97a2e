package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;

/**
 * Points and weights for expectations over two standard normal variables at an angle theta in [0, pi / 2].
 *
 * <pre>
 * E[f(x) f(y)] = 1 / (2 pi) int int r exp(-r^2 / 2) f(r cos psi) f(r cos(psi - theta)) dr dpsi
 * </pre>
 *
 * The lines x = 0 and y = 0, where f may have a kink, bound the two sectors that half of the plane consists of; the other half is theirs by
 * (x, y) -> (-x, -y).
 *
 * <p>Both sectors are their own mirror images, with x and y exchanged; so y is x at the mirrored point.
 *
 * @param x |x| at each point
 * @param mirror where the point is whose x is this point's |y|
 * @param weights those of both halves of the plane together
 * @param same how many points, the first ones, have x and y of one sign; at the others the signs differ
 */
record PolarRule(double[] x, int[] mirror, double[] weights, int same) {

    /** Width in r of a panel that 16 points resolve to 1e-16 for functions as steep as tanh. */
    private static final double WIDTH = 3;

    /**
     * @param fineness 1 for functions as steep as tanh, 2 for twice as steep ones
     * @param reach the largest r
     */
    static PolarRule of(double theta, double fineness, double reach) {
        int panels = (int) Math.ceil(reach * fineness / WIDTH);
        int[] first = new int[panels];
        int[] second = new int[panels];
        int same = 0;
        int count = 0;
        for (int i = 0; i < panels; i++) {
            double steepness = (i + 1) * reach / panels * fineness / WIDTH;
            first[i] = (int) Math.ceil((Math.PI - theta) * steepness);
            second[i] = (int) Math.ceil(theta * steepness);
            same += first[i] * GaussLegendre.POINTS * GaussLegendre.POINTS;
            count += (first[i] + second[i]) * GaussLegendre.POINTS * GaussLegendre.POINTS;
        }
        PolarRule rule = new PolarRule(new double[count], new int[count], new double[count], same);
        int at = 0;
        int from = same;
        double width = reach / panels;
        double half = Math.PI / 2;
        for (int i = panels - 1; i >= 0; i--) {
            at = rule.fill(at, i * width, width, theta - half, half, first[i]);
            from = rule.fill(from, i * width, width, half, half + theta, second[i]);
        }
        return rule;
    }

    private int fill(int start, double r, double width, double low, double high, int panels) {
        int at = start;
        double[] radii = new double[GaussLegendre.POINTS];
        double[] densities = new double[GaussLegendre.POINTS];
        for (int j = 0; j < radii.length; j++) {
            radii[j] = GaussLegendre.node(j, r, r + width);
            densities[j] = GaussLegendre.weight(j, r, r + width)
                    * radii[j]
                    * DoubleFunctions.exp(-0.5 * radii[j] * radii[j])
                    / Math.PI;
        }
        for (int panel = 0; panel < panels; panel++) {
            double from = low + (high - low) * panel / panels;
            double to = low + (high - low) * (panel + 1) / panels;
            for (int i = 0; i < GaussLegendre.POINTS; i++) {
                double psi = GaussLegendre.node(i, from, to);
                double weight = GaussLegendre.weight(i, from, to);
                int mirrored = start + ((panels - panel) * radii.length - 1 - i) * radii.length;
                double cosine = Math.abs(DoubleFunctions.cos(psi));
                for (int j = 0; j < radii.length; j++) {
                    x[at] = radii[j] * cosine;
                    mirror[at] = mirrored + j;
                    weights[at] = weight * densities[j];
                    at++;
                }
            }
        }
        return at;
    }
}
