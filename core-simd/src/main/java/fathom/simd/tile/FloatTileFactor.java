package fathom.simd.tile;

import fathom.simd.factor.FloatFactor;
import fathom.simd.factor.LogDeterminant;
import fathom.simd.factor.Products;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;

/**
 * Cholesky's factorisation of a matrix in tiles, a column of tiles at a time, and what its factor solves.
 *
 * <pre>
 * C_ij := A_ij - sum over k &lt; j of L_ik L_jk',   L_jj = factor of C_jj,   L_ij = C_ij L_jj'^-1
 * </pre>
 *
 * Terms are subtracted in ascending order, so that the factor has the bits that it has in one array.
 */
public final class FloatTileFactor {

    private final Grid grid;
    private final FloatTiles tiles;
    private final float[] scratch;
    private final float[] left;
    private final float[] right;

    public FloatTileFactor(Grid grid, FloatTiles tiles) {
        this.grid = grid;
        this.tiles = tiles;
        int count = grid.tile() * grid.tile();
        scratch = new float[count];
        left = new float[count];
        right = new float[count];
    }

    /** A := L, in place. */
    public void factorise() {
        float[] diagonalScratch = new float[scratch.length];
        for (int j = 0; j < grid.across(); j++) {
            FloatMatrix diagonal = tiles.view(tiles.open(j, j, diagonalScratch), grid, j, j);
            for (int k = 0; k < j; k++) {
                Products.subtractSquare(tiles.view(tiles.open(j, k, left), grid, j, k), diagonal);
            }
            try {
                new FloatFactor(diagonal).factorise();
            } catch (NotPositiveDefiniteException failed) {
                throw new NotPositiveDefiniteException(j * grid.tile() + failed.pivot(), failed.value());
            }
            tiles.keep(j, j, diagonal.array());
            for (int i = j + 1; i < grid.across(); i++) {
                FloatMatrix target = tiles.view(tiles.open(i, j, scratch), grid, i, j);
                for (int k = 0; k < j; k++) {
                    Products.subtract(
                            tiles.view(tiles.open(i, k, left), grid, i, k),
                            tiles.view(tiles.open(j, k, right), grid, j, k).transposed(),
                            target);
                }
                // X L' = C is L X' = C'.
                new FloatFactor(diagonal).solveLower(target.transposed());
                tiles.keep(i, j, target.array());
            }
        }
    }

    /** B := X with L L' X = B. */
    public void solve(FloatMatrix b) {
        int across = grid.across();
        for (int i = 0; i < across; i++) {
            FloatMatrix target = rows(b, i);
            for (int k = 0; k < i; k++) {
                Products.subtract(tiles.view(tiles.open(i, k, left), grid, i, k), rows(b, k), target);
            }
            new FloatFactor(tiles.view(tiles.open(i, i, left), grid, i, i)).solveLower(target);
        }
        for (int i = across - 1; i >= 0; i--) {
            FloatMatrix target = rows(b, i);
            for (int k = i + 1; k < across; k++) {
                Products.subtract(tiles.view(tiles.open(k, i, left), grid, k, i).transposed(), rows(b, k), target);
            }
            new FloatFactor(tiles.view(tiles.open(i, i, left), grid, i, i)).solveUpper(target);
        }
    }

    private FloatMatrix rows(FloatMatrix b, int i) {
        return b.rows(i * grid.tile(), i * grid.tile() + grid.extent(i));
    }

    /** log det (L L'). */
    public double logDeterminant() {
        LogDeterminant product = new LogDeterminant();
        for (int i = 0; i < grid.across(); i++) {
            FloatMatrix tile = tiles.view(tiles.open(i, i, left), grid, i, i);
            for (int k = 0; k < tile.rows(); k++) {
                product.multiply(tile.get(k, k));
            }
        }
        return product.ofSquare();
    }
}
