package fathom.simd.image;

import fathom.simd.matrix.FloatMatrix;

/**
 * A matrix of filters cut into panels of columns that lie together: as wide as a tile, the last one as wide as half a tile where that is
 * enough, filled up with zeros. Row r of a panel begins at {@code at(panel) + r width(panel)}.
 */
final class Panels {

    private final int rows;
    private final int columns;
    private final float[] array;

    /**
     * @param rows of the filters
     * @param columns of the filters
     */
    Panels(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        int last = columns % Tiles.COLUMNS;
        int width = columns - last + (last == 0 ? 0 : last <= Tiles.NARROW ? Tiles.NARROW : Tiles.COLUMNS);
        this.array = new float[Math.multiplyExact(rows, width)];
    }

    /** Bytes of panels of this size. */
    static long bytes(long rows, int columns) {
        return Float.BYTES * rows * ((columns + Tiles.COLUMNS - 1L) / Tiles.COLUMNS * Tiles.COLUMNS);
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Number of panels. */
    int count() {
        return (columns + Tiles.COLUMNS - 1) / Tiles.COLUMNS;
    }

    /** Columns of a panel that hold something. */
    int used(int panel) {
        return Math.min(Tiles.COLUMNS, columns - panel * Tiles.COLUMNS);
    }

    /** Columns of a panel, those filled up included. */
    int width(int panel) {
        return used(panel) <= Tiles.NARROW ? Tiles.NARROW : Tiles.COLUMNS;
    }

    /** Where a panel begins. */
    int at(int panel) {
        return panel * rows * Tiles.COLUMNS;
    }

    float[] array() {
        return array;
    }

    /**
     * Takes over {@code count} rows.
     *
     * @param w where they are, the first at {@code from}
     * @param rowStride distance between two of them
     * @param columnStride distance between two columns
     * @param to number of the first row here
     */
    void pack(float[] w, int from, int rowStride, int columnStride, int to, int count) {
        for (int panel = 0; panel < count(); panel++) {
            for (int i = 0; i < count; i++) {
                int source = from + i * rowStride + panel * Tiles.COLUMNS * columnStride;
                copy(w, source, columnStride, array, at(panel) + (to + i) * width(panel), 1, used(panel));
            }
        }
    }

    /** w := what lies here. */
    void unpack(FloatMatrix w) {
        for (int panel = 0; panel < count(); panel++) {
            for (int i = 0; i < rows; i++) {
                int to = w.offset() + i * w.rowStride() + panel * Tiles.COLUMNS * w.columnStride();
                copy(array, at(panel) + i * width(panel), 1, w.array(), to, w.columnStride(), used(panel));
            }
        }
    }

    private static void copy(float[] from, int at, int step, float[] to, int toAt, int toStep, int count) {
        for (int i = 0; i < count; i++) {
            to[toAt + i * toStep] = from[at + i * step];
        }
    }
}
