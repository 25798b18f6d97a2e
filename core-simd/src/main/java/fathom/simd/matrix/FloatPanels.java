package fathom.simd.matrix;

/**
 * A matrix of floats cut into panels of neighbouring columns, as products read it: within a panel the rows follow each other.
 *
 * <pre>
 * element (i, j) = array[start + (j / width) * width * height + i * width + j mod width]
 * </pre>
 *
 * The last panel is filled up with columns that belong to nobody, and every panel with rows (from {@code rows} to {@code height}) that
 * belong to nobody.
 */
public final class FloatPanels {

    /** Elements begin 16 bytes into an array: where arrays are aligned to cache lines, panels from here are too. */
    private static final int START = 12;

    private final int rows;
    private final int columns;
    private final int width;
    private final int height;
    private final float[] array;

    /**
     * A matrix of zeros.
     *
     * @param rows at least 0
     * @param columns at least 0
     * @param width columns of a panel
     * @param rowMultiple the height is a multiple of this
     * @throws ShapeMismatchException if one array cannot hold it
     */
    public FloatPanels(int rows, int columns, int width, int rowMultiple) {
        this.rows = rows;
        this.columns = columns;
        this.width = width;
        this.height = Math.ceilDiv(rows, rowMultiple) * rowMultiple;
        long size = START + (long) Math.ceilDiv(columns, width) * width * height + (long) width * width;
        if (size > Integer.MAX_VALUE - 8) {
            throw new ShapeMismatchException("a matrix of " + shape() + " does not fit one array");
        }
        // As many rows more than are needed as a panel has columns: whole squares may be read everywhere.
        this.array = new float[(int) size];
    }

    public int rows() {
        return rows;
    }

    public int columns() {
        return columns;
    }

    /** Columns of a panel. */
    public int width() {
        return width;
    }

    /** Rows of a panel, those that belong to nobody included. */
    public int height() {
        return height;
    }

    /** The elements; not a copy. */
    public float[] array() {
        return array;
    }

    /** Where element (row, column) is in the array. */
    public int index(int row, int column) {
        return START + (column / width * height + row) * width + column % width;
    }

    public float get(int row, int column) {
        return array[index(row, column)];
    }

    /** {@code rows x columns}. */
    public String shape() {
        return Bounds.shape(rows, columns);
    }
}
