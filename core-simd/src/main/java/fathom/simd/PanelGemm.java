package fathom.simd;

import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.FloatPanels;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.product.Overlap;
import fathom.simd.product.PanelProduct;
import fathom.simd.product.ScalarPanelProduct;

/**
 * The products of a layer's training step with weights that stay as the micro-kernel reads them, so that nothing is packed from step to
 * step, and with a step of gradient descent at the end of the last one, so that the gradient is never written.
 *
 * <p>Each is defined by what {@link Gemm} and {@link Elementwise} compute, and has the same bits, at every number of threads. The dense
 * operands must have neighbouring columns (column stride 1).
 */
public final class PanelGemm {

    private PanelGemm() {}

    /** A matrix of zeros with panels that suit this machine. */
    public static FloatPanels zeros(int rows, int columns) {
        int width = Backend.available() ? PanelProduct.width() : 16;
        return new FloatPanels(rows, columns, width, PanelProduct.TILE_ROWS);
    }

    /** to := from. */
    public static void pack(FloatMatrix from, FloatPanels to) {
        checkCopy(from, to);
        if (Backend.available() && from.columnStride() == 1) {
            PanelProduct.pack(from, to);
        } else {
            ScalarPanelProduct.pack(from, to);
        }
    }

    /** to := from. */
    public static void unpack(FloatPanels from, FloatMatrix to) {
        checkCopy(to, from);
        if (Backend.available() && to.columnStride() == 1) {
            PanelProduct.unpack(from, to);
        } else {
            ScalarPanelProduct.unpack(from, to);
        }
    }

    /**
     * C := f(alpha A W), as {@link Gemm#multiply(float, FloatMatrix, FloatMatrix, float, FloatMatrix, FloatEpilogue)} with beta = 0.
     *
     * @param alpha not 0
     * @param a m x k
     * @param w k x n
     * @param c m x n, overwritten
     * @param after f, what follows the product, or null for nothing
     * @throws ShapeMismatchException if the shapes do not fit
     * @throws IllegalArgumentException if alpha is 0, C shares elements with A, or a column stride is not 1
     */
    public static void multiply(float alpha, FloatMatrix a, FloatPanels w, FloatMatrix c, FloatEpilogue after) {
        if (a.columns() != w.rows() || c.rows() != a.rows() || c.columns() != w.columns()) {
            throw new ShapeMismatchException("A is " + a.shape() + ", W is " + w.shape() + " and C is " + c.shape()
                    + ": C := A W needs m x k, k x n and m x n");
        }
        checkFactor(alpha);
        checkColumns(a, "A");
        checkColumns(c, "C");
        checkPlaces(c, a, "A");
        if (Backend.available()) {
            PanelProduct.multiply(alpha, a, w, c, after);
        } else {
            ScalarPanelProduct.multiply(alpha, a, w, c, after);
        }
    }

    /**
     * Back through a layer Z = alpha A W and one step down its gradient.
     *
     * <pre>
     * dA := alpha dZ W'                             each element a chain over ascending columns of dZ
     * G = alpha A' dZ                               each element a chain over ascending rows
     * W := W - eta (G + lambda W)                   w = fma(-eta, lambda == 0 ? g : fma(lambda, w, g), w)
     * </pre>
     *
     * dA is that of W before the step.
     *
     * @param rate eta
     * @param decay lambda
     * @param alpha not 0
     * @param a m x k
     * @param dz m x n
     * @param w k x n, changed
     * @param da m x k, overwritten; null where nobody needs it
     * @throws ShapeMismatchException if the shapes do not fit
     * @throws IllegalArgumentException if alpha is 0, dA shares elements with dZ or A, or a column stride is not 1
     */
    public static void descend(
            float rate, float decay, float alpha, FloatMatrix a, FloatMatrix dz, FloatPanels w, FloatMatrix da) {
        boolean fits = a.columns() == w.rows() && dz.columns() == w.columns() && dz.rows() == a.rows();
        if (!fits || da != null && (da.rows() != a.rows() || da.columns() != a.columns())) {
            throw new ShapeMismatchException(
                    "A is " + a.shape() + ", dZ " + dz.shape() + ", W " + w.shape() + " and dA "
                            + (da == null ? "absent" : da.shape())
                            + ": a step through Z = A W needs m x k, m x n, k x n and m x k");
        }
        checkFactor(alpha);
        checkColumns(a, "A");
        checkColumns(dz, "dZ");
        if (da != null) {
            checkColumns(da, "dA");
            checkPlaces(da, a, "A");
            checkPlaces(da, dz, "dZ");
        }
        if (Backend.available()) {
            PanelProduct.descend(rate, decay, alpha, a, dz, w, da);
        } else {
            ScalarPanelProduct.descend(rate, decay, alpha, a, dz, w, da);
        }
    }

    private static void checkCopy(FloatMatrix x, FloatPanels y) {
        if (x.rows() != y.rows() || x.columns() != y.columns()) {
            throw new ShapeMismatchException(
                    "the matrix is " + x.shape() + " and the panels " + y.shape() + ": they must be equal");
        }
    }

    private static void checkFactor(float alpha) {
        if (alpha == 0) {
            throw new IllegalArgumentException("a product with panels needs a factor that is not 0");
        }
    }

    private static void checkColumns(FloatMatrix x, String name) {
        if (x.columnStride() != 1 && x.columns() > 1) {
            throw new IllegalArgumentException(name + " has columns " + x.columnStride()
                    + " elements apart, but products with panels read neighbours: take a copy of it");
        }
    }

    private static void checkPlaces(FloatMatrix result, FloatMatrix operand, String name) {
        if (result.array() == operand.array()) {
            Overlap.checkOperand(
                    Overlap.between(
                            result.offset(),
                            result.rows(),
                            result.columns(),
                            result.rowStride(),
                            result.columnStride(),
                            operand.offset(),
                            operand.rows(),
                            operand.columns(),
                            operand.rowStride(),
                            operand.columnStride()),
                    name);
        }
    }
}
