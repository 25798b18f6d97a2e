package fathom.simd;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.tile.DoubleFileTiles;
import fathom.simd.tile.DoubleMemoryTiles;
import fathom.simd.tile.DoubleTileFactor;
import fathom.simd.tile.DoubleTiles;
import fathom.simd.tile.Grid;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A symmetric matrix of doubles of which half is kept, in square tiles: beyond the 2^31 elements of one array, in memory or in a
 * memory-mapped file, with Cholesky's factorisation in place.
 *
 * <pre>{@code
 * try (var a = SymmetricTiles.inMemory(50_000)) {
 *     a.fillGram(x);          // A = X X'
 *     a.addToDiagonal(ridge);
 *     a.factorise();          // A := L
 *     a.solve(b);             // B := A^-1 B
 * }
 * }</pre>
 *
 * Kernels run on as many threads as {@link fathom.simd.machine.Parallelism} allows; the object itself is for one thread at a time. The factor
 * has the bits of {@link Cholesky#factorise(DoubleMatrix)}, whatever the tiles, the threads and the place.
 */
public final class SymmetricTiles implements AutoCloseable {

    private final Grid grid;
    private final DoubleTiles tiles;
    private boolean factorised;

    private SymmetricTiles(Grid grid, DoubleTiles tiles) {
        this.grid = grid;
        this.tiles = tiles;
    }

    /**
     * An n x n matrix of zeros in the Java heap.
     *
     * @throws IllegalArgumentException if n &lt; 0, or the heap's limit is below {@link #bytes}(n)
     */
    public static SymmetricTiles inMemory(int n) {
        return inMemory(n, Grid.STANDARD_TILE);
    }

    /** The same in tiles of another size; the bits do not depend on it. */
    public static SymmetricTiles inMemory(int n, int tile) {
        Grid grid = new Grid(n, tile);
        grid.checkMemory(Double.BYTES, Runtime.getRuntime().maxMemory());
        return new SymmetricTiles(grid, new DoubleMemoryTiles(grid));
    }

    /**
     * An n x n matrix of zeros in a scratch file, which {@link #close} deletes.
     *
     * @param file to be made; its folder must exist and it must not
     * @throws IllegalArgumentException if n &lt; 0, or the file's volume has not {@link #bytes}(n) left
     * @throws IOException if the file exists or cannot be made
     */
    public static SymmetricTiles inFile(int n, Path file) throws IOException {
        return inFile(n, Grid.STANDARD_TILE, file);
    }

    /** The same in tiles of another size; the bits do not depend on it. */
    public static SymmetricTiles inFile(int n, int tile, Path file) throws IOException {
        Grid grid = new Grid(n, tile);
        grid.checkVolume(Double.BYTES, file);
        return new SymmetricTiles(grid, new DoubleFileTiles(grid, file));
    }

    /** Bytes that the tiles of an n x n matrix take: about 4 n^2. */
    public static long bytes(int n) {
        return new Grid(n, Grid.STANDARD_TILE).bytes(Double.BYTES);
    }

    /** The number of rows, and of columns. */
    public int size() {
        return grid.n();
    }

    /** Element (row, column) or, above the diagonal, its mirror image; of the factor, once there is one. It opens a whole tile. */
    public double get(int row, int column) {
        int i = Math.max(row, column);
        int j = Math.min(row, column);
        grid.check(i, j);
        DoubleMatrix tile = open(i / grid.tile(), j / grid.tile());
        return tile.get(i % grid.tile(), j % grid.tile());
    }

    /** The elements (i, i), of the factor once there is one; each tile on the diagonal is opened once. */
    public double[] diagonal() {
        double[] diagonal = new double[grid.n()];
        double[] scratch = scratch();
        for (int i = 0; i < grid.across(); i++) {
            double[] tile = tiles.open(i, i, scratch);
            for (int k = 0; k < grid.extent(i); k++) {
                diagonal[i * grid.tile() + k] = tile[k * grid.tile() + k];
            }
        }
        return diagonal;
    }

    /** What computes a rectangle of the matrix. */
    @FunctionalInterface
    public interface Filler {
        /** Writes the elements (row + i, column + j) to {@code tile}, column ≤ row; above the matrix' diagonal it need not. */
        void fill(int row, int column, DoubleMatrix tile);
    }

    /** Computes the whole matrix, tile by tile; whatever was there is overwritten. */
    public void fill(Filler filler) {
        factorised = false;
        double[] scratch = scratch();
        for (int i = 0; i < grid.across(); i++) {
            for (int j = 0; j <= i; j++) {
                double[] tile = tiles.open(i, j, scratch);
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
    public void fillGram(DoubleMatrix x) {
        checkRows("X", x);
        fill((row, column, tile) -> Gemm.multiply(
                1,
                x.rows(row, row + tile.rows()),
                x.rows(column, column + tile.columns()).transposed(),
                0,
                tile));
    }

    /** a_ii += value, for every i: a ridge. */
    public void addToDiagonal(double value) {
        checkWhole();
        double[] scratch = scratch();
        for (int i = 0; i < grid.across(); i++) {
            double[] tile = tiles.open(i, i, scratch);
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
    public void multiply(DoubleMatrix x, DoubleMatrix y) {
        checkWhole();
        checkRows("X", x);
        checkRows("Y", y);
        double[] scratch = scratch();
        // Each tile is read once, for both halves; a row's terms still come in ascending order.
        for (int i = 0; i < grid.across(); i++) {
            for (int j = 0; j <= i; j++) {
                DoubleMatrix tile = tiles.view(tiles.open(i, j, scratch), grid, i, j);
                Gemm.multiply(1, j == i ? mirrored(tile) : tile, part(x, j), j == 0 ? 0 : 1, part(y, i));
                if (j < i) {
                    Gemm.multiply(1, tile.transposed(), part(x, i), 1, part(y, j));
                }
            }
        }
    }

    private DoubleMatrix part(DoubleMatrix x, int i) {
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
        new DoubleTileFactor(grid, tiles).factorise();
    }

    /**
     * B := A^-1 B, by the factor.
     *
     * @param b n x m, overwritten
     * @throws ShapeMismatchException if B has not n rows
     * @throws IllegalStateException before {@link #factorise}
     */
    public void solve(DoubleMatrix b) {
        checkFactor();
        checkRows("B", b);
        new DoubleTileFactor(grid, tiles).solve(b);
    }

    /**
     * log det A, by the factor.
     *
     * @throws IllegalStateException before {@link #factorise}
     */
    public double logDeterminant() {
        checkFactor();
        return new DoubleTileFactor(grid, tiles).logDeterminant();
    }

    /** Gives back the memory, or deletes the file. */
    @Override
    public void close() {
        tiles.close();
    }

    private DoubleMatrix open(int i, int j) {
        return tiles.view(tiles.open(i, j, scratch()), grid, i, j);
    }

    private double[] scratch() {
        return new double[grid.tile() * grid.tile()];
    }

    private static DoubleMatrix mirrored(DoubleMatrix tile) {
        DoubleMatrix whole = tile.copy();
        for (int i = 0; i < whole.rows(); i++) {
            for (int j = 0; j < i; j++) {
                whole.set(j, i, whole.get(i, j));
            }
        }
        return whole;
    }

    private void checkRows(String name, DoubleMatrix x) {
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
