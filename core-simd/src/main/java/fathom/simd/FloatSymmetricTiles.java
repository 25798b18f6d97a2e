package fathom.simd;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.tile.FloatFileTiles;
import fathom.simd.tile.FloatMemoryTiles;
import fathom.simd.tile.FloatTileFactor;
import fathom.simd.tile.FloatTiles;
import fathom.simd.tile.Grid;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A symmetric matrix of floats of which half is kept, in square tiles: beyond the 2^31 elements of one array, in memory or in a
 * memory-mapped file, with Cholesky's factorisation in place.
 *
 * <pre>{@code
 * try (var a = FloatSymmetricTiles.inMemory(50_000)) {
 *     a.fillGram(x);          // A = X X'
 *     a.addToDiagonal(ridge);
 *     a.factorise();          // A := L
 *     a.solve(b);             // B := A^-1 B
 * }
 * }</pre>
 *
 * Kernels run on as many threads as {@link fathom.simd.machine.Parallelism} allows; the object itself is for one thread at a time. The factor
 * has the bits of {@link Cholesky#factorise(FloatMatrix)}, whatever the tiles, the threads and the place.
 */
public final class FloatSymmetricTiles implements AutoCloseable {

    private final Grid grid;
    private final FloatTiles tiles;
    private boolean factorised;

    private FloatSymmetricTiles(Grid grid, FloatTiles tiles) {
        this.grid = grid;
        this.tiles = tiles;
    }

    /**
     * An n x n matrix of zeros in the Java heap.
     *
     * @throws IllegalArgumentException if n &lt; 0, or the heap's limit is below {@link #bytes}(n)
     */
    public static FloatSymmetricTiles inMemory(int n) {
        return inMemory(n, Grid.STANDARD_TILE);
    }

    /** The same in tiles of another size; the bits do not depend on it. */
    public static FloatSymmetricTiles inMemory(int n, int tile) {
        Grid grid = new Grid(n, tile);
        grid.checkMemory(Float.BYTES, Runtime.getRuntime().maxMemory());
        return new FloatSymmetricTiles(grid, new FloatMemoryTiles(grid));
    }

    /**
     * An n x n matrix of zeros in a scratch file, which {@link #close} deletes.
     *
     * @param file to be made; its folder must exist and it must not
     * @throws IllegalArgumentException if n &lt; 0, or the file's volume has not {@link #bytes}(n) left
     * @throws IOException if the file exists or cannot be made
     */
    public static FloatSymmetricTiles inFile(int n, Path file) throws IOException {
        return inFile(n, Grid.STANDARD_TILE, file);
    }

    /** The same in tiles of another size; the bits do not depend on it. */
    public static FloatSymmetricTiles inFile(int n, int tile, Path file) throws IOException {
        Grid grid = new Grid(n, tile);
        grid.checkVolume(Float.BYTES, file);
        return new FloatSymmetricTiles(grid, new FloatFileTiles(grid, file));
    }

    /** Bytes that the tiles of an n x n matrix take: about 2 n^2. */
    public static long bytes(int n) {
        return new Grid(n, Grid.STANDARD_TILE).bytes(Float.BYTES);
    }

    /** The number of rows, and of columns. */
    public int size() {
        return grid.n();
    }

    /** Element (row, column) or, above the diagonal, its mirror image; of the factor, once there is one. */
    public float get(int row, int column) {
        int i = Math.max(row, column);
        int j = Math.min(row, column);
        grid.check(i, j);
        FloatMatrix tile = open(i / grid.tile(), j / grid.tile());
        return tile.get(i % grid.tile(), j % grid.tile());
    }

    /** What computes a rectangle of the matrix. */
    @FunctionalInterface
    public interface Filler {
        /** Writes the elements (row + i, column + j) to {@code tile}, column ≤ row; above the matrix' diagonal it need not. */
        void fill(int row, int column, FloatMatrix tile);
    }

    /** Computes the whole matrix, tile by tile; whatever was there is overwritten. */
    public void fill(Filler filler) {
        factorised = false;
        float[] scratch = scratch();
        for (int i = 0; i < grid.across(); i++) {
            for (int j = 0; j <= i; j++) {
                float[] tile = tiles.open(i, j, scratch);
                filler.fill(i * grid.tile(), j * grid.tile(), tiles.view(tile, grid, i, j));
                tiles.keep(i, j, tile);
            }
        }
    }

    /**
     * A := X X'.
     *
     * @param x n x k
     * @throws ShapeMismatchException if X has not n rows
     */
    public void fillGram(FloatMatrix x) {
        checkRows("X", x);
        fill((row, column, tile) -> Gemm.multiply(
                1,
                x.rows(row, row + tile.rows()),
                x.rows(column, column + tile.columns()).transposed(),
                0,
                tile));
    }

    /** a_ii += value, for every i: a ridge. */
    public void addToDiagonal(float value) {
        checkWhole();
        float[] scratch = scratch();
        for (int i = 0; i < grid.across(); i++) {
            float[] tile = tiles.open(i, i, scratch);
            for (int k = 0; k < grid.extent(i); k++) {
                tile[k * grid.tile() + k] += value;
            }
            tiles.keep(i, i, tile);
        }
    }

    /**
     * Y := A X, as conjugate gradients need it; terms in ascending order of the columns of A.
     *
     * @param x n x m
     * @param y n x m, overwritten; must not share elements with X
     * @throws ShapeMismatchException if X or Y has not n rows, or they differ in columns
     * @throws IllegalStateException after {@link #factorise}
     */
    public void multiply(FloatMatrix x, FloatMatrix y) {
        checkWhole();
        checkRows("X", x);
        checkRows("Y", y);
        float[] scratch = scratch();
        // Each tile is read once, for both halves; a row's terms still come in ascending order.
        for (int i = 0; i < grid.across(); i++) {
            for (int j = 0; j <= i; j++) {
                FloatMatrix tile = tiles.view(tiles.open(i, j, scratch), grid, i, j);
                Gemm.multiply(1, j == i ? mirrored(tile) : tile, part(x, j), j == 0 ? 0 : 1, part(y, i));
                if (j < i) {
                    Gemm.multiply(1, tile.transposed(), part(x, i), 1, part(y, j));
                }
            }
        }
    }

    private FloatMatrix part(FloatMatrix x, int i) {
        return x.rows(i * grid.tile(), i * grid.tile() + grid.extent(i));
    }

    /**
     * A := L with A = L L'.
     *
     * @throws NotPositiveDefiniteException if a pivot is not a positive finite number; A is then partly overwritten, and no longer of use
     * @throws IllegalStateException if it has been factorised already
     */
    public void factorise() {
        checkWhole();
        factorised = true;
        new FloatTileFactor(grid, tiles).factorise();
    }

    /**
     * B := A^-1 B, by the factor.
     *
     * @param b n x m, overwritten
     * @throws ShapeMismatchException if B has not n rows
     * @throws IllegalStateException before {@link #factorise}
     */
    public void solve(FloatMatrix b) {
        checkFactor();
        checkRows("B", b);
        new FloatTileFactor(grid, tiles).solve(b);
    }

    /**
     * log det A, by the factor.
     *
     * @throws IllegalStateException before {@link #factorise}
     */
    public double logDeterminant() {
        checkFactor();
        return new FloatTileFactor(grid, tiles).logDeterminant();
    }

    /** Gives back the memory, or deletes the file. */
    @Override
    public void close() {
        tiles.close();
    }

    private FloatMatrix open(int i, int j) {
        return tiles.view(tiles.open(i, j, scratch()), grid, i, j);
    }

    private float[] scratch() {
        return new float[grid.tile() * grid.tile()];
    }

    private static FloatMatrix mirrored(FloatMatrix tile) {
        FloatMatrix whole = tile.copy();
        for (int i = 0; i < whole.rows(); i++) {
            for (int j = 0; j < i; j++) {
                whole.set(j, i, whole.get(i, j));
            }
        }
        return whole;
    }

    private void checkRows(String name, FloatMatrix x) {
        if (x.rows() != grid.n()) {
            throw new ShapeMismatchException(
                    name + " is " + x.shape() + " and A " + grid.n() + " x " + grid.n() + ": both need as many rows");
        }
    }

    private void checkWhole() {
        if (factorised) {
            throw new IllegalStateException("the matrix has been overwritten by its factor; fill it again first");
        }
    }

    private void checkFactor() {
        if (!factorised) {
            throw new IllegalStateException("there is no factor yet: call factorise() first");
        }
    }
}
