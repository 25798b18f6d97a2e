package fathom.simd.image;

import fathom.simd.matrix.FloatMatrix;

/**
 * A matrix of filters in panels of as many columns as a tile has, the last one filled up with zeros: element (row, column) of panel p is
 * number (p rows + row) tile + column.
 */
final class Panels {

    private final int rows;
    private final int columns;
    private final int tile = Tiles.COLUMNS;
    private final int count;
    private final float[] edge = new float[Tiles.ROWS * Tiles.COLUMNS];
    private float[] array = new float[0];

    Panels(int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        this.count = (columns + tile - 1) / tile;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** Number of panels. */
    int count() {
        return count;
    }

    /** Floats of all panels. */
    int length() {
        return Math.multiplyExact(Math.multiplyExact(rows, count), tile);
    }

    /** Room for a tile at the edge of a result. */
    float[] edge() {
        return edge;
    }

    float[] array() {
        return array;
    }

    /** Takes over w. */
    void pack(FloatMatrix w) {
        allocate();
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                array[((j / tile) * rows + i) * tile + j % tile] =
                        w.array()[w.offset() + i * w.rowStride() + j * w.columnStride()];
            }
        }
    }

    /**
     * Takes over the filters that lead back: row (place, f) and column c is w's row (mirrored place, c), column f.
     *
     * @param places of the window
     */
    void packMirrored(FloatMatrix w, int places, int channels, int filters) {
        allocate();
        for (int place = 0; place < places; place++) {
            int from = w.offset() + (places - 1 - place) * channels * w.rowStride();
            for (int c = 0; c < channels; c++) {
                int to = ((c / tile) * rows + place * filters) * tile + c % tile;
                for (int f = 0; f < filters; f++) {
                    array[to + f * tile] = w.array()[from + c * w.rowStride() + f * w.columnStride()];
                }
            }
        }
    }

    /** w := what lies in panels in {@code from}. */
    void unpack(float[] from, FloatMatrix w) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < columns; j++) {
                w.array()[w.offset() + i * w.rowStride() + j * w.columnStride()] =
                        from[((j / tile) * rows + i) * tile + j % tile];
            }
        }
    }

    private void allocate() {
        if (array.length == 0) {
            array = new float[length()];
        }
    }
}
