package fathom.simd.math;

import fathom.simd.loop.ScalarFloatCircular;
import fathom.simd.loop.ScalarFloatExponential;
import fathom.simd.loop.ScalarFloatGaussian;
import fathom.simd.loop.ScalarFloatInverseCircular;
import fathom.simd.loop.ScalarFloatLogarithm;
import fathom.simd.loop.ScalarFloatPolar;
import fathom.simd.loop.ScalarFloatSigmoid;

/**
 * Elementary functions of one float, computed with additions, products, quotients, square roots and fused multiply-adds alone.
 *
 * <p>IEEE 754 fixes every bit of those, so results are the same on every machine and in every compiler tier; {@code Math} promises
 * that for none of its own. Errors are stated against the exact value, in units in the last place (ulp) of that value, subnormal
 * results included. Signed zeros, infinities and NaN are treated as by {@code java.lang.Math}.
 *
 * <p>The polynomials are the project's own: minimax, found by Remez exchange in 40 decimal digits and rounded to float.
 */
public final class FloatFunctions {

    private FloatFunctions() {}

    /** e^x, within 1 ulp; 0 below -103.98 and infinite above 88.73. */
    public static float exp(float x) {
        return ScalarFloatExponential.exp(x);
    }

    /** e^x - 1, within 1 ulp, without cancellation near 0. */
    public static float expm1(float x) {
        return ScalarFloatExponential.expm1(x);
    }

    /** Natural logarithm, within 1 ulp; -infinity at 0 and NaN below. */
    public static float log(float x) {
        return ScalarFloatLogarithm.log(x);
    }

    /** log(1 + x), within 1 ulp, without cancellation near 0; -infinity at -1 and NaN below. */
    public static float log1p(float x) {
        return ScalarFloatLogarithm.log1p(x);
    }

    /** Hyperbolic tangent, within 1 ulp. */
    public static float tanh(float x) {
        return ScalarFloatSigmoid.tanh(x);
    }

    /** 1 / (1 + e^-x), the logistic function, within 1 ulp. */
    public static float sigmoid(float x) {
        return ScalarFloatSigmoid.sigmoid(x);
    }

    /** log(1 + e^x), within 2 ulp, for every x without overflow. */
    public static float softplus(float x) {
        return ScalarFloatSigmoid.softplus(x);
    }

    /** Sine of an angle in radians, within 1 ulp for every finite angle. */
    public static float sin(float x) {
        return ScalarFloatCircular.sin(x);
    }

    /** Cosine of an angle in radians, within 1 ulp for every finite angle. */
    public static float cos(float x) {
        return ScalarFloatCircular.cos(x);
    }

    /** Arc sine in [-pi/2, pi/2], within 1 ulp; NaN where |x| > 1. */
    public static float asin(float x) {
        return ScalarFloatInverseCircular.asin(x);
    }

    /**
     * Arc cosine in [0, pi], within 1 ulp; NaN where |x| > 1.
     *
     * <p>Near 1 it is ill-conditioned: one ulp of x there moves the angle by 3.5e-4. Carry 1 - x where it is known.
     */
    public static float acos(float x) {
        return ScalarFloatInverseCircular.acos(x);
    }

    /** Error function 2/sqrt(pi) int_0^x e^(-t^2) dt, within 1 ulp. */
    public static float erf(float x) {
        return ScalarFloatGaussian.erf(x);
    }

    /** 1 - erf(x), within 2 ulp also where it is small. */
    public static float erfc(float x) {
        return ScalarFloatGaussian.erfc(x);
    }

    /** Probability that a standard normal variable is at most x, within 2 ulp also where it is small. */
    public static float normalCdf(float x) {
        return ScalarFloatGaussian.normalCdf(x);
    }

    /** Density of the standard normal distribution, e^(-x^2/2) / sqrt(2 pi), within 2 ulp. */
    public static float normalDensity(float x) {
        return ScalarFloatGaussian.normalDensity(x);
    }

    /** Angle of the point (x, y) in [-pi, pi], within 2 ulp. */
    public static float atan2(float y, float x) {
        return ScalarFloatPolar.atan2(y, x);
    }

    /** Distance sqrt(x^2 + y^2) of the point (x, y) from the origin, within 2 ulp, without overflow in between. */
    public static float hypot(float x, float y) {
        return ScalarFloatPolar.hypot(x, y);
    }
}
