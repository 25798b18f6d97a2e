package fathom.simd.loop;

/** Elementwise operations as their formulas read. */
final class ScalarDoubleLoops {

    private ScalarDoubleLoops() {}

    /** y := alpha y */
    static void scale(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] *= alpha;
        }
    }

    /** y := y + alpha */
    static void shift(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] += alpha;
        }
    }

    /** y := y + x */
    static void add(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] += x[xAt + i * xStep];
        }
    }

    /** y := fma(alpha, x, y) */
    static void addScaled(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] = Math.fma(alpha, x[xAt + i * xStep], y[yAt + i * yStep]);
        }
    }

    /** y := y - x */
    static void subtract(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] -= x[xAt + i * xStep];
        }
    }

    /** y := y x */
    static void multiply(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] *= x[xAt + i * xStep];
        }
    }

    /** y := x ≤ 0 ? 0 : x, so that NaN stays */
    static void relu(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            double value = x[xAt + i * xStep];
            y[yAt + i * yStep] = value <= 0 ? 0 : value;
        }
    }

    /** y := x > 0 ? y : 0 */
    static void mask(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] = x[xAt + i * xStep] > 0 ? y[yAt + i * yStep] : 0;
        }
    }
}
