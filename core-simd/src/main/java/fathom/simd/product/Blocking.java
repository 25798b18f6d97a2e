package fathom.simd.product;

/**
 * The five loops round the micro-kernel, on one thread: rows in blocks, then steps along k, then columns in blocks, each of a size that fits
 * a cache; within a block the tiles down the rows of A, and for each of them the micro-panels of B along the row. Where B is read in
 * place, not packed, those two are exchanged.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class Blocking<T> {

    private final Kernel<T> kernel;
    private final Scratch<T> scratch;
    private final int mostRows;
    private final int blockColumns;
    private final int start;

    private Product<T> product;
    private boolean packsLeft;
    private boolean packsRight;
    private boolean deepPanels;
    private T left;
    private T right;

    Blocking(Kernel<T> kernel) {
        this.kernel = kernel;
        scratch = new Scratch<>(kernel);
        mostRows = Blocks.rows(kernel.rows, kernel.elementBytes);
        blockColumns = Blocks.columns(kernel.elementBytes);
        // Elements begin 16 bytes into an array: where arrays are aligned to cache lines, panels from here are too.
        start = 48 / kernel.elementBytes;
    }

    boolean idle() {
        return product == null;
    }

    /** Computes the rectangle of C with these rows and columns. */
    void rectangle(Product<T> p, int rowFrom, int rowTo, int columnFrom, int columnTo) {
        product = p;
        try {
            compute(rowFrom, rowTo, columnFrom, columnTo);
        } finally {
            product = null;
            left = null;
            right = null;
        }
    }

    private void compute(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        Product<T> p = product;
        packsLeft = p.aStep != 1 || p.leftScale != 1 || columnTo - columnFrom > kernel.columns;
        packsRight = p.bColumn != 1 || p.rightScale != 1 || rowTo - rowFrom > 4 * kernel.rows;
        deepPanels = packsRight && p.k >= Blocks.DEEP;
        if (p.k == 0) {
            scale(rowFrom, rowTo, columnFrom, columnTo);
            return;
        }
        if (p.n == 1 && p.triangle == Triangle.WHOLE) {
            column(rowFrom, rowTo);
            return;
        }
        if (runsRowByRow()) {
            rows(rowFrom, rowTo, columnFrom, columnTo);
            return;
        }
        int blockRows = evened(rowTo - rowFrom);
        for (int row = rowFrom; row < rowTo; row += blockRows) {
            int rowEnd = Math.min(rowTo, row + blockRows);
            for (int step = 0; step < p.k; step += kernel.depth) {
                int steps = Math.min(kernel.depth, p.k - step);
                if (packsLeft) {
                    packLeft(row, rowEnd, step, steps);
                }
                for (int column = columnFrom; column < columnTo; column += blockColumns) {
                    int columnEnd = Math.min(columnTo, column + blockColumns);
                    if (p.triangle.touches(row, rowEnd, column, columnEnd)) {
                        packRight(step, steps, column, columnEnd);
                        block(row, rowEnd, column, columnEnd, step, steps);
                    }
                }
            }
        }
    }

    /** Rows of a block when so many are cut into equal ones: B is packed for each block, which does not pay for a thin last one. */
    private int evened(int rows) {
        int blocks = (rows + mostRows - 1) / mostRows;
        int tiles = (rows + blocks * kernel.rows - 1) / (blocks * kernel.rows);
        return tiles * kernel.rows;
    }

    private void column(int rowFrom, int rowTo) {
        Product<T> p = product;
        kernel.column(
                rowTo - rowFrom,
                p.k,
                p.leftScale,
                p.a,
                p.aAt + rowFrom * p.aRow,
                p.aRow,
                p.aStep,
                p.rightScale,
                p.b,
                p.bAt,
                p.bStep,
                p.beta,
                p.c,
                p.cAt + rowFrom * p.cRow,
                p.cRow);
        if (p.epilogue != null) {
            finish(rowFrom, rowTo, 0, 1);
        }
    }

    /** With a few rows or a few steps there is too little to win from registers and caches for packing to pay. */
    private boolean runsRowByRow() {
        Product<T> p = product;
        return (p.m <= Blocks.FEW_ROWS || p.k <= Blocks.FEW_STEPS)
                && p.bColumn == 1
                && p.cColumn == 1
                && p.rightScale == 1
                && p.triangle == Triangle.WHOLE;
    }

    /** Row by row, eight steps at a time: B is read once, in place, in pieces that stay in the first-level cache for all rows. */
    private void rows(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        Product<T> p = product;
        boolean lone = p.m == 1;
        int width = (lone ? Blocks.LONE_ROW_BYTES : Blocks.ROW_BYTES) / kernel.elementBytes;
        int chunk = lone ? p.k : Blocks.FEW_STEPS;
        for (int column = columnFrom; column < columnTo; column += width) {
            int count = Math.min(width, columnTo - column);
            for (int step = 0; step < p.k; step += chunk) {
                int steps = Math.min(chunk, p.k - step);
                double beta = step == 0 ? p.beta : 1;
                int b = p.bAt + step * p.bStep + column;
                for (int i = rowFrom; i < rowTo; i++) {
                    int a = p.aAt + i * p.aRow + step * p.aStep;
                    int c = p.cAt + i * p.cRow + column;
                    kernel.row(count, steps, p.leftScale, p.a, a, p.aStep, p.b, b, p.bStep, beta, p.c, c);
                }
            }
            if (p.epilogue != null) {
                finish(rowFrom, rowTo, column, column + count);
            }
        }
    }

    private void packRight(int step, int steps, int columnFrom, int columnTo) {
        int panels = (columnTo - columnFrom + kernel.columns - 1) / kernel.columns;
        boolean edge = (columnTo - columnFrom) % kernel.columns != 0;
        int size = kernel.columns * steps;
        if (packsRight || edge) {
            right = scratch.right(start + (packsRight ? panels : 1) * size);
        }
        int from = product.bAt + step * product.bStep + columnFrom * product.bColumn;
        int first = packsRight ? 0 : panels - 1;
        if (packsRight && product.bColumn == 1) {
            first = edge ? panels - 1 : panels;
            kernel.packPanels(product.rightScale, steps, first, product.b, from, product.bStep, right, start, size);
        }
        for (int panel = first; panel < panels; panel++) {
            int column = panel * kernel.columns;
            int count = Math.min(kernel.columns, columnTo - columnFrom - column);
            if (packsRight || count < kernel.columns) {
                kernel.packPanel(
                        product.rightScale,
                        steps,
                        count,
                        product.b,
                        from + column * product.bColumn,
                        product.bStep,
                        product.bColumn,
                        right,
                        start + (packsRight ? panel * size : 0));
            }
        }
    }

    /** All tiles of one block of rows, one block of columns and one block of steps, strip after strip along the rows of C. */
    private void block(int rowFrom, int rowTo, int columnFrom, int columnTo, int step, int steps) {
        boolean finishes = step + steps == product.k && product.epilogue != null;
        if (!packsRight) {
            // A few strips: B, read in place, is fetched once for all of them.
            for (int column = columnFrom; column < columnTo; column += kernel.columns) {
                int columnEnd = Math.min(columnTo, column + kernel.columns);
                tiles(rowFrom, rowFrom, rowTo, column, columnEnd, columnFrom, step, steps);
            }
            if (finishes) {
                finish(rowFrom, rowTo, columnFrom, columnTo);
            }
            return;
        }
        int finished = rowFrom;
        for (int row = rowFrom, count; row < rowTo; row += count) {
            count = kernel.rowsOfNextTile(rowTo - row, packsLeft);
            tiles(rowFrom, row, row + count, columnFrom, columnTo, columnFrom, step, steps);
            if (finishes && (row + count - finished >= Blocks.EPILOGUE_ROWS || row + count == rowTo)) {
                finish(finished, row + count, columnFrom, columnTo);
                finished = row + count;
            }
        }
    }

    /** The tiles of some rows and columns of a block that begins at the first ones. */
    private void tiles(
            int blockRow, int rowFrom, int rowTo, int columnFrom, int columnTo, int blockColumn, int step, int steps) {
        for (int row = rowFrom, count; row < rowTo; row += count) {
            count = kernel.rowsOfNextTile(rowTo - row, packsLeft);
            for (int column = columnFrom; column < columnTo; column += kernel.columns) {
                int columnEnd = Math.min(columnTo, column + kernel.columns);
                if (product.triangle.touches(row, row + count, column, columnEnd)) {
                    tile(row, row + count, row - blockRow, column, columnEnd, column - blockColumn, step, steps);
                }
            }
        }
    }

    private void packLeft(int rowFrom, int rowTo, int step, int steps) {
        left = scratch.left(start + (rowTo - rowFrom) * steps);
        if (!kernel.interleaves(kernel.rows, deepPanels)) {
            // All tiles at once are one copy, with larger squares to transpose.
            packLeft(rowFrom, rowTo - rowFrom, step, steps, start, steps, 1);
            return;
        }
        for (int row = rowFrom, count; row < rowTo; row += count) {
            count = kernel.rowsOfNextTile(rowTo - row, true);
            boolean interleaved = kernel.interleaves(count, deepPanels);
            int to = start + (row - rowFrom) * steps;
            packLeft(row, count, step, steps, to, interleaved ? 1 : steps, interleaved ? count : 1);
        }
    }

    private void packLeft(int row, int count, int step, int steps, int to, int toRow, int toStep) {
        kernel.copyScaled(
                product.leftScale,
                count,
                steps,
                product.a,
                product.aAt + row * product.aRow + step * product.aStep,
                product.aRow,
                product.aStep,
                left,
                to,
                toRow,
                toStep);
    }

    private void tile(
            int row, int rowEnd, int rowInBlock, int column, int columnEnd, int columnInBlock, int step, int steps) {
        Product<T> p = product;
        int rows = rowEnd - row;
        boolean edge = columnEnd - column < kernel.columns;
        T bArray = packsRight || edge ? right : p.b;
        int b = packsRight ? start + columnInBlock * steps : edge ? start : p.bAt + step * p.bStep + column;
        int bStep = packsRight || edge ? kernel.columns : p.bStep;
        double beta = step == 0 ? p.beta : 1;
        if (p.cColumn == 1 && !edge && p.triangle.covers(row, rowEnd, column, columnEnd)) {
            compute(
                    rows,
                    rowInBlock,
                    row,
                    step,
                    steps,
                    bArray,
                    b,
                    bStep,
                    p.c,
                    p.cAt + row * p.cRow + column,
                    p.cRow,
                    beta);
            return;
        }
        T tile = scratch.tile();
        if (beta != 0) {
            copy(row, rowEnd, column, columnEnd, tile, false);
        }
        compute(rows, rowInBlock, row, step, steps, bArray, b, bStep, tile, 0, kernel.columns, beta);
        copy(row, rowEnd, column, columnEnd, tile, true);
    }

    private void compute(
            int rows,
            int rowInBlock,
            int row,
            int step,
            int steps,
            T bArray,
            int b,
            int bStep,
            T cArray,
            int c,
            int cRow,
            double beta) {
        if (!packsLeft) {
            int a = product.aAt + row * product.aRow + step;
            kernel.tile(rows, steps, product.a, a, product.aRow, bArray, b, bStep, cArray, c, cRow, beta);
        } else if (kernel.interleaves(rows, deepPanels)) {
            int a = start + rowInBlock * steps;
            kernel.interleavedTile(rows, steps, left, a, bArray, b, bStep, cArray, c, cRow, beta);
        } else {
            kernel.tile(rows, steps, left, start + rowInBlock * steps, steps, bArray, b, bStep, cArray, c, cRow, beta);
        }
    }

    /** Between C and the scratch tile, only the elements that are to be computed. */
    private void copy(int row, int rowEnd, int column, int columnEnd, T tile, boolean out) {
        Product<T> p = product;
        for (int i = row; i < rowEnd; i++) {
            int first = p.triangle.first(i, column, columnEnd);
            int count = p.triangle.end(i, column, columnEnd) - first;
            int c = p.cAt + i * p.cRow + first * p.cColumn;
            int t = (i - row) * kernel.columns + first - column;
            if (out) {
                kernel.copyScaled(1, 1, count, tile, t, 0, 1, p.c, c, 0, p.cColumn);
            } else {
                kernel.copyScaled(1, 1, count, p.c, c, 0, p.cColumn, tile, t, 0, 1);
            }
        }
    }

    /** C := beta C, where nothing is to be added. */
    private void scale(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        Product<T> p = product;
        for (int i = rowFrom; i < rowTo; i++) {
            int first = p.triangle.first(i, columnFrom, columnTo);
            int count = p.triangle.end(i, columnFrom, columnTo) - first;
            kernel.scaleRow(p.beta, p.c, p.cAt + i * p.cRow + first * p.cColumn, count, p.cColumn);
        }
        if (p.epilogue != null) {
            finish(rowFrom, rowTo, columnFrom, columnTo);
        }
    }

    /** Hands the finished elements of the rectangle to the epilogue, in rows of the product that was asked for. */
    private void finish(int rowFrom, int rowTo, int columnFrom, int columnTo) {
        Product<T> p = product;
        if (p.transposed) {
            for (int j = columnFrom; j < columnTo; j++) {
                Triangle triangle = p.triangle.transposed();
                int first = triangle.first(j, rowFrom, rowTo);
                int count = triangle.end(j, rowFrom, rowTo) - first;
                if (count > 0) {
                    p.epilogue.finish(j, first, count, p.c, p.cAt + first * p.cRow + j * p.cColumn, p.cRow);
                }
            }
            return;
        }
        for (int i = rowFrom; i < rowTo; i++) {
            int first = p.triangle.first(i, columnFrom, columnTo);
            int count = p.triangle.end(i, columnFrom, columnTo) - first;
            if (count > 0) {
                p.epilogue.finish(i, first, count, p.c, p.cAt + i * p.cRow + first * p.cColumn, p.cColumn);
            }
        }
    }
}
