package fathom.simd.loop;

/**
 * Functions of two floats, the coordinates of a point, one point at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * u = min(|x|, |y|) / max(|x|, |y|),   atan(u) = u + u z A(z),  z = u^2 ≤ 1
 * </pre>
 *
 * A is the minimax polynomial of degree 8 of (atan(u) / u - 1) / z, by Remez exchange in 40 digits; |z (A - exact)| ≤ 2^-28.
 */
public final class ScalarFloatPolar {

    static final float PI_2_HIGH = ScalarFloatCircular.PI_2_HIGH;
    static final float PI_2_LOW = ScalarFloatCircular.PI_2_MIDDLE;

    /** Numbers above the first are scaled by the second before they are squared, numbers below the third by the fourth. */
    static final float LARGE = 0x1p60f;

    static final float SHRINK = 0x1p-90f;
    static final float LITTLE = 0x1p-50f;
    static final float STRETCH = 0x1p90f;

    static final float A0 = -0.33333302f;
    static final float A1 = 0.19998616f;
    static final float A2 = -0.14264894f;
    static final float A3 = 0.10955232f;
    static final float A4 = -0.08411279f;
    static final float A5 = 0.058073405f;
    static final float A6 = -0.031275287f;
    static final float A7 = 0.010957409f;
    static final float A8 = -0.0018010954f;

    private ScalarFloatPolar() {}

    /** The angle of the point (x, y), in [-pi, pi]; the signs of zeros choose the side of the cut. */
    public static float atan2(float y, float x) {
        float a = Math.abs(x);
        float b = Math.abs(y);
        boolean steep = b > a;
        float least = steep ? a : b;
        float most = steep ? b : a;
        float u = least == most ? (most == 0 ? 0 : 1) : least / most;
        float z = u * u;
        float p = Math.fma(A8, z, A7);
        p = Math.fma(p, z, A6);
        p = Math.fma(p, z, A5);
        p = Math.fma(p, z, A4);
        p = Math.fma(p, z, A3);
        p = Math.fma(p, z, A2);
        p = Math.fma(p, z, A1);
        p = Math.fma(p, z, A0);
        float angle = Math.fma(u, z * p, u);
        angle = steep ? PI_2_HIGH - (angle - PI_2_LOW) : angle;
        angle = Float.floatToRawIntBits(x) < 0 ? 2 * PI_2_HIGH - (angle - 2 * PI_2_LOW) : angle;
        return x != x ? x : Math.copySign(angle, y);
    }

    /** sqrt(x^2 + y^2), without overflow or underflow in between; infinite if x or y is */
    public static float hypot(float x, float y) {
        float a = Math.abs(x);
        float b = Math.abs(y);
        float most = b > a ? b : a;
        float least = b > a ? a : b;
        float scale = most > LARGE ? SHRINK : most < LITTLE ? STRETCH : 1;
        float back = most > LARGE ? STRETCH : most < LITTLE ? SHRINK : 1;
        most *= scale;
        least *= scale;
        float sum = (float) Math.sqrt(Math.fma(most, most, least * least)) * back;
        return a == Float.POSITIVE_INFINITY || b == Float.POSITIVE_INFINITY ? Float.POSITIVE_INFINITY : sum;
    }

    /** sqrt(x), which IEEE 754 rounds correctly */
    static float sqrt(float x) {
        return (float) Math.sqrt(x);
    }

    /** y := atan2(y, x) */
    static void atan2(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = atan2(y[yAt + i], x[xAt + i]);
        }
    }

    /** y := hypot(x, y) */
    static void hypot(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = hypot(x[xAt + i], y[yAt + i]);
        }
    }
}
