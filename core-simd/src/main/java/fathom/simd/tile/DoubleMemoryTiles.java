package fathom.simd.tile;

/** Tiles that are arrays of their own. */
public final class DoubleMemoryTiles implements DoubleTiles {

    private final double[][] tiles;

    public DoubleMemoryTiles(Grid grid) {
        tiles = new double[grid.tiles()][grid.tile() * grid.tile()];
    }

    @Override
    public double[] open(int i, int j, double[] scratch) {
        return tiles[Grid.index(i, j)];
    }

    @Override
    public void keep(int i, int j, double[] tile) {
        // It was the tile itself that was written to.
    }

    @Override
    public void close() {
        for (int index = 0; index < tiles.length; index++) {
            tiles[index] = null;
        }
    }
}
