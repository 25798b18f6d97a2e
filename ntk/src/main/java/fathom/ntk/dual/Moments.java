package fathom.ntk.dual;

/**
 * What a layer does to pairs of rows that point the same way, at some deviations.
 *
 * <pre>
 * A_a = E[phi(s_a g)^2],   Q_a = w A_a + b,   ratio_ab = sqrt(q_a q_b / (Q_a Q_b))
 * radial_ab = (1 - (w E[phi(s_a g) phi(s_b g)] + b) / sqrt(Q_a Q_b)) / (2 (tau_a - tau_b)^2)
 * shift_ab  = w E[phi_odd(s_a g) phi_odd(s_b g)] / sqrt(Q_a Q_b)
 * </pre>
 *
 * Radial terms are found from the mean of d phi(s(tau) g) / d tau between tau_a and tau_b, which loses nothing where the two are near.
 */
final class Moments {

    private final double[] deviations;
    private final Positive values;
    private final Positive slopes;
    private final double[] slopeMoments;
    private final double[][] ratios;
    private final double[][] radial;
    private final double[][] shift;
    private double radialSize;

    Moments(Nonlinearity phi, Quadrature quadrature, double weight, double bias, double[] deviations) {
        int size = deviations.length;
        this.deviations = deviations;
        double largest = 0;
        for (double deviation : deviations) {
            largest = Math.max(largest, deviation);
        }
        double[][] rule = quadrature.halfLine(largest);
        double[][] outputs = new double[size][];
        double[] moments = new double[size];
        slopeMoments = new double[size];
        double[] variances = new double[size];
        for (int a = 0; a < size; a++) {
            outputs[a] = values(phi, rule[0], deviations[a], false);
            double[] derivatives = values(phi, rule[0], deviations[a], true);
            moments[a] = expectation(rule[1], outputs[a], outputs[a], 1);
            slopeMoments[a] = expectation(rule[1], derivatives, derivatives, 1);
            variances[a] = Math.fma(weight, moments[a], bias);
        }
        double zero = phi.value().applyAsDouble(0);
        double right = phi.derivative().applyAsDouble(Nonlinearity.TINY);
        double left = phi.derivative().applyAsDouble(-Nonlinearity.TINY);
        values = Positive.of(zero * zero, moments, deviations);
        slopes = Positive.of(0.5 * (right * right + left * left), slopeMoments, deviations);
        ratios = new double[size][size];
        radial = new double[size][size];
        shift = new double[size][size];
        for (int a = 0; a < size; a++) {
            for (int b = 0; b < size; b++) {
                double root = Math.sqrt(variances[a] * variances[b]);
                ratios[a][b] = root > 0 ? deviations[a] * deviations[b] / root : 0;
                double odd = 0.5
                        * (expectation(rule[1], outputs[a], outputs[b], 1)
                                - expectation(rule[1], outputs[a], outputs[b], -1));
                shift[a][b] = root > 0 ? weight * odd / root : 0;
                if (b >= a && size > 1 && root > 0) {
                    radial[a][b] = radial(phi, rule, outputs[a], outputs[b], a, b, moments[a], root, weight, bias);
                    radial[b][a] = radial[a][b];
                }
            }
        }
    }

    /** As a difference of the cosine from 1, or by the mean slope, whichever loses less. */
    private double radial(
            Nonlinearity phi,
            double[][] rule,
            double[] left,
            double[] right,
            int a,
            int b,
            double moment,
            double root,
            double weight,
            double bias) {
        double gap = InterpolatedSeries.asinh(Math.sqrt(2) * deviations[a])
                - InterpolatedSeries.asinh(Math.sqrt(2) * deviations[b]);
        double[] mean = mean(phi, rule[0], deviations[a], deviations[b]);
        double square = expectation(rule[1], mean, mean, 1);
        double along = expectation(rule[1], left, mean, 1);
        double cosine = (weight * expectation(rule[1], left, right, 1) + bias) / root;
        double scale = root * root * 2 * (1 + cosine);
        double most = weight * (weight * moment + bias) * square / scale;
        if (most * gap * gap > 0.5) {
            radialSize = Math.max(radialSize, 0.5 / (gap * gap));
            return 0.5 * (1 - cosine) / (gap * gap);
        }
        radialSize = Math.max(radialSize, most);
        return weight * (weight * (moment * square - along * along) + bias * square) / scale;
    }

    /** phi or phi' at deviation times each point, and then at minus that. */
    private static double[] values(Nonlinearity phi, double[] points, double deviation, boolean slopes) {
        int count = points.length;
        double[] x = new double[2 * count];
        double[] y = new double[2 * count];
        for (int p = 0; p < count; p++) {
            x[p] = deviation * points[p];
            x[count + p] = -x[p];
        }
        if (slopes) {
            phi.slopes(x, y);
        } else {
            phi.values(x, y);
        }
        return y;
    }

    /** (phi(s_b g) - phi(s_a g)) / (tau_b - tau_a) at each point, as the mean of g s'(tau) phi'(s(tau) g). */
    private static double[] mean(Nonlinearity phi, double[] points, double deviation, double other) {
        double from = InterpolatedSeries.asinh(Math.sqrt(2) * deviation);
        double to = InterpolatedSeries.asinh(Math.sqrt(2) * other);
        int count = points.length;
        double[] mean = new double[2 * count];
        for (int i = 0; i < GaussLegendre.POINTS; i++) {
            double s = InterpolatedSeries.deviation(GaussLegendre.node(i, from, to));
            double change = GaussLegendre.weight(i, 0, 1) * Math.sqrt(0.5 * (1 + 2 * s * s));
            double[] slopes = values(phi, points, s, true);
            for (int p = 0; p < count; p++) {
                mean[p] = Math.fma(change * points[p], slopes[p], mean[p]);
                mean[count + p] = Math.fma(-change * points[p], slopes[count + p], mean[count + p]);
            }
        }
        return mean;
    }

    /** E[f(g) h(g)], or E[f(g) h(-g)] for sign -1. */
    private static double expectation(double[] weights, double[] f, double[] h, int sign) {
        int count = weights.length;
        int same = sign > 0 ? 0 : count;
        double sum = 0;
        for (int p = 0; p < count; p++) {
            double both = f[p] * h[same + p] + f[count + p] * h[count - same + p];
            sum = Math.fma(weights[p], both, sum);
        }
        return sum;
    }

    int size() {
        return deviations.length;
    }

    double[] deviations() {
        return deviations;
    }

    /** E[phi^2] */
    Positive values() {
        return values;
    }

    /** E[phi'^2] */
    Positive slopes() {
        return slopes;
    }

    /** 1 / sqrt(B_a B_b) with B_a = E[phi'(s_a g)^2] */
    double slopeScale(int a, int b) {
        double product = slopeMoments[a] * slopeMoments[b];
        return product > 0 ? 1 / Math.sqrt(product) : 0;
    }

    double[][] ratios() {
        return ratios;
    }

    double[][] radial() {
        return radial;
    }

    double[][] shift() {
        return shift;
    }

    /** The size of what radial terms are differences of. */
    double radialSize() {
        return radialSize;
    }
}
