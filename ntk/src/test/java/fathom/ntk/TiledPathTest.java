package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TiledPathTest {

    private static final RowKernel KERNEL = ReluKernels.of(Kernel.NTK, InfiniteNetwork.relu(), 2);
    private static final int N = 203;
    private static final int TARGETS = 3;
    private static final double[] RIDGES = {1, 1e-1, 1e-2, 1e-3, 1e-4};
    private static final DoubleMatrix X = normal("x", N, 7);
    private static final DoubleMatrix Y = normal("y", N, TARGETS);

    @TempDir
    private Path folder;

    private static DoubleMatrix normal(String purpose, int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(29, purpose).fillNormal(x, 0);
        return x;
    }

    /** Relative to the largest weight of the same ridge. */
    private static void assertSolves(DoubleMatrix all, DoubleMatrix x, double tolerance, double... ridges) {
        for (int r = 0; r < ridges.length; r++) {
            DoubleMatrix exact = KernelRegression.fit(KERNEL, x, Y, ridges[r]).weights();
            double scale = Reduce.maxAbs(exact);
            for (int i = 0; i < N; i++) {
                for (int j = 0; j < TARGETS; j++) {
                    assertEquals(
                            exact.get(i, j),
                            all.get(i, r * TARGETS + j),
                            tolerance * scale,
                            "ridge " + ridges[r] + ", element " + i + ", " + j);
                }
            }
        }
    }

    @Test
    void everyRidgeHasTheWeightsOfItsFactorisation() {
        List<String> told = new ArrayList<>();
        DoubleMatrix weights =
                TiledPath.inMemory().inTilesOf(64, 40).telling(told::add).weights(KERNEL, "ntk 2", X, Y, RIDGES);
        assertSolves(weights, X, 1e-5, RIDGES);
        assertTrue(told.stream().noneMatch(line -> line.contains("factorised")), told.toString());
    }

    /** Two rows nearly twice: in floats K + n r I is indefinite or nearly so, in double it has a factor. */
    @Test
    void whatFloatsCannotSolveIsFactorisedInDouble() {
        DoubleMatrix x = X.copy();
        for (int k = 0; k < x.columns(); k++) {
            x.set(1, k, x.get(0, k) * (1 + 1e-9));
        }
        List<String> told = new ArrayList<>();
        DoubleMatrix weights =
                TiledPath.inMemory().inTilesOf(64, 40).telling(told::add).weights(KERNEL, "ntk 2", x, Y, 1e-13);
        assertTrue(told.getLast().contains("factorised in double"), told.toString());
        assertSolves(weights, x, 1e-12, 1e-13);
    }

    @Test
    void aPathThatWasCutShortGoesOnWithItsWeights() {
        List<String> told = new ArrayList<>();
        TiledPath path = TiledPath.inMemory().inTilesOf(64, 40).keeping(folder);
        // Cut short after one correction of every ridge.
        assertThrows(
                IllegalStateException.class,
                () -> path.telling(line -> {
                            if (line.startsWith("residuals")) {
                                throw new IllegalStateException("cut short");
                            }
                        })
                        .weights(KERNEL, "ntk 2", X, Y, RIDGES));
        DoubleMatrix weights = path.telling(told::add).weights(KERNEL, "ntk 2", X, Y, RIDGES);
        assertTrue(told.getFirst().startsWith("goes on"), told.toString());
        assertSolves(weights, X, 1e-5, RIDGES);
        // What is solved is not solved again.
        told.clear();
        DoubleMatrix again = path.telling(told::add).weights(KERNEL, "ntk 2", X, Y, RIDGES);
        assertEquals(1, told.size(), told.toString());
        assertArrayEquals(weights.array(), again.array());
        // Weights of something else are refused.
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> path.weights(KERNEL, "ntk 3", X, Y, RIDGES));
        assertTrue(refused.getMessage().contains("ntk 2"), refused.getMessage());
    }

    @Test
    void columnsThatAreAllOfThemMissNothing() {
        assertTrue(LeadingColumns.of(KERNEL, X, N, 1e-9).missed() < 1e-9);
        double half = LeadingColumns.of(KERNEL, X, N / 2, 1e-9).missed();
        assertTrue(half > 1e-3 && half < 1, half + "");
    }

    @Test
    void whatCannotFitIsRefusedWithBothFigures() {
        Resources fifty = TiledPath.inMemory().resources(50_000, 20_000, 784, 80);
        assertTrue(fifty.bytes() > 6_000_000_000L && fifty.bytes() < 9_000_000_000L, fifty.toString());
        DoubleMatrix wide = new DoubleMatrix(new double[1], 0, 2_000_000, 1, 0, 0);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> TiledPath.inMemory().weights(KERNEL, "ntk 2", wide, wide, 1));
        assertTrue(refused.getMessage().contains("MiB"), refused.getMessage());
    }
}
