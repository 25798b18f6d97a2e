package fathom.simd.math;

import fathom.simd.loop.ScalarDoubleCircular;
import fathom.simd.loop.ScalarDoubleExponential;
import fathom.simd.loop.ScalarDoubleGaussian;
import fathom.simd.loop.ScalarDoubleInverseCircular;
import fathom.simd.loop.ScalarDoubleLogarithm;
import fathom.simd.loop.ScalarDoublePolar;
import fathom.simd.loop.ScalarDoubleSigmoid;

/**
 * Elementary functions of one double, computed with additions, products, quotients, square roots and fused multiply-adds alone.
 *
 * <p>IEEE 754 fixes every bit of those, so results are the same on every machine and in every compiler tier; {@code Math} promises
 * that for none of its own. Errors are stated against the exact value, in units in the last place (ulp) of that value, subnormal
 * results included. Signed zeros, infinities and NaN are treated as by {@code java.lang.Math}.
 *
 * <p>The polynomials are the project's own: minimax, found by Remez exchange in 60 decimal digits and rounded to double.
 */
public final class DoubleFunctions {

    private DoubleFunctions() {}

    /** e^x, within 1 ulp; 0 below -745.2 and infinite above 709.8. */
    public static double exp(double x) {
        return ScalarDoubleExponential.exp(x);
    }

    /** e^x - 1, within 1 ulp, without cancellation near 0. */
    public static double expm1(double x) {
        return ScalarDoubleExponential.expm1(x);
    }

    /** Natural logarithm, within 1 ulp; -infinity at 0 and NaN below. */
    public static double log(double x) {
        return ScalarDoubleLogarithm.log(x);
    }

    /** log(1 + x), within 1 ulp, without cancellation near 0; -infinity at -1 and NaN below. */
    public static double log1p(double x) {
        return ScalarDoubleLogarithm.log1p(x);
    }

    /** Hyperbolic tangent, within 1 ulp. */
    public static double tanh(double x) {
        return ScalarDoubleSigmoid.tanh(x);
    }

    /** 1 / (1 + e^-x), the logistic function, within 1 ulp. */
    public static double sigmoid(double x) {
        return ScalarDoubleSigmoid.sigmoid(x);
    }

    /** log(1 + e^x), within 2 ulp, for every x without overflow. */
    public static double softplus(double x) {
        return ScalarDoubleSigmoid.softplus(x);
    }

    /** Sine of an angle in radians, within 1 ulp for every finite angle. */
    public static double sin(double x) {
        return ScalarDoubleCircular.sin(x);
    }

    /** Cosine of an angle in radians, within 1 ulp for every finite angle. */
    public static double cos(double x) {
        return ScalarDoubleCircular.cos(x);
    }

    /** Arc sine in [-pi/2, pi/2], within 2 ulp; NaN where |x| > 1. */
    public static double asin(double x) {
        return ScalarDoubleInverseCircular.asin(x);
    }

    /**
     * Arc cosine in [0, pi], within 2 ulp; NaN where |x| > 1.
     *
     * <p>Near 1 it is ill-conditioned: one ulp of x there moves the angle by 1.5e-8. Carry 1 - x where it is known.
     */
    public static double acos(double x) {
        return ScalarDoubleInverseCircular.acos(x);
    }

    /** Error function 2/sqrt(pi) int_0^x e^(-t^2) dt, within 2 ulp. */
    public static double erf(double x) {
        return ScalarDoubleGaussian.erf(x);
    }

    /** 1 - erf(x), within 2 ulp also where it is small. */
    public static double erfc(double x) {
        return ScalarDoubleGaussian.erfc(x);
    }

    /** Probability that a standard normal variable is at most x, within 2 ulp also where it is small. */
    public static double normalCdf(double x) {
        return ScalarDoubleGaussian.normalCdf(x);
    }

    /** Density of the standard normal distribution, e^(-x^2/2) / sqrt(2 pi), within 2 ulp. */
    public static double normalDensity(double x) {
        return ScalarDoubleGaussian.normalDensity(x);
    }

    /** Angle of the point (x, y) in [-pi, pi], within 2 ulp. */
    public static double atan2(double y, double x) {
        return ScalarDoublePolar.atan2(y, x);
    }

    /** Distance sqrt(x^2 + y^2) of the point (x, y) from the origin, within 2 ulp, without overflow in between. */
    public static double hypot(double x, double y) {
        return ScalarDoublePolar.hypot(x, y);
    }
}
