package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymmetricTilesTest {

    private static final RandomStream RANDOM = RandomStream.of(31, "tiles test");

    @TempDir
    private Path folder;

    private static DoubleMatrix points(int n) {
        DoubleMatrix x = DoubleMatrix.zeros(n, 7);
        RANDOM.child(n).fillNormal(x, 0);
        return x;
    }

    private SymmetricTiles tiles(int n, int tile, boolean file) throws IOException {
        return file ? SymmetricTiles.inFile(n, tile, folder.resolve("tiles")) : SymmetricTiles.inMemory(n, tile);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 8, false",
        "1, 8, false",
        "7, 8, true",
        "8, 8, false",
        "9, 8, true",
        "50, 16, false",
        "50, 16, true",
        "150, 64, true",
        "150, 70, false"
    })
    void sameBitsAsInOneArray(int n, int size, boolean file) throws Exception {
        DoubleMatrix x = points(n);
        DoubleMatrix a = Gemm.gram(x);
        for (int i = 0; i < n; i++) {
            a.set(i, i, a.get(i, i) + 0.5);
        }
        DoubleMatrix b = DoubleMatrix.zeros(n, 3);
        RANDOM.fillNormal(b, 0);
        DoubleMatrix product = Gemm.product(a, b);
        DoubleMatrix factor = a.copy();
        Cholesky.factorise(factor);
        try (SymmetricTiles tiles = tiles(n, size, file)) {
            tiles.fillGram(x);
            tiles.addToDiagonal(0.5);
            DoubleMatrix y = DoubleMatrix.zeros(n, 3);
            tiles.multiply(b, y);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    assertEquals(a.get(i, j), tiles.get(i, j));
                }
                for (int j = 0; j < 3; j++) {
                    assertEquals(product.get(i, j), y.get(i, j));
                }
            }
            double[] diagonal = tiles.diagonal();
            Parallelism.run(2, tiles::factorise);
            double[] pivots = tiles.diagonal();
            for (int i = 0; i < n; i++) {
                assertEquals(a.get(i, i), diagonal[i]);
                assertEquals(factor.get(i, i), pivots[i]);
                for (int j = 0; j <= i; j++) {
                    assertEquals(factor.get(i, j), tiles.get(i, j));
                }
            }
            assertEquals(Cholesky.logDeterminant(factor), tiles.logDeterminant());
            DoubleMatrix solved = b.copy();
            tiles.solve(solved);
            DoubleMatrix again = Gemm.product(a, solved);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < 3; j++) {
                    assertEquals(b.get(i, j), again.get(i, j), 1e-10);
                }
            }
        }
        assertFalse(Files.exists(folder.resolve("tiles")));
    }

    @Test
    void floats() throws IOException {
        int n = 90;
        DoubleMatrix exact = points(n);
        FloatMatrix x = FloatMatrix.zeros(n, 7);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 7; j++) {
                x.set(i, j, (float) exact.get(i, j));
            }
        }
        FloatMatrix a = Gemm.gram(x);
        for (int i = 0; i < n; i++) {
            a.set(i, i, a.get(i, i) + 0.5f);
        }
        Cholesky.factorise(a);
        for (boolean file : new boolean[] {false, true}) {
            try (FloatSymmetricTiles tiles = file
                    ? FloatSymmetricTiles.inFile(n, 32, folder.resolve("floats"))
                    : FloatSymmetricTiles.inMemory(n, 32)) {
                tiles.fillGram(x);
                tiles.addToDiagonal(0.5f);
                FloatMatrix b = FloatMatrix.zeros(n, 1);
                RANDOM.fillNormal(b, 0);
                FloatMatrix y = FloatMatrix.zeros(n, 1);
                tiles.multiply(b, y);
                tiles.factorise();
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j <= i; j++) {
                        assertEquals(a.get(i, j), tiles.get(i, j));
                    }
                }
                tiles.solve(y);
                for (int i = 0; i < n; i++) {
                    assertEquals(b.get(i, 0), y.get(i, 0), 1e-3);
                }
                assertEquals(Cholesky.logDeterminant(a), tiles.logDeterminant());
            }
        }
    }

    @Test
    void fillersSeeEveryTileOnce() {
        try (SymmetricTiles tiles = SymmetricTiles.inMemory(20, 8)) {
            tiles.fill((row, column, tile) -> {
                assertTrue(column <= row);
                for (int i = 0; i < tile.rows(); i++) {
                    for (int j = 0; j < tile.columns(); j++) {
                        tile.set(i, j, 100.0 * (row + i) + column + j);
                    }
                }
            });
            assertEquals(1907, tiles.get(19, 7));
            assertEquals(1907, tiles.get(7, 19));
            assertEquals(1111, tiles.get(11, 11));
            assertEquals(20, tiles.size());
        }
    }

    @Test
    void badInputIsRefused() throws IOException {
        try (SymmetricTiles tiles = SymmetricTiles.inMemory(20, 8)) {
            assertThrows(IllegalStateException.class, () -> tiles.solve(DoubleMatrix.zeros(20, 1)));
            assertThrows(ShapeMismatchException.class, () -> tiles.fillGram(DoubleMatrix.zeros(19, 1)));
            assertThrows(IndexOutOfBoundsException.class, () -> tiles.get(20, 0));
            tiles.fill((row, column, tile) -> Elementwise.fill(tile, 0.0));
            tiles.addToDiagonal(1);
            tiles.fill((row, column, tile) -> {
                for (int i = 0; i < tile.rows(); i++) {
                    for (int j = 0; j < tile.columns(); j++) {
                        tile.set(i, j, row + i == column + j ? (row + i == 13 ? -2 : 1) : 0);
                    }
                }
            });
            NotPositiveDefiniteException thrown = assertThrows(NotPositiveDefiniteException.class, tiles::factorise);
            assertEquals(13, thrown.pivot());
            assertEquals(-2, thrown.value());
            assertThrows(IllegalStateException.class, tiles::factorise);
        }
        String huge = assertThrows(IllegalArgumentException.class, () -> SymmetricTiles.inMemory(2_000_000))
                .getMessage();
        assertTrue(huge.contains("inFile"), huge);
        assertThrows(IllegalArgumentException.class, () -> SymmetricTiles.inMemory(-1));
        assertThrows(
                IllegalArgumentException.class, () -> SymmetricTiles.inFile(40_000_000, folder.resolve("too-large")));
        Path taken = Files.createFile(folder.resolve("taken"));
        assertThrows(FileAlreadyExistsException.class, () -> SymmetricTiles.inFile(4, 4, taken));
        assertTrue(Files.exists(taken));
        // Half of 50,000 x 50,000 doubles, with whole tiles on the diagonal.
        assertEquals(49L * 50 / 2 * 1024 * 1024 * 8, SymmetricTiles.bytes(50_000));
    }
}
