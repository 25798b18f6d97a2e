package fathom.simd.product;

import fathom.simd.epilogue.Epilogue;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.FloatPanels;

/** Products with panels as their definitions read: every other way to compute them agrees to the last bit. */
public final class ScalarPanelProduct {

    private ScalarPanelProduct() {}

    /** to_ij := from_ij. */
    public static void pack(FloatMatrix from, FloatPanels to) {
        for (int i = 0; i < from.rows(); i++) {
            for (int j = 0; j < from.columns(); j++) {
                to.array()[to.index(i, j)] =
                        from.array()[from.offset() + i * from.rowStride() + j * from.columnStride()];
            }
        }
    }

    /** to_ij := from_ij. */
    public static void unpack(FloatPanels from, FloatMatrix to) {
        for (int i = 0; i < to.rows(); i++) {
            for (int j = 0; j < to.columns(); j++) {
                to.array()[to.offset() + i * to.rowStride() + j * to.columnStride()] = from.array()[from.index(i, j)];
            }
        }
    }

    /** c_ij = fma(alpha a_ik, w_kj, c_ij) for k ascending, from 0; then the epilogue, which may be null. */
    public static void multiply(float alpha, FloatMatrix a, FloatPanels w, FloatMatrix c, Epilogue<float[]> after) {
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                float sum = 0;
                for (int k = 0; k < a.columns(); k++) {
                    sum = Math.fma(alpha * a.get(i, k), w.get(k, j), sum);
                }
                c.set(i, j, sum);
            }
            if (after != null && c.columns() > 0) {
                after.finish(i, 0, c.columns(), c.array(), c.index(i, 0), c.columnStride());
            }
        }
    }

    /** da_ik = fma(alpha dz_ij, w_kj, da_ik) for j ascending; g_kj = fma(alpha a_ik, dz_ij, g_kj) for i ascending; both from 0. */
    public static void descend(
            float rate, float decay, float alpha, FloatMatrix a, FloatMatrix dz, FloatPanels w, FloatMatrix da) {
        if (da != null) {
            for (int i = 0; i < da.rows(); i++) {
                for (int k = 0; k < da.columns(); k++) {
                    float sum = 0;
                    for (int j = 0; j < dz.columns(); j++) {
                        sum = Math.fma(alpha * dz.get(i, j), w.get(k, j), sum);
                    }
                    da.set(i, k, sum);
                }
            }
        }
        for (int k = 0; k < w.rows(); k++) {
            for (int j = 0; j < w.columns(); j++) {
                float g = 0;
                for (int i = 0; i < a.rows(); i++) {
                    g = Math.fma(alpha * a.get(i, k), dz.get(i, j), g);
                }
                float old = w.get(k, j);
                w.array()[w.index(k, j)] = Math.fma(-rate, decay == 0 ? g : Math.fma(decay, old, g), old);
            }
        }
    }
}
