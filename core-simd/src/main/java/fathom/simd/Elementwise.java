package fathom.simd;

import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.loop.DoubleLoops;
import fathom.simd.loop.DoubleMaps;
import fathom.simd.loop.DoublePasses;
import fathom.simd.loop.FloatLoops;
import fathom.simd.loop.FloatMaps;
import fathom.simd.loop.FloatPasses;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.Arrays;

/**
 * Operations on each element of a matrix, in place, for every stride and window.
 *
 * <p>The last matrix is the one that changes. The first may be that matrix itself; apart from that they must not share elements.
 * Every element is computed by the one rounded operation that is stated, so results do not depend on the machine. All methods throw
 * {@link ShapeMismatchException} where two matrices differ in shape.
 */
public final class Elementwise {

    private Elementwise() {}

    /** x_ij := value */
    public static void fill(FloatMatrix x, float value) {
        int rows = x.columns() == 0 ? 0 : x.rows();
        for (int i = 0; i < rows; i++) {
            int at = x.offset() + i * x.rowStride();
            if (x.columnStride() == 1) {
                Arrays.fill(x.array(), at, at + x.columns(), value);
            } else {
                for (int j = 0; j < x.columns(); j++) {
                    x.array()[at + j * x.columnStride()] = value;
                }
            }
        }
    }

    /** y_ij := x_ij */
    public static void copy(FloatMatrix x, FloatMatrix y) {
        check("copy", x.rows(), x.columns(), y.rows(), y.columns());
        int rows = x.columns() == 0 ? 0 : x.rows();
        for (int i = 0; i < rows; i++) {
            int from = x.offset() + i * x.rowStride();
            int to = y.offset() + i * y.rowStride();
            if (x.columnStride() == 1 && y.columnStride() == 1) {
                System.arraycopy(x.array(), from, y.array(), to, x.columns());
            } else {
                for (int j = 0; j < x.columns(); j++) {
                    y.array()[to + j * y.columnStride()] = x.array()[from + j * x.columnStride()];
                }
            }
        }
    }

    /** x_ij := alpha x_ij */
    public static void scale(float alpha, FloatMatrix x) {
        FloatLoops.run(FloatLoops.SCALE, alpha, x, x);
    }

    /** x_ij := x_ij + alpha */
    public static void shift(float alpha, FloatMatrix x) {
        FloatLoops.run(FloatLoops.SHIFT, alpha, x, x);
    }

    /** y_ij := y_ij + x_ij */
    public static void add(FloatMatrix x, FloatMatrix y) {
        check("add", x.rows(), x.columns(), y.rows(), y.columns());
        FloatLoops.run(FloatLoops.ADD, 1, x, y);
    }

    /** y_ij := fma(alpha, x_ij, y_ij) */
    public static void addScaled(float alpha, FloatMatrix x, FloatMatrix y) {
        check("addScaled", x.rows(), x.columns(), y.rows(), y.columns());
        FloatLoops.run(FloatLoops.ADD_SCALED, alpha, x, y);
    }

    /** y_ij := y_ij - x_ij */
    public static void subtract(FloatMatrix x, FloatMatrix y) {
        check("subtract", x.rows(), x.columns(), y.rows(), y.columns());
        FloatLoops.run(FloatLoops.SUBTRACT, 1, x, y);
    }

    /** y_ij := y_ij x_ij */
    public static void multiply(FloatMatrix x, FloatMatrix y) {
        check("multiply", x.rows(), x.columns(), y.rows(), y.columns());
        FloatLoops.run(FloatLoops.MULTIPLY, 1, x, y);
    }

    /** y_ij := y_ij + row_j; {@code row} is 1 x columns, such as the biases of a layer. */
    public static void addRow(FloatMatrix row, FloatMatrix y) {
        checkRow(row.rows(), row.columns(), y.rows(), y.columns());
        FloatLoops.runRow(FloatLoops.ADD, 1, row, y);
    }

    /** x_ij := max(x_ij, 0), and NaN stays NaN */
    public static void relu(FloatMatrix x) {
        FloatLoops.run(FloatLoops.RELU, 1, x, x);
    }

    /**
     * After a product: c_ij := c_ij + row_j.
     *
     * @param row 1 x columns of C; read when the product is computed
     */
    public static FloatEpilogue addingRow(FloatMatrix row) {
        return (i, column, count, array, at, stride) ->
                FloatLoops.ADD.run(1, row.array(), place(row, column), row.columnStride(), array, at, stride, count);
    }

    /**
     * After a product: c_ij := max(c_ij + row_j, 0), and NaN stays NaN.
     *
     * @param row 1 x columns of C; read when the product is computed
     */
    public static FloatEpilogue addingRowThenRelu(FloatMatrix row) {
        return (i, column, count, array, at, stride) -> FloatLoops.ADD_THEN_RELU.run(
                1, row.array(), place(row, column), row.columnStride(), array, at, stride, count);
    }

    private static int place(FloatMatrix row, int column) {
        return row.offset() + column * row.columnStride();
    }

    /** y_ij := f(x_ij), with the bits of {@link MathFunction#value(float)}; x may be y */
    public static void apply(MathFunction f, FloatMatrix x, FloatMatrix y) {
        check(f.symbol(), x.rows(), x.columns(), y.rows(), y.columns());
        FloatPasses.run(f.ofFloats(), x, y);
    }

    /** y_ij := atan2(y_ij, x_ij), the angle of the point (x_ij, y_ij) in [-pi, pi] */
    public static void atan2(FloatMatrix x, FloatMatrix y) {
        check("atan2", x.rows(), x.columns(), y.rows(), y.columns());
        FloatPasses.run(FloatMaps.ATAN2, x, y);
    }

    /** y_ij := sqrt(x_ij^2 + y_ij^2), without overflow or underflow in between */
    public static void hypot(FloatMatrix x, FloatMatrix y) {
        check("hypot", x.rows(), x.columns(), y.rows(), y.columns());
        FloatPasses.run(FloatMaps.HYPOT, x, y);
    }

    /** y_ij := of_ij > 0 ? y_ij : 0, the derivative of relu at {@code of} times y */
    public static void maskByPositive(FloatMatrix of, FloatMatrix y) {
        check("maskByPositive", of.rows(), of.columns(), y.rows(), y.columns());
        FloatLoops.run(FloatLoops.MASK, 1, of, y);
    }

    /** x_ij := value */
    public static void fill(DoubleMatrix x, double value) {
        int rows = x.columns() == 0 ? 0 : x.rows();
        for (int i = 0; i < rows; i++) {
            int at = x.offset() + i * x.rowStride();
            if (x.columnStride() == 1) {
                Arrays.fill(x.array(), at, at + x.columns(), value);
            } else {
                for (int j = 0; j < x.columns(); j++) {
                    x.array()[at + j * x.columnStride()] = value;
                }
            }
        }
    }

    /** y_ij := x_ij */
    public static void copy(DoubleMatrix x, DoubleMatrix y) {
        check("copy", x.rows(), x.columns(), y.rows(), y.columns());
        int rows = x.columns() == 0 ? 0 : x.rows();
        for (int i = 0; i < rows; i++) {
            int from = x.offset() + i * x.rowStride();
            int to = y.offset() + i * y.rowStride();
            if (x.columnStride() == 1 && y.columnStride() == 1) {
                System.arraycopy(x.array(), from, y.array(), to, x.columns());
            } else {
                for (int j = 0; j < x.columns(); j++) {
                    y.array()[to + j * y.columnStride()] = x.array()[from + j * x.columnStride()];
                }
            }
        }
    }

    /** x_ij := alpha x_ij */
    public static void scale(double alpha, DoubleMatrix x) {
        DoubleLoops.run(DoubleLoops.SCALE, alpha, x, x);
    }

    /** x_ij := x_ij + alpha */
    public static void shift(double alpha, DoubleMatrix x) {
        DoubleLoops.run(DoubleLoops.SHIFT, alpha, x, x);
    }

    /** y_ij := y_ij + x_ij */
    public static void add(DoubleMatrix x, DoubleMatrix y) {
        check("add", x.rows(), x.columns(), y.rows(), y.columns());
        DoubleLoops.run(DoubleLoops.ADD, 1, x, y);
    }

    /** y_ij := fma(alpha, x_ij, y_ij) */
    public static void addScaled(double alpha, DoubleMatrix x, DoubleMatrix y) {
        check("addScaled", x.rows(), x.columns(), y.rows(), y.columns());
        DoubleLoops.run(DoubleLoops.ADD_SCALED, alpha, x, y);
    }

    /** y_ij := y_ij - x_ij */
    public static void subtract(DoubleMatrix x, DoubleMatrix y) {
        check("subtract", x.rows(), x.columns(), y.rows(), y.columns());
        DoubleLoops.run(DoubleLoops.SUBTRACT, 1, x, y);
    }

    /** y_ij := y_ij x_ij */
    public static void multiply(DoubleMatrix x, DoubleMatrix y) {
        check("multiply", x.rows(), x.columns(), y.rows(), y.columns());
        DoubleLoops.run(DoubleLoops.MULTIPLY, 1, x, y);
    }

    /** y_ij := y_ij + row_j; {@code row} is 1 x columns, such as the biases of a layer. */
    public static void addRow(DoubleMatrix row, DoubleMatrix y) {
        checkRow(row.rows(), row.columns(), y.rows(), y.columns());
        DoubleLoops.runRow(DoubleLoops.ADD, 1, row, y);
    }

    /** x_ij := max(x_ij, 0), and NaN stays NaN */
    public static void relu(DoubleMatrix x) {
        DoubleLoops.run(DoubleLoops.RELU, 1, x, x);
    }

    /** y_ij := f(x_ij), with the bits of {@link MathFunction#value(double)}; x may be y */
    public static void apply(MathFunction f, DoubleMatrix x, DoubleMatrix y) {
        check(f.symbol(), x.rows(), x.columns(), y.rows(), y.columns());
        DoublePasses.run(f.ofDoubles(), x, y);
    }

    /** y_ij := atan2(y_ij, x_ij), the angle of the point (x_ij, y_ij) in [-pi, pi] */
    public static void atan2(DoubleMatrix x, DoubleMatrix y) {
        check("atan2", x.rows(), x.columns(), y.rows(), y.columns());
        DoublePasses.run(DoubleMaps.ATAN2, x, y);
    }

    /** y_ij := sqrt(x_ij^2 + y_ij^2), without overflow or underflow in between */
    public static void hypot(DoubleMatrix x, DoubleMatrix y) {
        check("hypot", x.rows(), x.columns(), y.rows(), y.columns());
        DoublePasses.run(DoubleMaps.HYPOT, x, y);
    }

    /** y_ij := of_ij > 0 ? y_ij : 0, the derivative of relu at {@code of} times y */
    public static void maskByPositive(DoubleMatrix of, DoubleMatrix y) {
        check("maskByPositive", of.rows(), of.columns(), y.rows(), y.columns());
        DoubleLoops.run(DoubleLoops.MASK, 1, of, y);
    }

    private static void check(String operation, int rows, int columns, int otherRows, int otherColumns) {
        if (rows != otherRows || columns != otherColumns) {
            throw new ShapeMismatchException(operation + ": x is " + rows + " x " + columns + " and y is " + otherRows
                    + " x " + otherColumns + ": they must have one shape");
        }
    }

    private static void checkRow(int rows, int columns, int otherRows, int otherColumns) {
        if (rows != 1 || columns != otherColumns) {
            throw new ShapeMismatchException("addRow: row is " + rows + " x " + columns + " and y is " + otherRows
                    + " x " + otherColumns + ": row must have 1 row and as many columns as y");
        }
    }
}
