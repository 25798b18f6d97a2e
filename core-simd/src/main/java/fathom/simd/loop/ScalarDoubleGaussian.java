package fathom.simd.loop;

/**
 * The error function and its kin, one double at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * |x| &lt; 1/2:  erf(x) = x + x ((2/sqrt(pi) - 1) + z P(z)),  z = x^2
 * x >= 0:     erfc(x) = exp(-x^2) G(q) / (1 + 2 x),        q = (x - 4) / (x + 4)
 * </pre>
 *
 * P and G are minimax polynomials of degrees 8 and 22 by Remez exchange in 60 digits: |z^2 (P - exact)| ≤ 2^-64, and |G - exact| ≤ 2^-56 for
 * x ≤ 27.4, beyond which erfc is 0. The square is carried in two parts, because exp doubles its error.
 */
public final class ScalarDoubleGaussian {

    /** Below it erf is its polynomial; below the next one erfc and the distribution function are made from it. */
    static final double SMALL = 0.5;

    static final double CENTRAL = 0.5;
    /** From here on erfc is 0. */
    static final double LARGEST = 27.3;
    /** The same for the cumulative distribution function, sqrt(2) further, and for the density. */
    static final double LARGEST_DEVIATION = 38.6;

    /** 2 / sqrt(pi) - 1 */
    static final double SLOPE = 0.1283791670955126;

    static final double P0 = -0.37612638903183754;
    static final double P1 = 0.11283791670955219;
    static final double P2 = -0.026866170645137934;
    static final double P3 = 0.005223977624744723;
    static final double P4 = -0.0008548326814224465;
    static final double P5 = 0.00012055306124137902;
    static final double P6 = -1.4923768561825113e-05;
    static final double P7 = 1.638713788677907e-06;
    static final double P8 = -1.4759032757105366e-07;

    /** The centre of q, and the same where x / sqrt(2) stands for x. */
    static final double CENTRE = 4;

    static final double CENTRE_DEVIATION = 5.656854249492381;
    static final double SQRT_2 = 1.4142135623730951;
    static final double SQRT_2_REST = -9.667293313452913e-17;
    static final double SQRT_HALF = 0.7071067811865476;

    static final double G0 = 1.2329951186255526;
    static final double G0_REST = -4.685371388720197e-17;
    static final double G1 = -0.13962111684056286;
    static final double G2 = 0.015379652102620229;
    static final double G3 = 0.06809705425473264;
    static final double G4 = -0.1010390660363272;
    static final double G5 = 0.09373283499694163;
    static final double G6 = -0.06633036581198129;
    static final double G7 = 0.03716751556033494;
    static final double G8 = -0.01619773405517792;
    static final double G9 = 0.005031969773340889;
    static final double G10 = -0.0007577733593532122;
    static final double G11 = -0.00019925559200230516;
    static final double G12 = 0.0001506222843275389;
    static final double G13 = -2.440291689027291e-05;
    static final double G14 = -1.1224810134431686e-05;
    static final double G15 = 5.717425344420835e-06;
    static final double G16 = 3.012548604933309e-07;
    static final double G17 = -8.34671210260609e-07;
    static final double G18 = 6.291543051646468e-08;
    static final double G19 = 1.1508668750900632e-07;
    static final double G20 = -7.870258717851034e-09;
    static final double G21 = -1.3624107946240443e-08;
    static final double G22 = -1.786950111318557e-09;

    /** 1 / sqrt(2 pi) in two parts. */
    static final double DENSITY = 0.3989422804014327;

    static final double DENSITY_REST = -2.49232720227773e-17;

    private ScalarDoubleGaussian() {}

    /** erf(x) = 2 / sqrt(pi) int_0^x exp(-t^2) dt */
    public static double erf(double x) {
        double a = Math.abs(x);
        if (a < SMALL) {
            return central(x);
        }
        if (a > LARGEST) {
            return Math.copySign(1, x);
        }
        return Math.copySign(1 - tail(a * a, Math.fma(a, a, -(a * a)), quotient(a, CENTRE), a, 2, 0), x);
    }

    /** 1 - erf(x), without cancellation for large x */
    public static double erfc(double x) {
        double a = Math.abs(x);
        if (a < CENTRAL) {
            return 1 - central(x);
        }
        double tail = a > LARGEST ? 0 : tail(a * a, Math.fma(a, a, -(a * a)), quotient(a, CENTRE), a, 2, 0);
        return x < 0 ? 2 - tail : tail;
    }

    /** erfc(-x / sqrt(2)) / 2, with x^2 / 2 computed from x itself */
    public static double normalCdf(double x) {
        double a = Math.abs(x);
        if (a < CENTRAL) {
            return Math.fma(0.5, central(x * SQRT_HALF), 0.5);
        }
        double half = 0.5 * a;
        double h = half * a;
        double tail = a > LARGEST_DEVIATION
                ? 0
                : 0.5 * tail(h, Math.fma(half, a, -h), quotient(a, CENTRE_DEVIATION), a, SQRT_2, SQRT_2_REST);
        return x > 0 ? 1 - tail : tail;
    }

    /** exp(-x^2 / 2) / sqrt(2 pi) */
    public static double normalDensity(double x) {
        double a = Math.abs(x);
        if (a > LARGEST_DEVIATION) {
            return 0;
        }
        double half = 0.5 * a;
        double h = half * a;
        double k = exponent(h);
        double s = exponential(h, Math.fma(half, a, -h), k);
        double p = 1 + s;
        double pRest = (1 - p) + s;
        return ScalarDoubleExponential.scaled(Math.fma(p, DENSITY, Math.fma(pRest, DENSITY, p * DENSITY_REST)), k);
    }

    /** erf(x) near 0 */
    private static double central(double x) {
        double z = x * x;
        double p = Math.fma(P8, z, P7);
        p = Math.fma(p, z, P6);
        p = Math.fma(p, z, P5);
        p = Math.fma(p, z, P4);
        p = Math.fma(p, z, P3);
        p = Math.fma(p, z, P2);
        p = Math.fma(p, z, P1);
        p = Math.fma(p, z, P0);
        return Math.fma(x, Math.fma(z, p, SLOPE), x);
    }

    /** exp(-(h + hRest)) G(q) / (1 + (slope + slopeRest) a), corrected by the remainder of the quotient */
    private static double tail(double h, double hRest, double q, double a, double slope, double slopeRest) {
        double k = exponent(h);
        double s = exponential(h, hRest, k);
        double p = 1 + s;
        double pRest = (1 - p) + s;
        double t = Math.fma(q, polynomial(q), G0_REST);
        double g = G0 + t;
        double gRest = (G0 - g) + t;
        double product = p * g;
        double productRest = Math.fma(p, g, -product) + Math.fma(p, gRest, pRest * g);
        double d = Math.fma(slope, a, 1);
        double dRest = Math.fma(slopeRest, a, Math.fma(slope, a, 1 - d));
        double reciprocal = 1 / d;
        double y = product * reciprocal;
        double remainder = Math.fma(-y, d, product) + Math.fma(-y, dRest, productRest);
        return ScalarDoubleExponential.scaled(Math.fma(remainder, reciprocal, y), k);
    }

    private static double quotient(double a, double centre) {
        return (a - centre) / (a + centre);
    }

    private static double exponent(double h) {
        return Math.fma(-h, ScalarDoubleExponential.LOG2_E, ScalarDoubleExponential.ROUND)
                - ScalarDoubleExponential.ROUND;
    }

    /** exp(-(h + hRest)) = 2^k (1 + this) */
    private static double exponential(double h, double hRest, double k) {
        double first = Math.fma(-k, ScalarDoubleExponential.LN2_HIGH, -h);
        double u = Math.fma(-k, ScalarDoubleExponential.LN2_LOW, -hRest);
        double r = first + u;
        double rest = (first - r) + u;
        return r + ScalarDoubleExponential.polynomial(r, rest);
    }

    /** (G(q) - G(0)) / q */
    private static double polynomial(double q) {
        double g = Math.fma(G22, q, G21);
        g = Math.fma(g, q, G20);
        g = Math.fma(g, q, G19);
        g = Math.fma(g, q, G18);
        g = Math.fma(g, q, G17);
        g = Math.fma(g, q, G16);
        g = Math.fma(g, q, G15);
        g = Math.fma(g, q, G14);
        g = Math.fma(g, q, G13);
        g = Math.fma(g, q, G12);
        g = Math.fma(g, q, G11);
        g = Math.fma(g, q, G10);
        g = Math.fma(g, q, G9);
        g = Math.fma(g, q, G8);
        g = Math.fma(g, q, G7);
        g = Math.fma(g, q, G6);
        g = Math.fma(g, q, G5);
        g = Math.fma(g, q, G4);
        g = Math.fma(g, q, G3);
        g = Math.fma(g, q, G2);
        return Math.fma(g, q, G1);
    }
}
