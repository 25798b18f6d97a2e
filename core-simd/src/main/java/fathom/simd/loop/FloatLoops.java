package fathom.simd.loop;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatMatrix;

/** The elementwise loops of this machine, and the way in which they walk over matrices. */
public final class FloatLoops {

    private static final boolean VECTOR = Backend.available();

    public static final FloatLoop SCALE = VECTOR ? VectorFloatLoops::scale : ScalarFloatLoops::scale;
    public static final FloatLoop SHIFT = VECTOR ? VectorFloatLoops::shift : ScalarFloatLoops::shift;
    public static final FloatLoop ADD = VECTOR ? VectorFloatLoops::add : ScalarFloatLoops::add;
    public static final FloatLoop ADD_SCALED = VECTOR ? VectorFloatLoops::addScaled : ScalarFloatLoops::addScaled;
    public static final FloatLoop SUBTRACT = VECTOR ? VectorFloatLoops::subtract : ScalarFloatLoops::subtract;
    public static final FloatLoop MULTIPLY = VECTOR ? VectorFloatLoops::multiply : ScalarFloatLoops::multiply;
    public static final FloatLoop RELU = VECTOR ? VectorFloatLoops::relu : ScalarFloatLoops::relu;
    public static final FloatLoop ADD_THEN_RELU =
            VECTOR ? VectorFloatLoops::addThenRelu : ScalarFloatLoops::addThenRelu;
    public static final FloatLoop MASK = VECTOR ? VectorFloatLoops::mask : ScalarFloatLoops::mask;

    private FloatLoops() {}

    /** Runs the loop over two matrices of one shape, along whichever direction lies together in memory. */
    public static void run(FloatLoop loop, float alpha, FloatMatrix x, FloatMatrix y) {
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
    public static void runRow(FloatLoop loop, float alpha, FloatMatrix row, FloatMatrix y) {
        for (int i = 0; i < y.rows(); i++) {
            int at = y.offset() + i * y.rowStride();
            loop.run(
                    alpha, row.array(), row.offset(), row.columnStride(), y.array(), at, y.columnStride(), y.columns());
        }
    }

    /** Runs the loop with every row of x, in ascending order, beside one row for y. */
    public static void runOnRow(FloatLoop loop, float alpha, FloatMatrix x, FloatMatrix row) {
        for (int i = 0; i < x.rows(); i++) {
            int at = x.offset() + i * x.rowStride();
            loop.run(
                    alpha, x.array(), at, x.columnStride(), row.array(), row.offset(), row.columnStride(), x.columns());
        }
    }

    /** Whether the elements, row after row, have one constant distance in the array. */
    static boolean isLine(FloatMatrix x) {
        return x.rows() <= 1 || x.columns() <= 1 || x.rowStride() == (long) x.columns() * x.columnStride();
    }

    /** That distance. */
    static int step(FloatMatrix x) {
        return x.columns() == 1 ? x.rowStride() : x.columnStride();
    }
}
