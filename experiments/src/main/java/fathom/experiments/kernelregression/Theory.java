package fathom.experiments.kernelregression;

import com.google.common.collect.ImmutableList;
import fathom.experiments.kernelregression.CurveTrial.CurveCell;
import module fathom.experiments;

/**
 * The expected error of kernel regression of the cap, from eigenvalues alone.
 *
 * <pre>
 * a_k = (2 / pi) int_0^pi f1(cos theta) P_k(cos theta) sin^2(theta) dtheta,   P_k(cos theta) = sin((k + 1) theta) / ((k + 1) sin theta)
 * |f1_k|^2 = N(4, k) a_k^2,   N(4, k) = (k + 1)^2
 * </pre>
 *
 * The cap's part beyond the last degree is not learned at any n here and is added to the error. Source: {@link LearningCurve} for the
 * theory; f1 is 1 for theta up to arccos 0.7.
 *
 * @param curve of the kernel's eigenvalues
 * @param powers |f1_k|^2
 * @param rest the mean square of f1 less all powers
 * @param scale h(1) of the kernel as figure 1 has it over that of its sphere kernel
 * @param smallestRidge exponent
 */
record Theory(LearningCurve curve, double[] powers, double rest, double scale, int smallestRidge) {

    /** The kernels whose curves are drawn. */
    static final ImmutableList<String> SHOWN = ImmutableList.of("nngp(depth=2)", "ntk(depth=2)", "laplace");

    private static final int LAST_DEGREE = 150;

    /** arccos 0.7 */
    private static final double CAP = 0.79539883018414355;

    static Theory of(String kernel, int smallestRidge) {
        KernelName name = KernelName.parse(kernel);
        SphereKernel sphere = name.sphere();
        SphereSpectrum spectrum = SphereSpectrum.of(sphere, SphereSample.DIMENSION, LAST_DEGREE);
        double[] powers = new double[LAST_DEGREE + 1];
        double rest = mean();
        for (int k = 0; k <= LAST_DEGREE; k++) {
            double coefficient = overlap(k);
            powers[k] = coefficient * coefficient;
            rest -= powers[k];
        }
        double scale = name.family().equals("ntk") ? 1.0 / (name.depth() + 1) : 1;
        return new Theory(LearningCurve.of(spectrum, sphere.at(1)), powers, rest, scale, smallestRidge);
    }

    /** The error at n samples with the best of the ridges 0.01, 0.001, ..., 10^smallest. */
    double error(int n) {
        double best = Double.POSITIVE_INFINITY;
        double ridge = 0.01;
        for (int exponent = CurveCell.LARGEST_RIDGE; exponent >= smallestRidge; exponent--, ridge /= 10) {
            // The part that is not learned acts on the rest as noise, and is missed itself.
            best = Math.min(best, curve.at(powers, rest, n, ridge / scale).error() + rest);
        }
        return best;
    }

    /** E f1 = E f1^2 = (2 / pi) int_0^cap sin^2 */
    private static double mean() {
        return (CAP - DoubleFunctions.sin(2 * CAP) / 2) / Math.PI;
    }

    /** (k + 1) a_k = (2 / pi) int_0^cap sin((k + 1) theta) sin(theta) dtheta */
    static double overlap(int k) {
        if (k == 0) {
            return mean();
        }
        double lower = DoubleFunctions.sin(k * CAP) / k;
        double upper = DoubleFunctions.sin((k + 2) * CAP) / (k + 2);
        return (lower - upper) / Math.PI;
    }
}
