package fathom.simd.loop;

/** Functions made of two pieces that meet at one point. */
final class ScalarDoublePieces {

    private ScalarDoublePieces() {}

    /**
     * y := x > kink ? right x + above : left x + below, one multiply-add each, {@code at} at the kink, and NaN where x is; a slope of 0 is not
     * multiplied, so that infinite x give the constant
     */
    static void linear(DoublePieces p, double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            double v = x[xAt + i];
            double above = p.right() == 0 ? p.above() : Math.fma(v, p.right(), p.above());
            double below = p.left() == 0 ? p.below() : Math.fma(v, p.left(), p.below());
            double value = v > p.kink() ? above : v == p.kink() ? p.at() : below;
            y[yAt + i] = v != v ? v : value;
        }
    }

    /** y := x > 0 ? (right == 0 ? above : right x) : factor y */
    static void join(double right, double above, double factor, double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            double v = x[xAt + i];
            y[yAt + i] = v > 0 ? (right == 0 ? above : right * v) : factor * y[yAt + i];
        }
    }
}
