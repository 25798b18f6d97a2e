package fathom.simd.product;

import fathom.simd.machine.Parallelism;
import fathom.simd.machine.Workers;

/**
 * One step of a factorisation by panels, in place: the rows below a factorised triangle L are solved and then subtracted from what
 * lies to the right of them.
 *
 * <pre>
 * X L' = B:   c = b_ij,  c = fma(-l_jk, x_ik, c) for k = 0 .. j - 1,  x_ij = c / l_jj
 * C := C - X X':   c = fma(-x_ik, x_jk, c) for k ascending, in the lower triangle of C
 * </pre>
 *
 * The rows of X are solved where they are packed, as micro-panels: a row of lanes is one column of X, so that tiles of L times X are
 * those of any product. And solved micro-panels are the right operand of X X' as it is.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
public final class SolvedPanel<T> {

    /** Micro-panels that are solved together: a tile of one does not wait for the division that ends a tile of another. */
    private static final int GROUP = 4;

    private final Kernel<T> kernel;
    private final ThreadLocal<Scratch<T>> scratches;
    private final int start;
    private final T array;
    private final int origin;
    private final int rowStride;
    private final int columnStride;

    /** The triangle, negated but for its diagonal: strips of rows, each followed by the small triangle on the diagonal. */
    private T coefficients;

    /** X as micro-panels, in each one column of X after another. */
    private T packed;

    private int at;
    private int size;
    private int rows;
    private int ahead;
    private Runnable then;
    private int partRows;
    private int parts;

    SolvedPanel(
            Kernel<T> kernel, ThreadLocal<Scratch<T>> scratches, T array, int origin, int rowStride, int columnStride) {
        this.kernel = kernel;
        this.scratches = scratches;
        this.array = array;
        this.origin = origin;
        this.rowStride = rowStride;
        this.columnStride = columnStride;
        // Elements begin 16 bytes into an array: where arrays are aligned to cache lines, panels from here are too.
        start = 48 / kernel.elementBytes;
        coefficients = kernel.allocate(0);
        packed = kernel.allocate(0);
    }

    /** Solves the {@code rows} rows below the triangle of {@code size} rows whose diagonal begins at row {@code at}. */
    public void solve(int at, int size, int rows) {
        this.at = at;
        this.size = size;
        this.rows = rows;
        packTriangle();
        int panels = (rows + kernel.columns - 1) / kernel.columns;
        int length = start + panels * size * kernel.columns;
        if (kernel.length(packed) < length) {
            packed = kernel.allocate(length);
        }
        Workers.forEach((panels + GROUP - 1) / GROUP, this::solveGroup);
    }

    private void packTriangle() {
        if (kernel.length(coefficients) < size * size) {
            coefficients = kernel.allocate(size * size);
        }
        for (int i = 0, count; i < size; i += count) {
            count = kernel.rowsOfNextTile(size - i, false);
            packStrip(i, 0, count, i, coefficients, i * size);
            int corner = i * size + count * i;
            for (int r = 0; r < count; r++) {
                int to = corner + r * count;
                kernel.copyScaled(-1, 1, r, array, place(i + r, i), 0, columnStride, coefficients, to, 0, 1);
                kernel.copyScaled(1, 1, 1, array, place(i + r, i + r), 0, 1, coefficients, to + r, 0, 1);
            }
        }
    }

    /** Where an element stands whose row and column are counted from the triangle's. */
    private int place(int i, int j) {
        return origin + (at + i) * rowStride + (at + j) * columnStride;
    }

    private void solveGroup(int group) {
        int columns = kernel.columns;
        int from = group * GROUP * columns;
        int to = Math.min(rows, from + GROUP * columns);
        for (int row = from; row < to; row += columns) {
            packRows(row, Math.min(columns, rows - row));
        }
        for (int i = 0, count; i < size; i += count) {
            count = kernel.rowsOfNextTile(size - i, false);
            int strip = i * size;
            for (int row = from; row < to; row += columns) {
                int x = start + row * size;
                if (i > 0) {
                    multiply(count, i, coefficients, strip, x, packed, x + i * columns, columns);
                }
                kernel.substitute(count, coefficients, strip + count * i, packed, x + i * columns);
            }
        }
        for (int row = from; row < to; row += columns) {
            unpackRows(row, Math.min(columns, rows - row));
        }
    }

    private void packRows(int row, int count) {
        int from = place(size + row, 0);
        int to = start + row * size;
        if (rowStride == 1 && count == kernel.columns) {
            kernel.packPanels(1, size, 1, array, from, columnStride, packed, to, 0);
        } else {
            kernel.packPanel(1, size, count, array, from, columnStride, rowStride, packed, to);
        }
    }

    private void unpackRows(int row, int count) {
        int from = start + row * size;
        int to = place(size + row, 0);
        if (rowStride == 1) {
            kernel.copyScaled(1, size, count, packed, from, kernel.columns, 1, array, to, columnStride, rowStride);
        } else {
            kernel.copyScaled(1, count, size, packed, from, 1, kernel.columns, array, to, rowStride, columnStride);
        }
    }

    /**
     * The update with the rows solved last.
     *
     * @param ahead how many of the rows come first
     * @param then what is to be done once these have been updated, while other threads may be at the rest
     */
    public void subtract(int ahead, Runnable then) {
        this.ahead = ahead;
        this.then = then;
        partRows = Blocks.panelRows(rows, Parallelism.threads(), kernel.rows);
        parts = 1 + (rows - ahead + partRows - 1) / partRows;
        Workers.forEach(parts, this::subtractPart);
    }

    private void subtractPart(int part) {
        if (part == 0) {
            subtractRows(0, ahead);
            then.run();
            return;
        }
        // The longest rows first, so that threads end together.
        int from = ahead + (triangle() == Triangle.LOWER ? parts - 1 - part : part - 1) * partRows;
        subtractRows(from, Math.min(rows, from + partRows));
    }

    /** Tiles lie along the lines of C whose elements are neighbours; if those are columns, the transpose is updated, above its diagonal. */
    private Triangle triangle() {
        return columnStride != 1 && rowStride == 1 ? Triangle.UPPER : Triangle.LOWER;
    }

    private void subtractRows(int from, int to) {
        Triangle triangle = triangle();
        T left = packLeft(from, to);
        int columns = kernel.columns;
        int first = triangle.first(from, 0, rows) / columns * columns;
        int end = triangle.end(to - 1, 0, rows);
        int block = Blocks.panelColumns(kernel.elementBytes);
        for (int blockFrom = first; blockFrom < end; blockFrom += block) {
            int blockTo = Math.min(end, blockFrom + block);
            for (int row = from, count; row < to; row += count) {
                count = kernel.rowsOfNextTile(to - row, true);
                for (int column = blockFrom; column < blockTo; column += columns) {
                    int columnEnd = Math.min(rows, column + columns);
                    if (triangle.touches(row, row + count, column, columnEnd)) {
                        tile(triangle, row, row + count, column, columnEnd, left, start + (row - from) * size);
                    }
                }
            }
        }
    }

    /** The rows, negated, as strips. */
    private T packLeft(int from, int to) {
        T left = scratches.get().left(start + (to - from) * size);
        for (int row = from, count; row < to; row += count) {
            count = kernel.rowsOfNextTile(to - row, true);
            packStrip(row + size, 0, count, size, left, start + (row - from) * size);
        }
        return left;
    }

    /** Rows and columns counted from the triangle's, negated, as {@link #multiply} reads them. */
    private void packStrip(int row, int column, int count, int steps, T to, int toAt) {
        boolean interleaved = interleaves(count, steps);
        kernel.copyScaled(
                -1,
                count,
                steps,
                array,
                place(row, column),
                rowStride,
                columnStride,
                to,
                toAt,
                interleaved ? 1 : steps,
                interleaved ? count : 1);
    }

    private boolean interleaves(int count, int steps) {
        return kernel.interleaves(count, steps >= Blocks.DEEP);
    }

    private void tile(Triangle triangle, int row, int rowEnd, int column, int columnEnd, T left, int a) {
        int columns = kernel.columns;
        int b = start + column * size;
        boolean lower = triangle == Triangle.LOWER;
        int cRow = lower ? rowStride : columnStride;
        int cColumn = lower ? columnStride : rowStride;
        int corner = place(size, size);
        if (cColumn == 1 && columnEnd - column == columns && triangle.covers(row, rowEnd, column, columnEnd)) {
            multiply(rowEnd - row, size, left, a, b, array, corner + row * cRow + column, cRow);
            return;
        }
        T tile = scratches.get().tile();
        for (int i = row; i < rowEnd; i++) {
            int first = triangle.first(i, column, columnEnd);
            int width = triangle.end(i, column, columnEnd) - first;
            int t = (i - row) * columns + first - column;
            kernel.copyScaled(1, 1, width, array, corner + i * cRow + first * cColumn, 0, cColumn, tile, t, 0, 1);
        }
        multiply(rowEnd - row, size, left, a, b, tile, 0, columns);
        for (int i = row; i < rowEnd; i++) {
            int first = triangle.first(i, column, columnEnd);
            int width = triangle.end(i, column, columnEnd) - first;
            int t = (i - row) * columns + first - column;
            kernel.copyScaled(1, 1, width, tile, t, 0, 1, array, corner + i * cRow + first * cColumn, 0, cColumn);
        }
    }

    /** One tile: C := C + A B, with a strip of A and the packed micro-panel at {@code b}. */
    private void multiply(int count, int steps, T strip, int a, int b, T c, int cAt, int cRow) {
        if (interleaves(count, steps)) {
            kernel.interleavedTile(count, steps, strip, a, packed, b, kernel.columns, c, cAt, cRow, 1);
        } else {
            kernel.tile(count, steps, strip, a, steps, packed, b, kernel.columns, c, cAt, cRow, 1);
        }
    }
}
