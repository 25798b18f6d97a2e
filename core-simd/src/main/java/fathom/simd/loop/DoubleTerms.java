package fathom.simd.loop;

/** What stands between the elementary functions in the formulas of activations; y may be any of the other arrays. */
interface DoubleTerms {

    /** y := fma(factor, x, offset) */
    void scale(double factor, double offset, double[] x, int xAt, double[] y, int yAt, int n);

    /** y := -x^2 */
    void minusSquare(double[] x, int xAt, double[] y, int yAt, int n);

    /** y := rate |x| */
    void magnitude(double rate, double[] x, int xAt, double[] y, int yAt, int n);

    /** y := factor e / (1 + e)^2 */
    void bump(double factor, double[] e, int eAt, double[] y, int yAt, int n);

    /** y := fma(factor, u, v) */
    void combine(double factor, double[] u, int uAt, double[] v, int vAt, double[] y, int yAt, int n);

    /** y := u (factor v) */
    void product(double factor, double[] u, int uAt, double[] v, int vAt, double[] y, int yAt, int n);

    /** y := (c0 + c1 x + c2 x^2) v, but 0 where v is 0; a coefficient of 0 is not multiplied by x, which may be infinite */
    void polynomial(
            double c0, double c1, double c2, double[] x, int xAt, double[] v, int vAt, double[] y, int yAt, int n);

    /** y := x > 0 ? (right == 0 ? above : right x) : factor v */
    void join(
            double right,
            double above,
            double factor,
            double[] x,
            int xAt,
            double[] v,
            int vAt,
            double[] y,
            int yAt,
            int n);

    /**
     * y := factor h_order(x), by h_(k+1) = (x h_k - sqrt(k) h_(k-1)) / sqrt(k + 1)
     *
     * @param roots the square roots of 0, 1, ..., order
     */
    void hermite(int order, double factor, double[] roots, double[] x, int xAt, double[] y, int yAt, int n);

    /**
     * y := x > kink ? right x + above : left x + below, one multiply-add each, {@code at} at the kink, and NaN where x is; a slope of 0
     * is not multiplied, so that infinite x give the constant
     */
    void linear(DoublePieces p, double[] x, int xAt, double[] y, int yAt, int n);
}
