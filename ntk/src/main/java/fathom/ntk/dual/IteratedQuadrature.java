package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * E[f(x) f(y)] of an f with kinks or jumps anywhere, one variable after the other.
 *
 * <pre>
 * x = s g,   y = s' (u g + c h),   c = sqrt(1 - u^2),   g and h independent and standard normal
 * E[f(x) f(y)] = int density(g) f(s g) m(g) dg,   m(g) = int density(h) f(s' (u g + c h)) dh
 * </pre>
 *
 * Panels of h end at the kinks of f. m is smooth, but changes within c / u round the g that bring s' u g to a kink; panels of g end there and
 * at the kinks of f(s g), and halve towards these points.
 *
 * @param kinks ascending
 */
record IteratedQuadrature(DoubleUnaryOperator f, double[] kinks) {

    private static final double END = 10;
    private static final double STEEPEST = 1024;
    private static final double GROWTH = 30;

    /**
     * E[f(x) f(y)].
     *
     * @param u the correlation
     * @param c sqrt(1 - u^2), given too since it is the smaller of the two for near rows
     */
    double expectation(double s, double other, double u, double c) {
        double end = END + Math.min(Math.max(s, other), GROWTH);
        double[] ends = new double[2 * kinks.length + 2];
        for (int i = 0; i < kinks.length; i++) {
            ends[2 * i] = clamped(kinks[i] / s, end);
            ends[2 * i + 1] = clamped(kinks[i] / (other * u), end);
        }
        ends[2 * kinks.length] = -end;
        ends[2 * kinks.length + 1] = end;
        Arrays.sort(ends);
        double widest = 1 / Math.max(1, Math.min(Math.max(s, other), STEEPEST));
        // Without room between x and y nothing is steeper than f itself.
        double narrowest = c == 0 ? widest : Math.min(widest, c);
        DoubleUnaryOperator integrand =
                g -> DoubleFunctions.normalDensity(g) * f.applyAsDouble(s * g) * inner(g, other, u, c, end);
        double sum = 0;
        for (int i = 0; i + 1 < ends.length; i++) {
            sum += graded(integrand, ends[i], ends[i + 1], widest, narrowest);
        }
        return sum;
    }

    private static double clamped(double at, double end) {
        return Double.isNaN(at) ? end : Math.max(-end, Math.min(end, at));
    }

    private static double graded(DoubleUnaryOperator f, double from, double to, double widest, double narrowest) {
        double half = 0.5 * (to - from);
        double sum = 0;
        double near = 0;
        double width = Math.min(narrowest, widest);
        while (near < half) {
            double far = near + width >= half * (1 - 1e-12) ? half : near + width;
            sum += GaussLegendre.integral(f, from + near, from + far) + GaussLegendre.integral(f, to - far, to - near);
            near = far;
            width = Math.min(widest, Math.max(width, near));
        }
        return sum;
    }

    private double inner(double g, double other, double u, double c, double end) {
        double centre = other * u * g;
        double scale = other * c;
        if (scale == 0) {
            return f.applyAsDouble(centre);
        }
        double widest = 1 / Math.max(1, Math.min(scale, STEEPEST));
        double sum = 0;
        double from = -end;
        for (int i = 0; i <= kinks.length; i++) {
            double to = i < kinks.length ? Math.max(from, clamped((kinks[i] - centre) / scale, end)) : end;
            int panels = (int) Math.ceil((to - from) / widest);
            double width = (to - from) / panels;
            for (int panel = 0; panel < panels; panel++) {
                sum += GaussLegendre.integral(
                        h -> DoubleFunctions.normalDensity(h) * f.applyAsDouble(Math.fma(scale, h, centre)),
                        from + panel * width,
                        from + (panel + 1) * width);
            }
            from = to;
        }
        return sum;
    }
}
