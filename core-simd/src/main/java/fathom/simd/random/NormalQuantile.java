package fathom.simd.random;

import fathom.simd.math.DoubleFunctions;

/**
 * The inverse of the standard normal distribution function, at p = 1/2 + q, by three rational functions.
 *
 * <pre>
 * |q| ≤ 0.425:  x = q A(r) / B(r),                r = 0.425^2 - q^2
 * otherwise:     x = sign(q) C(s - 1.6) / D(s - 1.6)  or  sign(q) E(s - 5) / F(s - 5),   s = sqrt(-log(1/2 - |q|)) ≤ 5 or > 5
 * </pre>
 *
 * The argument is centred because 1/2 - |q| is then exact where it matters, in the tails. Source: M. Wichura, algorithm AS 241
 * (PPND16), Applied Statistics 37 (1988), whose coefficients give about 1e-16 relative accuracy.
 */
final class NormalQuantile {

    /** Largest |q| of the central branch. */
    static final double CENTRE = 0.425;

    static final double CENTRE_SQUARED = 0.180625;

    static final double[] A = {
        3.3871328727963666080e0, 1.3314166789178437745e2, 1.9715909503065514427e3, 1.3731693765509461125e4,
        4.5921953931549871457e4, 6.7265770927008700853e4, 3.3430575583588128105e4, 2.5090809287301226727e3
    };
    static final double[] B = {
        1,
        4.2313330701600911252e1,
        6.8718700749205790830e2,
        5.3941960214247511077e3,
        2.1213794301586595867e4,
        3.9307895800092710610e4,
        2.8729085735721942674e4,
        5.2264952788528545610e3
    };
    private static final double[] C = {
        1.42343711074968357734e0, 4.63033784615654529590e0, 5.76949722146069140550e0, 3.64784832476320460504e0,
        1.27045825245236838258e0, 2.41780725177450611770e-1, 2.27238449892691845833e-2, 7.74545014278341407640e-4
    };
    private static final double[] D = {
        1,
        2.05319162663775882187e0,
        1.67638483018380384940e0,
        6.89767334985100004550e-1,
        1.48103976427480074590e-1,
        1.51986665636164571966e-2,
        5.47593808499534494600e-4,
        1.05075007164441684324e-9
    };
    private static final double[] E = {
        6.65790464350110377720e0, 5.46378491116411436990e0, 1.78482653991729133580e0, 2.96560571828504891230e-1,
        2.65321895265761230930e-2, 1.24266094738807843860e-3, 2.71155556874348757815e-5, 2.01033439929228813265e-7
    };
    private static final double[] F = {
        1,
        5.99832206555887937690e-1,
        1.36929880922735805310e-1,
        1.48753612908506148525e-2,
        7.86869131145613259100e-4,
        1.84631831751005468180e-5,
        1.42151175831644588870e-7,
        2.04426310338993978564e-15
    };

    private NormalQuantile() {}

    /** x with P(X ≤ x) = 1/2 + q for a standard normal X; |q| &lt; 1/2. */
    static double centred(double q) {
        return Math.abs(q) <= CENTRE ? centre(q) : tail(q);
    }

    private static double centre(double q) {
        double r = Math.fma(-q, q, CENTRE_SQUARED);
        return q * polynomial(A, r) / polynomial(B, r);
    }

    static double tail(double q) {
        double s = Math.sqrt(-DoubleFunctions.log(0.5 - Math.abs(q)));
        double x =
                s <= 5 ? polynomial(C, s - 1.6) / polynomial(D, s - 1.6) : polynomial(E, s - 5) / polynomial(F, s - 5);
        return q < 0 ? -x : x;
    }

    private static double polynomial(double[] coefficients, double r) {
        double value = coefficients[7];
        for (int power = 6; power >= 0; power--) {
            value = Math.fma(value, r, coefficients[power]);
        }
        return value;
    }
}
