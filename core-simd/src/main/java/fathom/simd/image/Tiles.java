package fathom.simd.image;

import fathom.simd.machine.Backend;

/**
 * Tiles of a product whose rows lie anywhere: 6 rows by a tile's columns, or 8 by half as many. Row i of a tile is the one numbered
 * {@code first + i} in two lists, or the last one again where there is none; doing that twice changes nothing.
 */
final class Tiles {

    private static final boolean VECTOR = Backend.available();

    /** Columns of a tile. */
    static final int COLUMNS = VECTOR ? VectorConvolutionTile.COLUMNS : 16;

    /** Columns of half a tile. */
    static final int NARROW = COLUMNS / 2;

    /** Distance between two steps of what {@link #outer} reads. */
    static final int BLOCK = 6;

    private Tiles() {}

    /** All tiles of c := a b, or c := c + a b unless {@code start}, for rows {@code from} to {@code to}: {@link ScalarConvolutionTile#product}. */
    static void product(
            int steps,
            float[] a,
            int[] aRows,
            int aShift,
            float[] b,
            int bAt,
            int width,
            float[] c,
            int[] cRows,
            int cShift,
            int from,
            int to,
            boolean start) {
        if (!VECTOR) {
            ScalarConvolutionTile.product(steps, a, aRows, aShift, b, bAt, width, c, cRows, cShift, from, to, start);
        } else if (width == NARROW) {
            for (int first = from; first < to; first += 8) {
                VectorNarrowTile.product(steps, a, aRows, aShift, first, to - 1, b, bAt, c, cRows, cShift, start);
            }
        } else {
            for (int first = from; first < to; first += 6) {
                VectorConvolutionTile.product(steps, a, aRows, aShift, first, to - 1, b, bAt, c, cRows, cShift, start);
            }
        }
    }

    /** All tiles of c := c + a b, where a row's steps lie a block apart: {@link ScalarConvolutionTile#outer}. */
    static void outer(
            int steps,
            float[] a,
            int[] aRows,
            int aShift,
            float[] b,
            int bAt,
            int width,
            float[] c,
            int[] cRows,
            int cShift,
            int rows) {
        if (!VECTOR) {
            ScalarConvolutionTile.outer(steps, a, aRows, aShift, b, bAt, width, c, cRows, cShift, rows);
        } else if (width == NARROW) {
            for (int first = 0; first < rows; first += 8) {
                VectorNarrowTile.outer(steps, a, aRows, aShift, first, rows - 1, b, bAt, c, cRows, cShift);
            }
        } else {
            for (int first = 0; first < rows; first += 6) {
                VectorConvolutionTile.outer(steps, a, aRows, aShift, first, rows - 1, b, bAt, c, cRows, cShift);
            }
        }
    }
}
