package fathom.simd.loop;

/** What stands between the elementary functions in the formulas of activations; y may be any of the other arrays. */
interface FloatTerms {

    /** y := fma(factor, x, offset) */
    void scale(float factor, float offset, float[] x, int xAt, float[] y, int yAt, int n);

    /** y := -x^2 */
    void minusSquare(float[] x, int xAt, float[] y, int yAt, int n);

    /** y := rate |x| */
    void magnitude(float rate, float[] x, int xAt, float[] y, int yAt, int n);

    /** y := factor e / (1 + e)^2 */
    void bump(float factor, float[] e, int eAt, float[] y, int yAt, int n);

    /** y := fma(factor, u, v) */
    void combine(float factor, float[] u, int uAt, float[] v, int vAt, float[] y, int yAt, int n);

    /** y := u (factor v) */
    void product(float factor, float[] u, int uAt, float[] v, int vAt, float[] y, int yAt, int n);

    /** y := (c0 + c1 x + c2 x^2) v, but 0 where v is 0; a coefficient of 0 is not multiplied by x, which may be infinite */
    void polynomial(float c0, float c1, float c2, float[] x, int xAt, float[] v, int vAt, float[] y, int yAt, int n);

    /** y := x > 0 ? (right == 0 ? above : right x) : factor v */
    void join(
            float right, float above, float factor, float[] x, int xAt, float[] v, int vAt, float[] y, int yAt, int n);

    /**
     * y := factor h_order(x), by h_(k+1) = (x h_k - sqrt(k) h_(k-1)) / sqrt(k + 1)
     *
     * @param roots the square roots of 0, 1, ..., order
     */
    void hermite(int order, float factor, float[] roots, float[] x, int xAt, float[] y, int yAt, int n);

    /**
     * y := x > kink ? right x + above : left x + below, one multiply-add each, {@code at} at the kink, and NaN where x is; a slope of 0
     * is not multiplied, so that infinite x give the constant
     */
    void linear(FloatPieces p, float[] x, int xAt, float[] y, int yAt, int n);
}
