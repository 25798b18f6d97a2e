package fathom.simd.loop;

/**
 * Functions of two doubles, the coordinates of a point, one point at a time; the definition that the vector twin repeats lane by lane.
 *
 * <pre>
 * u = min(|x|, |y|) / max(|x|, |y|),   atan(u) = u + u z A(z),  z = u^2 ≤ 1
 * </pre>
 *
 * A is the minimax polynomial of degree 19 of (atan(u) / u - 1) / z, by Remez exchange in 60 digits; |z (A - exact)| ≤ 2^-57.
 */
public final class ScalarDoublePolar {

    static final double PI_2_HIGH = ScalarDoubleCircular.PI_2_HIGH;
    static final double PI_2_LOW = ScalarDoubleCircular.PI_2_MIDDLE;

    /** Numbers above the first are scaled by the second before they are squared, numbers below the third by the fourth. */
    static final double LARGE = 0x1p500;

    static final double SHRINK = 0x1p-600;
    static final double LITTLE = 0x1p-500;
    static final double STRETCH = 0x1p600;

    static final double A0 = -0.33333333333333093;
    static final double A1 = 0.19999999999955453;
    static final double A2 = -0.14285714282802692;
    static final double A3 = 0.11111111013652444;
    static final double A4 = -0.09090907119112328;
    static final double A5 = 0.07692281183379727;
    static final double A6 = -0.0666641495769413;
    static final double A7 = 0.05880592253588953;
    static final double A8 = -0.05253803954848892;
    static final double A9 = 0.04723287119010038;
    static final double A10 = -0.0422169941757497;
    static final double A11 = 0.03669311173337109;
    static final double A12 = -0.029984848464028702;
    static final double A13 = 0.02208418900484702;
    static final double A14 = -0.013994014670669892;
    static final double A15 = 0.007262625252010341;
    static final double A16 = -0.002918943359554139;
    static final double A17 = 0.0008433365371625087;
    static final double A18 = -0.00015476343977341087;
    static final double A19 = 1.3485761878388203e-05;

    private ScalarDoublePolar() {}

    /** The angle of the point (x, y), in [-pi, pi]; the signs of zeros choose the side of the cut. */
    public static double atan2(double y, double x) {
        double a = Math.abs(x);
        double b = Math.abs(y);
        boolean steep = b > a;
        double least = steep ? a : b;
        double most = steep ? b : a;
        double u = least == most ? (most == 0 ? 0 : 1) : least / most;
        double z = u * u;
        double p = Math.fma(A19, z, A18);
        p = Math.fma(p, z, A17);
        p = Math.fma(p, z, A16);
        p = Math.fma(p, z, A15);
        p = Math.fma(p, z, A14);
        p = Math.fma(p, z, A13);
        p = Math.fma(p, z, A12);
        p = Math.fma(p, z, A11);
        p = Math.fma(p, z, A10);
        p = Math.fma(p, z, A9);
        p = Math.fma(p, z, A8);
        p = Math.fma(p, z, A7);
        p = Math.fma(p, z, A6);
        p = Math.fma(p, z, A5);
        p = Math.fma(p, z, A4);
        p = Math.fma(p, z, A3);
        p = Math.fma(p, z, A2);
        p = Math.fma(p, z, A1);
        p = Math.fma(p, z, A0);
        double angle = Math.fma(u, z * p, u);
        angle = steep ? PI_2_HIGH - (angle - PI_2_LOW) : angle;
        angle = Double.doubleToRawLongBits(x) < 0 ? 2 * PI_2_HIGH - (angle - 2 * PI_2_LOW) : angle;
        return x != x ? x : Math.copySign(angle, y);
    }

    /** sqrt(x^2 + y^2), without overflow or underflow in between; infinite if x or y is */
    public static double hypot(double x, double y) {
        double a = Math.abs(x);
        double b = Math.abs(y);
        double most = b > a ? b : a;
        double least = b > a ? a : b;
        double scale = most > LARGE ? SHRINK : most < LITTLE ? STRETCH : 1;
        double back = most > LARGE ? STRETCH : most < LITTLE ? SHRINK : 1;
        most *= scale;
        least *= scale;
        double sum = Math.sqrt(Math.fma(most, most, least * least)) * back;
        return a == Double.POSITIVE_INFINITY || b == Double.POSITIVE_INFINITY ? Double.POSITIVE_INFINITY : sum;
    }

    /** sqrt(x), which IEEE 754 rounds correctly */
    static double sqrt(double x) {
        return Math.sqrt(x);
    }

    /** y := atan2(y, x) */
    static void atan2(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = atan2(y[yAt + i], x[xAt + i]);
        }
    }

    /** y := hypot(x, y) */
    static void hypot(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = hypot(x[xAt + i], y[yAt + i]);
        }
    }
}
