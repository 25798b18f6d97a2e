package fathom.simd.recursion;

/**
 * The one function that a ReLU layer needs, as a polynomial. With r = sin^2(theta / 2) ≤ 1/2, s = sqrt r and c = sqrt(1 - r),
 *
 * <pre>
 * theta / 2                         = s (c + r R)
 * (sin theta - theta cos theta) / 2 = s r (2 c - (1 - 2 r) R)
 * R = (asin(s) / s - c) / r, as a function of y = 1 - c
 * </pre>
 *
 * Both are sums of what does not cancel, so both are accurate relative to themselves down to theta = 0. In y the function R is
 * analytic up to y = 2, so on 0 ≤ y ≤ 1 - 1 / sqrt 2 a polynomial of degree 11 suffices: interpolated at Chebyshev points in
 * 60-digit arithmetic, its largest relative error is 1e-16, and R enters with a factor r ≤ 1/2.
 */
final class ArcSine {

    static final double A0 = 0x1.5555555555555p-1;
    static final double A1 = 0x1.9999999999d1fp-2;
    static final double A2 = 0x1.d41d41d3d5d80p-3;
    static final double A3 = 0x1.04104115c12e4p-3;
    static final double A4 = 0x1.1bb49f80557a1p-4;
    static final double A5 = 0x1.3188231892080p-5;
    static final double A6 = 0x1.45d561ea38a95p-6;
    static final double A7 = 0x1.5a164d478f115p-7;
    static final double A8 = 0x1.608c74daa63b2p-8;
    static final double A9 = 0x1.c548101d2ef00p-9;
    static final double A10 = 0x1.733330e1990d9p-12;
    static final double A11 = 0x1.0f693a8d693e9p-9;

    /** 2 / pi and 1 / pi. */
    static final double TWO_OVER_PI = 2 / Math.PI;

    static final double ONE_OVER_PI = 1 / Math.PI;

    private ArcSine() {}

    /** R(y), by Estrin's scheme: the chain of dependent operations is a third of Horner's. */
    static double polynomial(double y) {
        double y2 = y * y;
        double y4 = y2 * y2;
        double y8 = y4 * y4;
        double low = Math.fma(y2, Math.fma(A3, y, A2), Math.fma(A1, y, A0));
        double middle = Math.fma(y2, Math.fma(A7, y, A6), Math.fma(A5, y, A4));
        double high = Math.fma(y2, Math.fma(A11, y, A10), Math.fma(A9, y, A8));
        return Math.fma(y8, high, Math.fma(y4, middle, low));
    }
}
