package fathom.experiments.conditioning;

import fathom.simd.math.DoubleFunctions;

/**
 * The uniform distribution on the unit sphere of R^d.
 *
 * <pre>
 * density of the angle theta between two points: c_d sin^(d-2) theta,   c_d = Gamma(d/2) / (sqrt(pi) Gamma((d-1)/2))
 * lambda_k = c_d int_0^pi k(theta) P_k(cos theta) sin^(d-2) theta dtheta          Funk and Hecke
 * P_0 = 1, P_1 = u, (k + d - 2) P_{k+1} = (2k + d - 2) u P_k - k P_{k-1}
 * N_0 = 1, N_1 = d, N_2 = (d + 2)(d - 1)/2 functions of degree k,   E P_k(w.x)^2 = 1 / N_k
 * </pre>
 *
 * @param d at least 3
 */
record Sphere(int d) {

    /** Angles from pi/2 down to 1e-36: at depths of hundreds a kernel is 1 at smaller ones only. */
    private static final int LEVELS = 120;

    /** Near opposite points kernels are smooth but for a root. */
    private static final int FAR_LEVELS = 40;

    private static final int PANELS = 3;

    private double density() {
        double c = d % 2 == 0 ? 1 / Math.PI : 0.5;
        for (int k = d % 2 == 0 ? 2 : 3; k < d; k += 2) {
            c = c * k / (k - 1);
        }
        return c;
    }

    private double weight(double theta) {
        double sine = DoubleFunctions.sin(theta);
        double power = 1;
        for (int k = 2; k < d; k++) {
            power *= sine;
        }
        return power;
    }

    /** P_k(u), 1 at u = 1. */
    double polynomial(int degree, double u) {
        double before = 1;
        double p = degree == 0 ? 1 : u;
        for (int k = 1; k < degree; k++) {
            double next = ((2.0 * k + d - 2) * u * p - k * before) / (k + d - 2);
            before = p;
            p = next;
        }
        return p;
    }

    /** N_k for k up to 2. */
    double multiplicity(int degree) {
        return switch (degree) {
            case 0 -> 1;
            case 1 -> d;
            case 2 -> (d + 2.0) * (d - 1) / 2;
            default -> throw new IllegalArgumentException("degrees up to 2 are known here, not " + degree);
        };
    }

    /** lambda_k of a kernel. */
    double eigenvalue(DeepKernel kernel, int degree) {
        double near = GaussRule.graded(
                theta -> weight(theta) * kernel.ofAngle(theta) * polynomial(degree, DoubleFunctions.cos(theta)),
                Math.PI / 2,
                LEVELS,
                PANELS);
        double far = GaussRule.graded(
                theta -> weight(theta)
                        * kernel.ofAngle(Math.PI - theta)
                        * polynomial(degree, -DoubleFunctions.cos(theta)),
                Math.PI / 2,
                FAR_LEVELS,
                PANELS);
        return density() * (near + far);
    }

    /** P(|x.y| > 1 - delta) of two independent points. */
    double probability(double delta) {
        double theta = 2 * DoubleFunctions.asin(Math.sqrt(delta / 2));
        return 2 * density() * GaussRule.integral(this::weight, 0, theta, 8);
    }

    /**
     * A delta with which all pairs of N points are separated with probability at least 1 - gamma, by the union bound: N (N - 1) / 2 times
     * {@link #probability} is gamma. The largest such delta is hardly larger: close pairs are nearly independent.
     */
    double separation(double points, double gamma) {
        double share = 2 * gamma / (points * (points - 1));
        double low = -200;
        double high = 0;
        while (high - low > 1e-12) {
            double middle = 0.5 * (low + high);
            if (probability(DoubleFunctions.exp(middle)) > share) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return DoubleFunctions.exp(low);
    }
}
