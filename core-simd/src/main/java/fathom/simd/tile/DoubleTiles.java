package fathom.simd.tile;

import fathom.simd.matrix.DoubleMatrix;

/** Where the tiles of the lower half of a symmetric matrix of doubles are kept; tile (i, j) with j ≤ i. */
public interface DoubleTiles extends AutoCloseable {

    /**
     * The elements of a tile, row-major with {@code size} columns: its own array, or {@code scratch} with a copy.
     *
     * @param scratch size x size elements, which may be overwritten
     */
    double[] open(int i, int j, double[] scratch);

    /** Puts back a tile that {@link #open} gave and that was written to. */
    void keep(int i, int j, double[] tile);

    /** Gives back memory and files; never throws. */
    @Override
    void close();

    /** A tile as a matrix of its real shape: those of the last row and column may be smaller. */
    default DoubleMatrix view(double[] tile, Grid grid, int i, int j) {
        return new DoubleMatrix(tile, 0, grid.extent(i), grid.extent(j), grid.tile(), 1);
    }
}
