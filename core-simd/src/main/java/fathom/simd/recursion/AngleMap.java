package fathom.simd.recursion;

/**
 * What a ReLU layer without bias does to an acute angle, as a polynomial.
 *
 * <pre>
 * theta' = arccos kappa_1(theta) = theta P(theta)
 * kappa_1(theta) = (sin theta + (pi - theta) cos theta) / pi
 * </pre>
 *
 * At theta = 0 the zeros of 1 - cos theta' and of 1 - kappa_1 are both double, so P is analytic there: from angle to angle there is no
 * root to take, and P, which lies between 0.8 and 1, keeps the relative accuracy of small angles. Interpolated at Chebyshev points in
 * 60-digit arithmetic; with rounded coefficients the largest relative error of P is 1.6e-16 and the largest error of the cosine 1e-16.
 */
final class AngleMap {

    /** P(theta) = sum_k a_k theta^k on [0, pi / 2]. */
    static final double[] FOLD = {
        0x1.0000000000000p0, -0x1.b2995e7b7b60dp-4, -0x1.70e6301e52314p-8, -0x1.f6b6bae24b8d4p-8,
        0x1.125aac2ebdb0fp-10, -0x1.3d9de384e01f8p-11, 0x1.2d6d65958bb1ep-12, -0x1.661634c90d639p-14,
        0x1.94c737ffa2495p-15, -0x1.2ba5bdec6333cp-16, 0x1.1f16d5ae11655p-17, -0x1.226e935ec3b4ep-18,
        0x1.2d4a813d6c765p-19, -0x1.422acd24190a0p-20, 0x1.17c99ac4d13d1p-21, -0x1.6de8e9bcd5ba3p-23,
        0x1.320056461f8b7p-25, -0x1.c581c76171aa0p-29
    };

    /** (cos theta - 1) / theta^2 = sum_k c_k theta^(2k) on [0, pi / 2]. */
    static final double[] VERSINE = {
        -0x1.0000000000000p-1, 0x1.5555555555554p-5, -0x1.6c16c16c164aap-10, 0x1.a01a019f5957ap-16,
        -0x1.27e4fb02556bfp-22, 0x1.1eed4b0ecf3a4p-29, -0x1.936ed19d6d883p-37, 0x1.a28384cc3238ap-45
    };

    private AngleMap() {}

    /** theta': even and odd powers apart, two chains of half the length. */
    static double fold(double theta) {
        double square = theta * theta;
        double even = FOLD[16];
        double odd = FOLD[17];
        for (int k = 14; k >= 0; k -= 2) {
            even = Math.fma(even, square, FOLD[k]);
            odd = Math.fma(odd, square, FOLD[k + 1]);
        }
        return theta * Math.fma(theta, odd, even);
    }

    /** cos theta */
    static double cosine(double theta) {
        double square = theta * theta;
        return Math.fma(square, versine(square), 1);
    }

    /** (cos theta - 1) / theta^2 of theta^2 */
    static double versine(double square) {
        double sum = VERSINE[7];
        for (int k = 6; k >= 0; k--) {
            sum = Math.fma(sum, square, VERSINE[k]);
        }
        return sum;
    }
}
