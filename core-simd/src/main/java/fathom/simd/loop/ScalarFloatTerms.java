package fathom.simd.loop;

/** The formulas of {@link FloatTerms} as they read. */
final class ScalarFloatTerms implements FloatTerms {

    @Override
    public void scale(float factor, float offset, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma(factor, x[xAt + i], offset);
        }
    }

    @Override
    public void minusSquare(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = -x[xAt + i] * x[xAt + i];
        }
    }

    @Override
    public void magnitude(float rate, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = rate * Math.abs(x[xAt + i]);
        }
    }

    @Override
    public void bump(float factor, float[] e, int eAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            float above = 1 + e[eAt + i];
            y[yAt + i] = factor * e[eAt + i] / (above * above);
        }
    }

    @Override
    public void combine(float factor, float[] u, int uAt, float[] v, int vAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma(factor, u[uAt + i], v[vAt + i]);
        }
    }

    @Override
    public void product(float factor, float[] u, int uAt, float[] v, int vAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = u[uAt + i] * (factor * v[vAt + i]);
        }
    }

    @Override
    public void polynomial(
            float c0, float c1, float c2, float[] x, int xAt, float[] v, int vAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            float number = x[xAt + i];
            float slope = c2 == 0 ? c1 : Math.fma(c2, number, c1);
            float polynomial = slope == 0 ? c0 : Math.fma(slope, number, c0);
            y[yAt + i] = v[vAt + i] == 0 ? 0 : polynomial * v[vAt + i];
        }
    }

    @Override
    public void join(
            float right, float above, float factor, float[] x, int xAt, float[] v, int vAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            float number = x[xAt + i];
            y[yAt + i] = number > 0 ? (right == 0 ? above : right * number) : factor * v[vAt + i];
        }
    }

    @Override
    public void hermite(int order, float factor, float[] roots, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            float number = x[xAt + i];
            float before = 0;
            float h = 1;
            for (int k = 0; k < order; k++) {
                float next = Math.fma(number, h, -roots[k] * before) / roots[k + 1];
                before = h;
                h = next;
            }
            y[yAt + i] = factor * h;
        }
    }

    @Override
    public void linear(FloatPieces p, float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            float v = x[xAt + i];
            float above = p.right() == 0 ? p.above() : Math.fma(v, p.right(), p.above());
            float below = p.left() == 0 ? p.below() : Math.fma(v, p.left(), p.below());
            float value = v > p.kink() ? above : v == p.kink() ? p.at() : below;
            y[yAt + i] = v != v ? v : value;
        }
    }
}
