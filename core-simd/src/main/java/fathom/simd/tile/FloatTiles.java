package fathom.simd.tile;

import fathom.simd.matrix.FloatMatrix;

/** Where the tiles of the lower half of a symmetric matrix of floats are kept; tile (i, j) with j ≤ i. */
public interface FloatTiles extends AutoCloseable {

    /**
     * The elements of a tile, row-major with {@code size} columns: its own array, or {@code scratch} with a copy.
     *
     * @param scratch size x size elements, which may be overwritten
     */
    float[] open(int i, int j, float[] scratch);

    /** Puts back a tile that {@link #open} gave and that was written to. */
    void keep(int i, int j, float[] tile);

    /** Gives back memory and files; never throws. */
    @Override
    void close();

    /** A tile as a matrix of its real shape: those of the last row and column may be smaller. */
    default FloatMatrix view(float[] tile, Grid grid, int i, int j) {
        return new FloatMatrix(tile, 0, grid.extent(i), grid.extent(j), grid.tile(), 1);
    }
}
