package fathom.ntk.spectrum;

import fathom.simd.math.DoubleFunctions;

/**
 * What the roots of h at u = 1 and u = -1 say of its eigenvalues at large degrees.
 *
 * <pre>
 * h(1 - t)  = polynomial + c_1 t^nu + o(t^nu),    h(-1 + t) = polynomial + c_{-1} t^nu + o(t^nu)
 * mu_k ~ (c_1 + c_{-1}) C(d, nu) k^(-d - 2 nu + 1)   k even
 * mu_k ~ (c_1 - c_{-1}) C(d, nu) k^(-d - 2 nu + 1)   k odd
 * C(d, nu) = 2^(nu + d - 2) Gamma(d / 2) Gamma(nu + (d - 1) / 2) / (sqrt(pi) Gamma(-nu))
 * </pre>
 *
 * Source: Bietti and Bach (2021), theorem 1; the constant they print is half of this one.
 *
 * @param nu the exponent of the root, not an integer
 * @param atOne c_1
 * @param atMinusOne c_{-1}
 */
public record EndpointLaw(double nu, double atOne, double atMinusOne) {

    /** s = sqrt2 / pi: kappa_0(1 - t) = 1 - s t^(1/2) + ... */
    public static final double STEP_ROOT = 0.45015815807855303;

    /** c = 2 sqrt2 / (3 pi): kappa_1(1 - t) = 1 - t + c t^(3/2) + ... */
    public static final double RAMP_ROOT = 0.30010543871903535;

    /** sqrt(pi) */
    private static final double ROOT_PI = 1.7724538509055160273;

    /** @throws IllegalArgumentException if nu is not positive, or an integer, for which there is no such law */
    public EndpointLaw {
        if (!(nu > 0 && nu < Double.POSITIVE_INFINITY) || nu == Math.rint(nu)) {
            throw new IllegalArgumentException("the exponent of a root is positive and no integer, not " + nu);
        }
    }

    /**
     * The NNGP kernel of L hidden layers of ReLUs without biases: nu = 3/2, c_1 = c L, c_{-1} = c Pi, c = 2 sqrt2 / (3 pi).
     *
     * @param depth L
     */
    public static EndpointLaw reluNngp(int depth) {
        return new EndpointLaw(1.5, RAMP_ROOT * depth, RAMP_ROOT * far(depth));
    }

    /** The tangent kernel of the same: nu = 1/2, c_1 = -s L (L + 1) / 2, c_{-1} = -s Pi, s = sqrt2 / pi. */
    public static EndpointLaw reluNtk(int depth) {
        return new EndpointLaw(0.5, -STEP_ROOT * depth * (depth + 1) / 2, -STEP_ROOT * far(depth));
    }

    /** The NNGP kernel of L hidden layers of step units: nu = 2^-L, c_1 = -s^(2 - 2^(1-L)), c_{-1} = s at L = 1, else of higher order. */
    public static EndpointLaw step(int depth) {
        double nu = Math.scalb(1.0, -depth);
        double power = 2 - 2 * nu;
        double atOne = -DoubleFunctions.exp(power * DoubleFunctions.log(STEP_ROOT));
        return new EndpointLaw(nu, atOne, depth == 1 ? STEP_ROOT : 0);
    }

    /** Pi = kappa_0(b_1) ... kappa_0(b_{L-1}), b_1 = 0, b_{l+1} = kappa_1(b_l): what is left at u = -1 of the root of one layer of ReLUs. */
    public static double far(int depth) {
        double product = 1;
        double b = 0;
        for (int l = 1; l < depth; l++) {
            double theta = DoubleFunctions.acos(b);
            product *= (Math.PI - theta) / Math.PI;
            b = (b * (Math.PI - theta) + Math.sqrt((1 - b) * (1 + b))) / Math.PI;
        }
        return product;
    }

    /** d + 2 nu - 1 */
    public double exponent(int dimension) {
        return dimension + 2 * nu - 1;
    }

    /** (c_1 +- c_{-1}) C(d, nu) */
    public double constant(int dimension, boolean even) {
        return (even ? atOne + atMinusOne : atOne - atMinusOne) * unit(dimension, nu);
    }

    /** C(d, nu) */
    public static double unit(int dimension, double nu) {
        double top = Gamma.of(dimension / 2.0) * Gamma.of(nu + (dimension - 1) / 2.0);
        double power = DoubleFunctions.exp((nu + dimension - 2) * 0.6931471805599453);
        return power * top / (ROOT_PI * Gamma.of(-nu));
    }

    /**
     * The constant as the paper prints it, half of {@link #unit}: that of lemma 6 over 2^(nu + 1).
     *
     * <pre>
     * 2^(2 nu + d - 2) (omega_{d-2} / omega_{d-1}) Gamma(nu + (d-1)/2)^2 / Gamma(2 nu + d - 1)
     *   Gamma(nu + d/2) Gamma((d-1)/2) Gamma(nu + 1) / (Gamma(-1/2) Gamma(nu + 2) Gamma(-nu - 1)) 2^(d + 2 nu - 1)
     * </pre>
     */
    public static double printedUnit(int dimension, double nu) {
        double d = dimension;
        double spheres = Gamma.of(d / 2) / (ROOT_PI * Gamma.of((d - 1) / 2));
        double middle = Gamma.of(nu + (d - 1) / 2);
        double first = spheres * middle * middle / Gamma.of(2 * nu + d - 1);
        double second = Gamma.of(nu + d / 2) * Gamma.of((d - 1) / 2) * Gamma.of(nu + 1);
        double third = Gamma.of(-0.5) * Gamma.of(nu + 2) * Gamma.of(-nu - 1);
        double power = DoubleFunctions.exp((2 * nu + d - 2 + d + 2 * nu - 1 - nu - 1) * 0.6931471805599453);
        return power * first * second / third;
    }
}
