package fathom.ntk.dual;

import fathom.simd.Reduce;
import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;

/**
 * Expectations of an activation phi with a kink at 0 at most, for several deviations at once. With f = phi' in its even and odd part,
 *
 * <pre>
 * E[f(s x) f(s' y)] = E[f_even f_even] + E[f_odd f_odd]      at correlation u
 *                   = E[f_even f_even] - E[f_odd f_odd]      at -u
 * </pre>
 *
 * @param phi the activation
 * @param fineness as {@link PolarRule} takes it
 * @param reach the largest radius
 */
record Quadrature(Nonlinearity phi, double fineness, double reach) {

    private static final double TOLERANCE = 1.5e-15;
    private static final double FINEST = 24;
    private static final double FARTHEST = 60;
    private static final double[] PROBES = {0.02, 0.7, 1.3};

    /** What E[f f] is at one angle: parts[0][a][b] of the even part of phi' at deviations a and b, parts[1] of its odd part. */
    double[][][] slopes(double theta, double[] deviations) {
        PolarRule rule = PolarRule.of(theta, fineness, reach);
        int m = deviations.length;
        int count = rule.x().length;
        double[][][] parts = new double[2][m][m];
        for (int part = 0; part < 2; part++) {
            if (part == 0 && phi.isEven() || part == 1 && phi.isOdd()) {
                continue;
            }
            DoubleMatrix right = part(part, rule.x(), deviations);
            DoubleMatrix left = DoubleMatrix.zeros(m, count);
            for (int a = 0; a < m; a++) {
                for (int p = 0; p < count; p++) {
                    double weight = part == 1 && p >= rule.same() ? -rule.weights()[p] : rule.weights()[p];
                    left.array()[a * count + p] = weight * right.array()[a * count + rule.mirror()[p]];
                }
            }
            for (int a = 0; a < m; a++) {
                for (int b = a; b < m; b++) {
                    parts[part][a][b] = Reduce.dot(left.row(a), right.row(b));
                    parts[part][b][a] = parts[part][a][b];
                }
            }
        }
        return parts;
    }

    /** The even (0) or odd (1) part of phi' at each deviation times each point. */
    private DoubleMatrix part(int part, double[] points, double[] deviations) {
        int count = points.length;
        DoubleMatrix part0 = DoubleMatrix.zeros(deviations.length, count);
        double[] x = new double[count];
        double[] f = new double[count];
        double[] g = new double[count];
        boolean single = phi.isEven() || phi.isOdd();
        for (int a = 0; a < deviations.length; a++) {
            for (int p = 0; p < count; p++) {
                x[p] = deviations[a] * points[p];
            }
            phi.slopes(x, f);
            if (!single) {
                for (int p = 0; p < count; p++) {
                    x[p] = -x[p];
                }
                phi.slopes(x, g);
            }
            for (int p = 0; p < count; p++) {
                double other = single ? f[p] : part == 0 ? g[p] : -g[p];
                part0.array()[a * count + p] = 0.5 * (f[p] + other);
            }
        }
        return part0;
    }

    /** Points g > 0 and weights of E[f(g)] = sum weights (f(g) + f(-g)); panels end where s g or -s g is a kink. */
    double[][] halfLine(double deviation) {
        double[] ends = DualActivation.ends(phi, deviation, 0, reach);
        int[] panels = new int[ends.length - 1];
        int count = 0;
        for (int i = 0; i < panels.length; i++) {
            panels[i] = (int) Math.ceil((ends[i + 1] - ends[i]) * fineness);
            count += panels[i] * GaussLegendre.POINTS;
        }
        double[][] rule = new double[2][count];
        int at = 0;
        for (int i = panels.length - 1; i >= 0; i--) {
            double width = (ends[i + 1] - ends[i]) / panels[i];
            for (int panel = panels[i] - 1; panel >= 0; panel--) {
                double from = ends[i] + panel * width;
                for (int j = 0; j < GaussLegendre.POINTS; j++, at++) {
                    rule[0][at] = GaussLegendre.node(j, from, from + width);
                    rule[1][at] =
                            GaussLegendre.weight(j, from, from + width) * DoubleFunctions.normalDensity(rule[0][at]);
                }
            }
        }
        return rule;
    }

    /**
     * A rule that resolves phi up to that deviation.
     *
     * @throws IllegalArgumentException if none does
     */
    static Quadrature of(Nonlinearity phi, double deviation) {
        double reach = reach(phi, deviation);
        for (double fineness = 0.65; fineness <= FINEST; fineness *= 1.5) {
            Quadrature rule = new Quadrature(phi, fineness, reach);
            Quadrature finer = new Quadrature(phi, 1.5 * fineness, reach);
            boolean resolved = true;
            for (double theta : PROBES) {
                double[][][] found = rule.slopes(theta, new double[] {deviation});
                double[][][] better = finer.slopes(theta, new double[] {deviation});
                double scale = phi.noise() * (better[0][0][0] + Math.abs(better[1][0][0]));
                resolved &= Math.abs(found[0][0][0] - better[0][0][0]) <= TOLERANCE * scale
                        && Math.abs(found[1][0][0] - better[1][0][0]) <= TOLERANCE * scale;
            }
            if (resolved) {
                return rule;
            }
        }
        throw new IllegalArgumentException("inputs of " + phi.name() + " with a standard deviation of " + deviation
                + " are too large for it to be integrated to full accuracy; give a smaller input scale or weight variance,"
                + " or rows of length 1");
    }

    /** A rule for moments alone of a phi with kinks elsewhere than at 0, to be asked at that deviation only. */
    static Quadrature split(Nonlinearity phi, double deviation) {
        return new Quadrature(phi, 2 * Math.max(1, deviation), reach(phi, deviation));
    }

    /** Where r exp(-r^2 / 2) phi'(s r)^2 has fallen for good to nothing. */
    private static double reach(Nonlinearity phi, double deviation) {
        double largest = 0;
        double[] y = new double[2];
        for (double r = 0.5; r < FARTHEST; r += 0.5) {
            phi.slopes(new double[] {deviation * r, -deviation * r}, y);
            double square = Math.max(y[0] * y[0], y[1] * y[1]);
            phi.values(new double[] {deviation * r, -deviation * r}, y);
            square = Math.max(square, Math.max(y[0] * y[0], y[1] * y[1]));
            double size = r * DoubleFunctions.exp(-0.5 * r * r) * square;
            largest = Math.max(largest, size);
            if (r >= 8 && size <= 1e-17 * largest) {
                return r;
            }
        }
        throw new IllegalArgumentException(phi.name() + " grows too fast for inputs of standard deviation " + deviation
                + "; give a smaller input scale or weight variance");
    }
}
