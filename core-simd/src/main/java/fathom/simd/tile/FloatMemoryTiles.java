package fathom.simd.tile;

/** Tiles that are arrays of their own. */
public final class FloatMemoryTiles implements FloatTiles {

    private final float[][] tiles;

    public FloatMemoryTiles(Grid grid) {
        tiles = new float[grid.tiles()][grid.tile() * grid.tile()];
    }

    @Override
    public float[] open(int i, int j, float[] scratch) {
        return tiles[Grid.index(i, j)];
    }

    @Override
    public void keep(int i, int j, float[] tile) {
        // It was the tile itself that was written to.
    }

    @Override
    public void close() {
        for (int index = 0; index < tiles.length; index++) {
            tiles[index] = null;
        }
    }
}
