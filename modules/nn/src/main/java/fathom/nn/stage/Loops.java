package fathom.nn.stage;

import fathom.simd.matrix.FloatMatrix;

/** Elementwise loops over dense row-major matrices. */
public final class Loops {

    private Loops() {}

    /** x := v. */
    public static void fill(FloatMatrix x, float v) {
        for (int i = x.offset(); i < x.offset() + x.rows() * x.columns(); i++) {
            x.array()[i] = v;
        }
    }

    /** x := alpha x. */
    public static void scale(float alpha, FloatMatrix x) {
        for (int i = x.offset(); i < x.offset() + x.rows() * x.columns(); i++) {
            x.array()[i] *= alpha;
        }
    }

    /** y := x, any strides. */
    public static void copy(FloatMatrix x, FloatMatrix y) {
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                y.set(i, j, x.get(i, j));
            }
        }
    }

    /** y := fma(alpha, x, y). */
    public static void addScaled(float alpha, FloatMatrix x, FloatMatrix y) {
        float[] from = x.array();
        float[] to = y.array();
        for (int i = 0; i < x.rows() * x.columns(); i++) {
            to[y.offset() + i] = Math.fma(alpha, from[x.offset() + i], to[y.offset() + i]);
        }
    }

    /** y_ij += row_j. */
    static void addRow(FloatMatrix row, FloatMatrix y) {
        for (int i = 0; i < y.rows(); i++) {
            int at = y.offset() + i * y.columns();
            for (int j = 0; j < y.columns(); j++) {
                y.array()[at + j] += row.array()[row.offset() + j];
            }
        }
    }

    /** y_ij := max(0, y_ij). */
    static void relu(FloatMatrix y) {
        for (int i = y.offset(); i < y.offset() + y.rows() * y.columns(); i++) {
            y.array()[i] = y.array()[i] > 0 ? y.array()[i] : 0;
        }
    }

    /** y_ij := y_ij where of_ij > 0, else 0. */
    static void maskByPositive(FloatMatrix of, FloatMatrix y) {
        for (int i = 0; i < y.rows() * y.columns(); i++) {
            y.array()[y.offset() + i] = of.array()[of.offset() + i] > 0 ? y.array()[y.offset() + i] : 0;
        }
    }

    /** out_j := sum over rows i of x_ij, i ascending. */
    static void columnSums(FloatMatrix x, FloatMatrix out) {
        fill(out, 0);
        for (int i = 0; i < x.rows(); i++) {
            int at = x.offset() + i * x.columns();
            for (int j = 0; j < x.columns(); j++) {
                out.array()[out.offset() + j] += x.array()[at + j];
            }
        }
    }
}
