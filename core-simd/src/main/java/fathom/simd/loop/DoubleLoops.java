package fathom.simd.loop;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;

/** The elementwise loops of this machine, and the way in which they walk over matrices. */
public final class DoubleLoops {

    private static final boolean VECTOR = Backend.available();

    public static final DoubleLoop SCALE = VECTOR ? VectorDoubleLoops::scale : ScalarDoubleLoops::scale;
    public static final DoubleLoop SHIFT = VECTOR ? VectorDoubleLoops::shift : ScalarDoubleLoops::shift;
    public static final DoubleLoop ADD = VECTOR ? VectorDoubleLoops::add : ScalarDoubleLoops::add;
    public static final DoubleLoop ADD_SCALED = VECTOR ? VectorDoubleLoops::addScaled : ScalarDoubleLoops::addScaled;
    public static final DoubleLoop SUBTRACT = VECTOR ? VectorDoubleLoops::subtract : ScalarDoubleLoops::subtract;
    public static final DoubleLoop MULTIPLY = VECTOR ? VectorDoubleLoops::multiply : ScalarDoubleLoops::multiply;
    public static final DoubleLoop RELU = VECTOR ? VectorDoubleLoops::relu : ScalarDoubleLoops::relu;
    public static final DoubleLoop MASK = VECTOR ? VectorDoubleLoops::mask : ScalarDoubleLoops::mask;

    private DoubleLoops() {}

    /** Runs the loop over two matrices of one shape, along whichever direction lies together in memory. */
    public static void run(DoubleLoop loop, double alpha, DoubleMatrix x, DoubleMatrix y) {
        if (y.columnStride() > y.rowStride() && y.columns() > 1 && y.rows() > 1) {
            run(loop, alpha, x.transposed(), y.transposed());
            return;
        }
        int rows = y.rows();
        int columns = y.columns();
        if (isLine(x) && isLine(y)) {
            loop.run(alpha, x.array(), x.offset(), step(x), y.array(), y.offset(), step(y), rows * columns);
            return;
        }
        for (int i = 0; i < rows; i++) {
            int xAt = x.offset() + i * x.rowStride();
            int yAt = y.offset() + i * y.rowStride();
            loop.run(alpha, x.array(), xAt, x.columnStride(), y.array(), yAt, y.columnStride(), columns);
        }
    }

    /** Runs the loop with one row for x beside every row of y. */
    public static void runRow(DoubleLoop loop, double alpha, DoubleMatrix row, DoubleMatrix y) {
        for (int i = 0; i < y.rows(); i++) {
            int at = y.offset() + i * y.rowStride();
            loop.run(
                    alpha, row.array(), row.offset(), row.columnStride(), y.array(), at, y.columnStride(), y.columns());
        }
    }

    /** Runs the loop with every row of x, in ascending order, beside one row for y. */
    public static void runOnRow(DoubleLoop loop, double alpha, DoubleMatrix x, DoubleMatrix row) {
        for (int i = 0; i < x.rows(); i++) {
            int at = x.offset() + i * x.rowStride();
            loop.run(
                    alpha, x.array(), at, x.columnStride(), row.array(), row.offset(), row.columnStride(), x.columns());
        }
    }

    /** Whether the elements, row after row, have one constant distance in the array. */
    static boolean isLine(DoubleMatrix x) {
        return x.rows() <= 1 || x.columns() <= 1 || x.rowStride() == (long) x.columns() * x.columnStride();
    }

    /** That distance. */
    static int step(DoubleMatrix x) {
        return x.columns() == 1 ? x.rowStride() : x.columnStride();
    }
}
