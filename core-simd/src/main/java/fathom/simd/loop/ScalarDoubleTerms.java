package fathom.simd.loop;

/** The formulas of {@link DoubleTerms} as they read. */
final class ScalarDoubleTerms implements DoubleTerms {

    @Override
    public void scale(double factor, double offset, double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma(factor, x[xAt + i], offset);
        }
    }

    @Override
    public void minusSquare(double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = -x[xAt + i] * x[xAt + i];
        }
    }

    @Override
    public void magnitude(double rate, double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = rate * Math.abs(x[xAt + i]);
        }
    }

    @Override
    public void bump(double factor, double[] e, int eAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            double above = 1 + e[eAt + i];
            y[yAt + i] = factor * e[eAt + i] / (above * above);
        }
    }

    @Override
    public void combine(double factor, double[] u, int uAt, double[] v, int vAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = Math.fma(factor, u[uAt + i], v[vAt + i]);
        }
    }

    @Override
    public void product(double factor, double[] u, int uAt, double[] v, int vAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] = u[uAt + i] * (factor * v[vAt + i]);
        }
    }

    @Override
    public void polynomial(
            double c0, double c1, double c2, double[] x, int xAt, double[] v, int vAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            double number = x[xAt + i];
            double slope = c2 == 0 ? c1 : Math.fma(c2, number, c1);
            double polynomial = slope == 0 ? c0 : Math.fma(slope, number, c0);
            y[yAt + i] = v[vAt + i] == 0 ? 0 : polynomial * v[vAt + i];
        }
    }

    @Override
    public void join(
            double right,
            double above,
            double factor,
            double[] x,
            int xAt,
            double[] v,
            int vAt,
            double[] y,
            int yAt,
            int n) {
        for (int i = 0; i < n; i++) {
            double number = x[xAt + i];
            y[yAt + i] = number > 0 ? (right == 0 ? above : right * number) : factor * v[vAt + i];
        }
    }

    @Override
    public void hermite(int order, double factor, double[] roots, double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            double number = x[xAt + i];
            double before = 0;
            double h = 1;
            for (int k = 0; k < order; k++) {
                double next = Math.fma(number, h, -roots[k] * before) / roots[k + 1];
                before = h;
                h = next;
            }
            y[yAt + i] = factor * h;
        }
    }

    @Override
    public void linear(DoublePieces p, double[] x, int xAt, double[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            double v = x[xAt + i];
            double above = p.right() == 0 ? p.above() : Math.fma(v, p.right(), p.above());
            double below = p.left() == 0 ? p.below() : Math.fma(v, p.left(), p.below());
            double value = v > p.kink() ? above : v == p.kink() ? p.at() : below;
            y[yAt + i] = v != v ? v : value;
        }
    }
}
