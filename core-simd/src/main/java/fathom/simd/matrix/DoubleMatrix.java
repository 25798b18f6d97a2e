package fathom.simd.matrix;

/**
 * A matrix of doubles: a rectangle seen through two strides.
 *
 * <pre>
 * element (i, j) = array[offset + i * rowStride + j * columnStride],   0 ≤ i &lt; rows, 0 ≤ j &lt; columns
 * </pre>
 *
 * A fresh matrix is row-major and dense. Windows, rows, columns and transposes are views: they share the array, and writing to
 * one writes to the other. Strides may be zero (a repeated row or column, to read from only) but not negative.
 *
 * @param array the elements, shared, never copied
 * @param offset index of element (0, 0)
 * @param rows number of rows, at least 0
 * @param columns number of columns, at least 0
 * @param rowStride distance in the array between vertical neighbours
 * @param columnStride distance in the array between horizontal neighbours
 */
public record DoubleMatrix(double[] array, int offset, int rows, int columns, int rowStride, int columnStride) {

    /** @throws IllegalArgumentException if a size or stride is negative, or an element would lie outside the array */
    public DoubleMatrix {
        Bounds.check(array.length, offset, rows, columns, rowStride, columnStride);
    }

    /** A dense row-major matrix of zeros. */
    public static DoubleMatrix zeros(int rows, int columns) {
        return new DoubleMatrix(new double[Bounds.size(rows, columns)], 0, rows, columns, columns, 1);
    }

    /** A dense row-major view of {@code array}, whose length must be rows * columns. */
    public static DoubleMatrix wrap(double[] array, int rows, int columns) {
        if (array.length != Bounds.size(rows, columns)) {
            throw new ShapeMismatchException("an array of " + array.length + " elements does not fill a "
                    + Bounds.shape(rows, columns) + " matrix");
        }
        return new DoubleMatrix(array, 0, rows, columns, columns, 1);
    }

    /** A dense row-major matrix with these elements, row after row; the array is not copied. */
    public static DoubleMatrix of(int rows, int columns, double... elements) {
        return wrap(elements, rows, columns);
    }

    /** A dense row-major copy; every float is a double. */
    public static DoubleMatrix widened(FloatMatrix x) {
        DoubleMatrix widened = zeros(x.rows(), x.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                widened.set(i, j, x.get(i, j));
            }
        }
        return widened;
    }

    public double get(int row, int column) {
        return array[index(row, column)];
    }

    public void set(int row, int column, double value) {
        array[index(row, column)] = value;
    }

    /** Index of element (row, column) in the array. */
    public int index(int row, int column) {
        if (row < 0 || row >= rows || column < 0 || column >= columns) {
            throw new IndexOutOfBoundsException("element (" + row + ", " + column + ") of a " + shape() + " matrix");
        }
        return offset + row * rowStride + column * columnStride;
    }

    /** The transpose as a view: element (i, j) of it is element (j, i) of this. */
    public DoubleMatrix transposed() {
        return new DoubleMatrix(array, offset, columns, rows, columnStride, rowStride);
    }

    /** A view of the rectangle whose upper left element is (row, column). */
    public DoubleMatrix window(int row, int column, int windowRows, int windowColumns) {
        Bounds.checkWindow(rows, columns, row, column, windowRows, windowColumns);
        int start = windowRows == 0 || windowColumns == 0 ? offset : offset + row * rowStride + column * columnStride;
        return new DoubleMatrix(array, start, windowRows, windowColumns, rowStride, columnStride);
    }

    /** A view of row {@code row} as a 1 x columns matrix. */
    public DoubleMatrix row(int row) {
        return window(row, 0, 1, columns);
    }

    /** A view of column {@code column} as a rows x 1 matrix. */
    public DoubleMatrix column(int column) {
        return window(0, column, rows, 1);
    }

    /** A view of the rows from {@code from} (inclusive) to {@code to} (exclusive). */
    public DoubleMatrix rows(int from, int to) {
        return window(from, 0, to - from, columns);
    }

    /** A dense row-major copy. */
    public DoubleMatrix copy() {
        DoubleMatrix copy = zeros(rows, columns);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                copy.array[i * columns + j] = array[offset + i * rowStride + j * columnStride];
            }
        }
        return copy;
    }

    /** {@code "rows x columns"}, as messages show it. */
    public String shape() {
        return Bounds.shape(rows, columns);
    }

    @Override
    public String toString() {
        return "DoubleMatrix[" + shape() + "]";
    }
}
