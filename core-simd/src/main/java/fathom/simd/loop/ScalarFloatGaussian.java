package fathom.simd.loop;

/**
 * The error function and its kin, one float at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * |x| &lt; 1:    erf(x) = x + x ((2/sqrt(pi) - 1) + z P(z)),  z = x^2
 * x ≤ 4:     erf(x) = T(x - 2.4996),                         the difference exact
 * x >= 0:     erfc(x) = exp(-x^2) G(q) / (1 + 2 x),        q = (x - 2.5) / (x + 2.5)
 * </pre>
 *
 * P is a minimax polynomial of degree 5 by Remez exchange, T of degree 15 and G of degree 10 fitted by least squares on Chebyshev nodes, each
 * coefficient of T rounded before the next ones are fitted, all in 40 digits: |z (P - exact)| ≤ 2^-29, |T - exact| ≤ 2^-30 for 1 ≤ x ≤ 4,
 * and |G - exact| ≤ 2^-27 for x ≤ 10.1, beyond which erfc is 0. The square is carried in two parts, because exp enlarges its error.
 */
public final class ScalarFloatGaussian {

    /** Below it erf is P; below the next one erfc and the distribution function are made from P. */
    static final float SMALL = 1;

    static final float CENTRAL = 0.5f;
    /** From here on erfc is 0. */
    static final float LARGEST = 10.2f;
    /** The same for the cumulative distribution function, sqrt(2) further, and for the density. */
    static final float LARGEST_DEVIATION = 14.4f;

    /** Beyond it erf is 1. */
    static final float FAR = 4;

    /** The centre of T: erf there is a float to 2^-37. */
    static final float CENTRE_FAR = 2.49960423f;

    static final float T0 = 0.999592185f;
    static final float T1 = 0.00218259287f;
    static final float T2 = -0.00545561686f;
    static final float T3 = 0.00836387277f;
    static final float T4 = -0.0086346874f;
    static final float T5 = 0.00612322893f;
    static final float T6 = -0.00279912073f;
    static final float T7 = 0.00054371974f;
    static final float T8 = 0.000259697728f;
    static final float T9 = -0.000253751379f;
    static final float T10 = 8.10286729e-05f;
    static final float T11 = 7.83447376e-06f;
    static final float T12 = -1.57257218e-05f;
    static final float T13 = 3.4568036e-06f;
    static final float T14 = 8.90861429e-07f;
    static final float T15 = -3.51198111e-07f;

    /** 2 / sqrt(pi) - 1 */
    static final float SLOPE = 0.12837917f;

    static final float P0 = -0.37612632f;
    static final float P1 = 0.112836435f;
    static final float P2 = -0.02685603f;
    static final float P3 = 0.0051922807f;
    static final float P4 = -0.00080433843f;
    static final float P5 = 7.959806e-05f;

    /** The centre of q, and the same where x / sqrt(2) stands for x. */
    static final float CENTRE = 2.5f;

    static final float CENTRE_DEVIATION = 3.535534f;
    static final float SQRT_2 = 1.4142135f;
    static final float SQRT_2_REST = 2.4203235e-08f;
    static final float SQRT_HALF = 0.70710677f;

    static final float G0 = 1.2648382f;
    static final float G0_REST = -3.7446082e-08f;
    static final float G1 = -0.1223567f;
    static final float G2 = -0.09902423f;
    static final float G3 = 0.15762782f;
    static final float G4 = -0.10297315f;
    static final float G5 = 0.032777853f;
    static final float G6 = 0.0009777702f;
    static final float G7 = -0.00442348f;
    static final float G8 = 0.0003445998f;
    static final float G9 = 0.0006194275f;
    static final float G10 = 8.174504e-05f;

    /** 1 / sqrt(2 pi) in two parts. */
    static final float DENSITY = 0.3989423f;

    static final float DENSITY_REST = -1.133517e-08f;

    private ScalarFloatGaussian() {}

    /** erf(x) = 2 / sqrt(pi) int_0^x exp(-t^2) dt */
    public static float erf(float x) {
        float a = Math.abs(x);
        if (a < SMALL) {
            return central(x);
        }
        return Math.copySign(a > FAR ? 1 : beyond(a - CENTRE_FAR), x);
    }

    /** 1 - erf(x), without cancellation for large x */
    public static float erfc(float x) {
        float a = Math.abs(x);
        if (a < CENTRAL) {
            return 1 - central(x);
        }
        float tail = a > LARGEST ? 0 : tail(a * a, Math.fma(a, a, -(a * a)), quotient(a, CENTRE), a, 2, 0);
        return x < 0 ? 2 - tail : tail;
    }

    /** erfc(-x / sqrt(2)) / 2, with x^2 / 2 computed from x itself */
    public static float normalCdf(float x) {
        float a = Math.abs(x);
        if (a < CENTRAL) {
            return Math.fma(0.5f, central(x * SQRT_HALF), 0.5f);
        }
        float half = 0.5f * a;
        float h = half * a;
        float tail = a > LARGEST_DEVIATION
                ? 0
                : 0.5f * tail(h, Math.fma(half, a, -h), quotient(a, CENTRE_DEVIATION), a, SQRT_2, SQRT_2_REST);
        return x > 0 ? 1 - tail : tail;
    }

    /** exp(-x^2 / 2) / sqrt(2 pi) */
    public static float normalDensity(float x) {
        float a = Math.abs(x);
        if (a > LARGEST_DEVIATION) {
            return 0;
        }
        float half = 0.5f * a;
        float h = half * a;
        float k = exponent(h);
        float s = exponential(h, Math.fma(half, a, -h), k);
        float p = 1 + s;
        float pRest = (1 - p) + s;
        return ScalarFloatExponential.scaled(Math.fma(p, DENSITY, Math.fma(pRest, DENSITY, p * DENSITY_REST)), k);
    }

    /** erf(x) near 0 */
    private static float central(float x) {
        float z = x * x;
        float p = Math.fma(P5, z, P4);
        p = Math.fma(p, z, P3);
        p = Math.fma(p, z, P2);
        p = Math.fma(p, z, P1);
        p = Math.fma(p, z, P0);
        return Math.fma(x, Math.fma(z, p, SLOPE), x);
    }

    /** erf(s + CENTRE_FAR) */
    private static float beyond(float s) {
        float t = Math.fma(T15, s, T14);
        t = Math.fma(t, s, T13);
        t = Math.fma(t, s, T12);
        t = Math.fma(t, s, T11);
        t = Math.fma(t, s, T10);
        t = Math.fma(t, s, T9);
        t = Math.fma(t, s, T8);
        t = Math.fma(t, s, T7);
        t = Math.fma(t, s, T6);
        t = Math.fma(t, s, T5);
        t = Math.fma(t, s, T4);
        t = Math.fma(t, s, T3);
        t = Math.fma(t, s, T2);
        t = Math.fma(t, s, T1);
        return Math.fma(t, s, T0);
    }

    /** exp(-(h + hRest)) G(q) / (1 + (slope + slopeRest) a), corrected by the remainder of the quotient */
    private static float tail(float h, float hRest, float q, float a, float slope, float slopeRest) {
        float k = exponent(h);
        float s = exponential(h, hRest, k);
        float p = 1 + s;
        float pRest = (1 - p) + s;
        float t = Math.fma(q, polynomial(q), G0_REST);
        float g = G0 + t;
        float gRest = (G0 - g) + t;
        float product = p * g;
        float productRest = Math.fma(p, g, -product) + Math.fma(p, gRest, pRest * g);
        float d = Math.fma(slope, a, 1);
        float dRest = Math.fma(slopeRest, a, Math.fma(slope, a, 1 - d));
        float reciprocal = 1 / d;
        float y = product * reciprocal;
        float remainder = Math.fma(-y, d, product) + Math.fma(-y, dRest, productRest);
        return ScalarFloatExponential.scaled(Math.fma(remainder, reciprocal, y), k);
    }

    private static float quotient(float a, float centre) {
        return (a - centre) / (a + centre);
    }

    private static float exponent(float h) {
        return Math.fma(-h, ScalarFloatExponential.LOG2_E, ScalarFloatExponential.ROUND) - ScalarFloatExponential.ROUND;
    }

    /** exp(-(h + hRest)) = 2^k (1 + this) */
    private static float exponential(float h, float hRest, float k) {
        float first = Math.fma(-k, ScalarFloatExponential.LN2_HIGH, -h);
        float u = Math.fma(-k, ScalarFloatExponential.LN2_LOW, -hRest);
        float r = first + u;
        float rest = (first - r) + u;
        return r + ScalarFloatExponential.polynomial(r, rest);
    }

    /** (G(q) - G(0)) / q */
    private static float polynomial(float q) {
        float g = Math.fma(G10, q, G9);
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
