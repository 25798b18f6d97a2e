package fathom.simd.product;

import java.util.Arrays;
import java.util.Random;

/** A matrix of either element type as tests see it: doubles (each a float where floats are tested) in an array with guards all round. */
record Operand(double[] elements, int offset, int rows, int columns, int rowStride, int columnStride) {

    /** How elements lie in their array. */
    enum Layout {
        ROWS,
        COLUMNS,
        WINDOW,
        COLUMN_WINDOW,
        SPREAD;

        int rowStride(int rows, int columns) {
            return switch (this) {
                case ROWS -> columns;
                case COLUMNS -> 1;
                case WINDOW -> columns + 3;
                case COLUMN_WINDOW -> 1;
                case SPREAD -> 2 * columns + 5;
            };
        }

        int columnStride(int rows, int columns) {
            return switch (this) {
                case ROWS, WINDOW -> 1;
                case COLUMNS -> rows;
                case COLUMN_WINDOW -> rows + 2;
                case SPREAD -> 2;
            };
        }
    }

    private static final int MARGIN = 37;

    /** Random elements, guards everywhere else. */
    static Operand random(int rows, int columns, Layout layout, double guard, Random random) {
        int rowStride = layout.rowStride(rows, columns);
        int columnStride = layout.columnStride(rows, columns);
        int extent = rows == 0 || columns == 0 ? 0 : (rows - 1) * rowStride + (columns - 1) * columnStride + 1;
        double[] elements = new double[extent + 2 * MARGIN];
        Arrays.fill(elements, guard);
        Operand operand = new Operand(elements, MARGIN, rows, columns, rowStride, columnStride);
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                operand.set(i, j, (float) random.nextGaussian());
            }
        }
        return operand;
    }

    double get(int i, int j) {
        return elements[offset + i * rowStride + j * columnStride];
    }

    void set(int i, int j, double value) {
        elements[offset + i * rowStride + j * columnStride] = value;
    }

    void fill(double value) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                set(i, j, value);
            }
        }
    }

    Operand copy() {
        return new Operand(elements.clone(), offset, rows, columns, rowStride, columnStride);
    }

    Operand transposed() {
        return new Operand(elements, offset, columns, rows, columnStride, rowStride);
    }
}
