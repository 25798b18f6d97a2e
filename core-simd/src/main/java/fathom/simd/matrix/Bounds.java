package fathom.simd.matrix;

/** What every matrix checks, once, when it is made: that each of its elements lies inside its array. */
final class Bounds {

    private Bounds() {}

    static void check(int length, int offset, int rows, int columns, int rowStride, int columnStride) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("a matrix cannot be " + shape(rows, columns));
        }
        if (offset < 0 || rowStride < 0 || columnStride < 0) {
            throw new IllegalArgumentException("offset " + offset + ", row stride " + rowStride + " and column stride "
                    + columnStride + " must not be negative");
        }
        if (rows == 0 || columns == 0) {
            return;
        }
        long last = offset + (rows - 1L) * rowStride + (columns - 1L) * columnStride;
        if (last >= length) {
            throw new IllegalArgumentException("the last element of a " + shape(rows, columns) + " matrix at offset "
                    + offset + " with strides " + rowStride + ", " + columnStride + " is number " + last
                    + " of an array of " + length);
        }
    }

    static void checkWindow(int rows, int columns, int row, int column, int windowRows, int windowColumns) {
        if (row < 0
                || column < 0
                || windowRows < 0
                || windowColumns < 0
                || row > rows - windowRows
                || column > columns - windowColumns) {
            throw new IndexOutOfBoundsException("a " + shape(windowRows, windowColumns) + " window at (" + row + ", "
                    + column + ") does not lie in a " + shape(rows, columns) + " matrix");
        }
    }

    /** rows * columns, refused beyond the largest array. */
    static int size(int rows, int columns) {
        if (rows < 0 || columns < 0) {
            throw new IllegalArgumentException("a matrix cannot be " + shape(rows, columns));
        }
        long size = (long) rows * columns;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a " + shape(rows, columns) + " matrix has " + size
                    + " elements, more than one Java array holds (" + (Integer.MAX_VALUE - 8)
                    + "); a symmetric matrix of that size can be kept in fathom.simd.SymmetricTiles");
        }
        return (int) size;
    }

    static String shape(int rows, int columns) {
        return rows + " x " + columns;
    }
}
