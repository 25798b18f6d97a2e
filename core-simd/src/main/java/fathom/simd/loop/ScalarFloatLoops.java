package fathom.simd.loop;

/** Elementwise operations as their formulas read. */
final class ScalarFloatLoops {

    private ScalarFloatLoops() {}

    /** y := alpha y */
    static void scale(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] *= alpha;
        }
    }

    /** y := y + alpha */
    static void shift(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] += alpha;
        }
    }

    /** y := y + x */
    static void add(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] += x[xAt + i * xStep];
        }
    }

    /** y := fma(alpha, x, y) */
    static void addScaled(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] = Math.fma(alpha, x[xAt + i * xStep], y[yAt + i * yStep]);
        }
    }

    /** y := y - x */
    static void subtract(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] -= x[xAt + i * xStep];
        }
    }

    /** y := y x */
    static void multiply(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] *= x[xAt + i * xStep];
        }
    }

    /** y := x ≤ 0 ? 0 : x, so that NaN stays */
    static void relu(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            float value = x[xAt + i * xStep];
            y[yAt + i * yStep] = value <= 0 ? 0 : value;
        }
    }

    /** y := y + x ≤ 0 ? 0 : y + x */
    static void addThenRelu(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            float value = y[yAt + i * yStep] + x[xAt + i * xStep];
            y[yAt + i * yStep] = value <= 0 ? 0 : value;
        }
    }

    /** y := x > 0 ? y : 0 */
    static void mask(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i * yStep] = x[xAt + i * xStep] > 0 ? y[yAt + i * yStep] : 0;
        }
    }
}
