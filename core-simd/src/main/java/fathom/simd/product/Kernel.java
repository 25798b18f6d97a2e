package fathom.simd.product;

/**
 * What a product needs to know about one element type and one machine: the micro-kernel, and the copies between strided operands,
 * packed panels and tiles. Everything else (blocking, edges, threads) is written once, over arrays of type T.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
abstract class Kernel<T> {

    /** Rows of the largest tile. */
    final int rows;

    /** Columns of every tile. */
    final int columns;

    /** Bytes of an element. */
    final int elementBytes;

    /** Steps along k of one block. */
    final int depth;

    Kernel(int rows, int columns, int elementBytes, int vectorBytes) {
        this.rows = rows;
        this.columns = columns;
        this.elementBytes = elementBytes;
        this.depth = Blocks.depth(vectorBytes);
    }

    /**
     * How many of {@code remaining} rows the next tile takes: whole tiles evened out, so that no last tile is thin.
     *
     * @param packed whether A is packed; if not, it is read in place
     */
    int rowsOfNextTile(int remaining, boolean packed) {
        int tiles = (remaining + rows - 1) / rows;
        return (remaining + tiles - 1) / tiles;
    }

    /**
     * Whether a packed tile of this many rows has them interleaved (step-major), not one row after the other.
     *
     * @param panels whether B is packed, too, and there are many steps
     */
    abstract boolean interleaves(int tileRows, boolean panels);

    abstract T allocate(int length);

    abstract int length(T array);

    /**
     * One tile: C := beta C + A B, each element a chain of fused multiply-adds along the steps, begun from beta * c or, when beta is 0,
     * from 0 without reading C. Row r of A begins at {@code a + r * aRow}, its steps are neighbours; B's step s is {@link #columns}
     * neighbours at {@code b + s * bStep}; row r of C is {@link #columns} neighbours at {@code c + r * cRow}.
     */
    abstract void tile(
            int tileRows,
            int steps,
            T aArray,
            int a,
            int aRow,
            T bArray,
            int b,
            int bStep,
            T cArray,
            int c,
            int cRow,
            double beta);

    /** The same for rows of A that were packed interleaved: step s is {@code tileRows} neighbours at {@code a + s * tileRows}. */
    abstract void interleavedTile(
            int tileRows,
            int steps,
            T aArray,
            int a,
            T bArray,
            int b,
            int bStep,
            T cArray,
            int c,
            int cRow,
            double beta);

    /** to[r * toRow + s * toStep] := scale * from[r * fromRow + s * fromStep]. */
    abstract void copyScaled(
            double scale,
            int rows,
            int steps,
            T fromArray,
            int from,
            int fromRow,
            int fromStep,
            T toArray,
            int to,
            int toRow,
            int toStep);

    /** Micro-panels of B, whole ones: to[p * toPanel + s * columns + j] := scale * from[s * fromStep + p * columns + j]. */
    abstract void packPanels(
            double scale, int steps, int panels, T fromArray, int from, int fromStep, T toArray, int to, int toPanel);

    /** One micro-panel of B: to[s * columns + j] := scale * from[s * fromStep + j * fromColumn] for j below {@code count}, 0 beyond. */
    abstract void packPanel(
            double scale, int steps, int count, T fromArray, int from, int fromStep, int fromColumn, T toArray, int to);

    /** C, one column, := beta C + (scaleA A) (scaleB B), each element a chain along the steps; C is not read when beta is 0. */
    abstract void column(
            int rows,
            int steps,
            double scaleA,
            T aArray,
            int a,
            int aRow,
            int aStep,
            double scaleB,
            T bArray,
            int b,
            int bStep,
            double beta,
            T cArray,
            int c,
            int cRow);

    /** C, one row whose elements are neighbours, := beta C + (scale A) B, the columns of B being neighbours too; C is not read when beta is 0. */
    abstract void row(
            int count,
            int steps,
            double scale,
            T aArray,
            int a,
            int aStep,
            T bArray,
            int b,
            int bStep,
            double beta,
            T cArray,
            int c);

    /** c[i, j] := beta * c[i, j], or 0 without reading when beta is 0, for from ≤ j &lt; to. */
    abstract void scaleRow(double beta, T array, int at, int count, int stride);

    /**
     * Forward substitution with a small triangle: c = x_r, then c = fma(l_rq, x_q, c) for q = 0 .. r - 1, then x_r = c / l_rr. Rows of L are
     * {@code rows} apart, rows of X {@link #columns} neighbours each.
     */
    abstract void substitute(int rows, T lArray, int l, T xArray, int x);
}
