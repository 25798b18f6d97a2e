package fathom.simd.recursion;

/**
 * {@link AngleMap} in float, and for obtuse angles too: theta' = arccos kappa_1(theta) = theta P(theta). Interpolated at Chebyshev points
 * in 60-digit arithmetic; the largest relative errors of the polynomials are 4e-8 up to pi / 2, 6e-9 up to pi, 1e-9 for the cosine and
 * 2e-8 for the arcsine, less than what a float rounds.
 */
final class FloatAngleMap {

    /** P(theta) = sum_k a_k theta^k on [0, pi / 2]. */
    static final float[] FOLD = {
        0x1.0p0f,
        -0x1.b2995ap-4f,
        -0x1.70f944p-8f,
        -0x1.f5e4e8p-8f,
        0x1.0401dep-10f,
        -0x1.fbc13cp-12f,
        0x1.1e6778p-13f,
        0x1.8780a2p-16f
    };

    /** P(theta) = sum_k a_k y^k on [0, pi], with y = 2 theta / pi - 1. */
    static final float[] WIDE = {
        0x1.9668f4p-1f, -0x1.10ba5ap-2f, -0x1.21c3a2p-4f, 0x1.048ae4p-7f, 0x1.f7926ep-6f,
        0x1.c160cep-7f, -0x1.598ddap-9f, -0x1.d187fcp-8f, -0x1.4691bap-9f, 0x1.15e8bep-9f,
        0x1.098ad4p-9f, -0x1.78da3ap-12f, -0x1.a5806ap-11f, 0x1.c109f6p-17f, 0x1.2e0e28p-13f
    };

    /** (cos theta - 1) / theta^2 = sum_k c_k theta^(2k) on [0, pi / 2]. */
    static final float[] VERSINE = {-0x1.0p-1f, 0x1.555556p-5f, -0x1.6c163ep-10f, 0x1.9fd76ap-16f, -0x1.1d0946p-22f};

    /** R of {@link ArcSine}, as a function of y = 1 - sqrt(1 - r). */
    static final float[] ARCSINE = {
        0x1.555554p-1f, 0x1.999a4p-2f, 0x1.d3ea5cp-3f, 0x1.06e4ccp-3f, 0x1.f0149ep-5f, 0x1.f67a38p-5f
    };

    static final float PI = (float) Math.PI;
    static final float ONE_OVER_PI = (float) (1 / Math.PI);
    static final float TWO_OVER_PI = (float) (2 / Math.PI);

    private FloatAngleMap() {}

    /** sum_k a_k x^k by Horner's rule. */
    static float sum(float[] a, float x) {
        float sum = a[a.length - 1];
        for (int k = a.length - 2; k >= 0; k--) {
            sum = Math.fma(sum, x, a[k]);
        }
        return sum;
    }

    /** cos theta for theta up to pi / 2 */
    static float cosine(float theta) {
        float square = theta * theta;
        return Math.fma(square, sum(VERSINE, square), 1);
    }
}
