package fathom.nn;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/** A data set held in two matrices. */
record MatrixBatches(FloatMatrix x, FloatMatrix y) implements Batches {

    MatrixBatches {
        if (x.rows() != y.rows()) {
            throw new ShapeMismatchException(
                    "inputs are " + x.shape() + " and targets " + y.shape() + ": they need the same number of rows");
        }
        if (x.rows() == 0) {
            throw new IllegalArgumentException("training needs at least 1 example, and the inputs are " + x.shape());
        }
        Finite.check(x, "inputs");
        Finite.check(y, "targets");
    }

    @Override
    public int rows() {
        return x.rows();
    }

    @Override
    public int inputs() {
        return x.columns();
    }

    @Override
    public int outputs() {
        return y.columns();
    }

    @Override
    public void gather(int[] order, int from, FloatMatrix inputs, FloatMatrix targets) {
        for (int i = 0; i < inputs.rows(); i++) {
            copyRow(x, order[from + i], inputs, i);
            copyRow(y, order[from + i], targets, i);
        }
    }

    private static void copyRow(FloatMatrix source, int row, FloatMatrix target, int targetRow) {
        int from = source.offset() + row * source.rowStride();
        int to = target.offset() + targetRow * target.rowStride();
        if (source.columnStride() == 1 && target.columnStride() == 1) {
            System.arraycopy(source.array(), from, target.array(), to, source.columns());
            return;
        }
        for (int j = 0; j < source.columns(); j++) {
            target.array()[to + j * target.columnStride()] = source.array()[from + j * source.columnStride()];
        }
    }
}
