package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.file.JsonFile;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiledRegressionTest {

    private static final RowKernel KERNEL = ReluKernels.of(Kernel.NTK, InfiniteNetwork.relu(), 2);
    private static final int N = 83;
    private static final int TILE = 16;
    private static final DoubleMatrix X = normal("x", N, 7);
    private static final DoubleMatrix Y = normal("y", N, 3);
    private static final DoubleMatrix TESTS = normal("tests", 20, 7);

    @TempDir
    private Path folder;

    private static DoubleMatrix normal(String purpose, int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(23, purpose).fillNormal(x, 0);
        return x;
    }

    private static void assertNear(DoubleMatrix expected, DoubleMatrix actual, double tolerance) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertEquals(expected.get(i, j), actual.get(i, j), tolerance, "element " + i + ", " + j);
            }
        }
    }

    /** Passes everything on, and counts the matrices that are asked for. */
    private record Counting(RowKernel kernel, AtomicInteger calls, int limit) implements RowKernel {

        @Override
        public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
            count();
            kernel.lowerGram(x, gram);
        }

        @Override
        public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
            count();
            return kernel.cross(x, y);
        }

        @Override
        public double[] diagonal(DoubleMatrix x) {
            return kernel.diagonal(x);
        }

        private void count() {
            if (calls.incrementAndGet() > limit) {
                throw new IllegalStateException("cut short");
            }
        }
    }

    @Test
    void tilesGiveWhatOneArrayGives() throws IOException {
        DoubleMatrix expected = KernelRegression.fit(KERNEL, X, Y, 1e-3).predict(TESTS);
        TiledRegression tiled = TiledRegression.inMemory().inTilesOf(TILE);
        assertNear(expected, tiled.fit(KERNEL, X, Y, 1e-3).predict(TESTS), 1e-12);
        assertNear(expected, tiled.in(folder).fit(KERNEL, X, Y, 1e-3).predict(TESTS), 1e-12);
        try (var left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    @Test
    void floatsAreRefinedToDoublesAndSaySo() {
        List<String> told = new ArrayList<>();
        TiledRegression floats =
                TiledRegression.inMemory().inTilesOf(TILE).inFloats().telling(told::add);
        DoubleMatrix expected = KernelRegression.fit(KERNEL, X, Y, 1e-2).weights();
        assertNear(expected, floats.fit(KERNEL, X, Y, 1e-2).weights(), 1e-9);
        assertTrue(told.getLast().contains("refinements in double"), told.toString());
        // n r below 10 x 2^-24 lambda_max: doubles.
        DoubleMatrix small = KernelRegression.fit(KERNEL, X, Y, 1e-9).weights();
        DoubleMatrix found = floats.in(folder).fit(KERNEL, X, Y, 1e-9).weights();
        assertNear(small, found, 1e-9 * 100);
        assertTrue(told.getLast().contains("doubles are taken"), told.toString());
    }

    @Test
    void aFitThatWasCutShortGoesOnWhereItStopped() throws IOException {
        Map<String, String> provenance = GramFile.provenance("ntk relu 2", X);
        AtomicInteger calls = new AtomicInteger();
        int tiles = 6 * 7 / 2;
        GramStore store = GramStore.open(folder.resolve("gram"), provenance, TILE);
        TiledRegression tiled = TiledRegression.inMemory().keeping(store);
        assertThrows(IllegalStateException.class, () -> tiled.fit(new Counting(KERNEL, calls, 9), X, Y, 1e-3));
        assertEquals(9, store.done());
        calls.set(0);
        GramStore again = GramStore.open(folder.resolve("gram"), provenance, TILE);
        KernelRegression fit =
                TiledRegression.inMemory().keeping(again).fit(new Counting(KERNEL, calls, 1000), X, Y, 1e-3);
        assertEquals(tiles - 9, calls.get());
        assertEquals(tiles, again.done());
        DoubleMatrix whole = TiledRegression.inMemory()
                .inTilesOf(TILE)
                .fit(KERNEL, X, Y, 1e-3)
                .weights();
        assertArrayEquals(whole.array(), fit.weights().array());
        // Another ridge computes no tile; another matrix is refused.
        TiledRegression.inMemory().keeping(again).fit(new Counting(KERNEL, calls, tiles - 9), X, Y, 1);
        Map<String, String> other = GramFile.provenance("ntk relu 3", X);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> GramStore.open(folder.resolve("gram"), other, TILE));
        assertTrue(refused.getMessage().contains("ntk relu 2"), refused.getMessage());
    }

    @Test
    void gramMatricesAreSavedWithTheirProvenance() throws IOException {
        DoubleMatrix gram = KERNEL.gram(X);
        Path file = folder.resolve("K.npy");
        Map<String, String> provenance = GramFile.provenance("ntk \"relu\"\n2", X);
        GramFile.save(file, gram, provenance);
        assertArrayEquals(gram.array(), GramFile.load(file).matrix().array());
        assertEquals(provenance, GramFile.load(file).provenance());
        assertEquals(provenance, JsonFile.read(folder.resolve("K.json")));
        DoubleMatrix moved = X.copy();
        moved.set(5, 5, Math.nextUp(X.get(5, 5)));
        Map<String, String> other = GramFile.provenance("ntk \"relu\"\n2", moved);
        assertThrows(IllegalArgumentException.class, () -> GramFile.load(file, other));
        assertArrayEquals(gram.array(), GramFile.load(file, provenance).array());
        assertThrows(IllegalArgumentException.class, () -> GramFile.save(folder.resolve("K.dat"), gram, provenance));
    }

    @Test
    void whatCannotFitIsRefusedWithBothFigures() {
        Resources large = TiledRegression.inMemory().resources(2_000_000, 0, 10);
        assertFalse(large.fits());
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> large.check("this", "take less"));
        assertTrue(
                refused.getMessage().matches("this needs \\d+ MiB of memory, but the heap has \\d+ MiB.*"),
                refused.getMessage());
        // 50,000 x 784 in doubles: half of the matrix is 10 GB, and all of it fits in 24.
        Resources fifty = TiledRegression.inMemory().resources(50_000, 10_000, 784);
        assertTrue(fifty.bytes() > 10_000_000_000L && fifty.bytes() < 13_000_000_000L, fifty.toString());
        long floats = TiledRegression.inMemory()
                .inFloats()
                .resources(50_000, 10_000, 784)
                .bytes();
        assertTrue(floats < 0.7 * fifty.bytes(), floats + "");
        assertTrue(
                TiledRegression.inMemory().in(folder).resources(50_000, 0, 784).bytes() < 1_500_000_000L);
        assertEquals(
                50_000.0 * 50_000 * 784 + Math.pow(50_000, 3) / 3,
                TiledRegression.inMemory().resources(50_000, 0, 784).operations(),
                1e6);
        assertTrue(fifty.seconds() > 0);
    }

    @Test
    void repeatedRowsAreFoundInTilesToo() {
        DoubleMatrix twice = X.copy();
        for (int k = 0; k < 7; k++) {
            twice.set(60, k, twice.get(3, k));
        }
        TiledRegression tiled = TiledRegression.inMemory().inTilesOf(TILE);
        assertThrows(NotPositiveDefiniteException.class, () -> tiled.fit(KERNEL, twice, Y, 0));
        assertThrows(NotPositiveDefiniteException.class, () -> KernelRegression.fit(KERNEL, twice, Y, 0));
        assertThrows(
                NotPositiveDefiniteException.class,
                () -> RidgeSystem.of(KERNEL.gram(twice)).weights(Y, 0));
        // The limit of a vanishing ridge fits repeated rows by the mean of their targets.
        DoubleMatrix limit = KernelRegression.ridgeless(KERNEL, twice, Y).predict(twice);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < 3; j++) {
                double expected = i == 3 || i == 60 ? (Y.get(3, j) + Y.get(60, j)) / 2 : Y.get(i, j);
                assertEquals(expected, limit.get(i, j), 1e-9);
            }
        }
        DoubleMatrix near = KernelRegression.fit(KERNEL, twice, Y, 1e-10).predict(TESTS);
        assertNear(near, KernelRegression.ridgeless(KERNEL, twice, Y).predict(TESTS), 1e-5);
        assertThrows(IllegalArgumentException.class, () -> tiled.inTilesOf(0));
    }
}
