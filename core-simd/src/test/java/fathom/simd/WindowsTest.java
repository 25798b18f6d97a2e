package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.NumpyRandomState;
import fathom.simd.random.RandomStream;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Windows of every layout: nothing outside is written, and nothing outside is read, for the guard values round them are NaN and would
 * spoil the results, which must have the bits of a dense matrix. The other kernels have this test beside their own.
 */
class WindowsTest {

    private final SplittableRandom random = new SplittableRandom(41);

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 65, 130})
    void factorisationsOfDoubles(int n) {
        DoubleMatrix a = positive(n);
        DoubleMatrix l = a.copy();
        Cholesky.factorise(l);
        DoubleMatrix b = doubles(n, 7);
        for (DoubleMatrix window : DoubleLayouts.of(n, n)) {
            Elementwise.copy(a, window);
            Cholesky.factorise(window);
            assertSame(l, window);
            DoubleMatrix factor = window;
            overwritten(b, y -> Cholesky.solve(l, y), y -> Cholesky.solve(factor, y));
            overwritten(b, y -> TriangularSolve.lower(l, y), y -> TriangularSolve.lower(factor, y));
            DoubleMatrix upper = window.transposed();
            overwritten(b, y -> TriangularSolve.upper(l.transposed(), y), y -> TriangularSolve.upper(upper, y));
            assertEquals(Cholesky.logDeterminant(l), Cholesky.logDeterminant(window));
            DoubleLayouts.assertGuards(window);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 65, 130})
    void factorisationsOfFloats(int n) {
        DoubleMatrix positive = positive(n);
        FloatMatrix a = FloatMatrix.zeros(n, n);
        for (int i = 0; i < n * n; i++) {
            a.array()[i] = (float) positive.array()[i];
        }
        FloatMatrix l = a.copy();
        Cholesky.factorise(l);
        FloatMatrix b = FloatMatrix.zeros(n, 7);
        FloatLayouts.randomise(b, random);
        FloatMatrix x = b.copy();
        Cholesky.solve(l, x);
        for (FloatMatrix window : FloatLayouts.of(n, n)) {
            Elementwise.copy(a, window);
            Cholesky.factorise(window);
            assertSame(l, window);
            for (FloatMatrix y : FloatLayouts.of(n, 7)) {
                Elementwise.copy(b, y);
                Cholesky.solve(window, y);
                assertSame(x, y);
                FloatLayouts.assertGuards(y);
            }
            FloatLayouts.assertGuards(window);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 35})
    void decompositionsReadTheirWindowAlone(int n) {
        DoubleMatrix a = positive(n);
        double[] values = SymmetricEigen.values(a);
        DoubleMatrix vectors = SymmetricEigen.decompose(a).vectors();
        DoubleMatrix orthonormal = Qr.orthonormal(a);
        for (DoubleMatrix window : DoubleLayouts.of(n, n)) {
            Elementwise.copy(a, window);
            assertArrayEquals(values, SymmetricEigen.values(window));
            assertSame(vectors, SymmetricEigen.decompose(window).vectors());
            assertSame(orthonormal, Qr.orthonormal(window));
            assertSame(a, window);
            DoubleLayouts.assertGuards(window);
        }
    }

    @Test
    void tilesReadAndWriteWindows() {
        int n = 45;
        DoubleMatrix x = doubles(n, 9);
        DoubleMatrix b = doubles(n, 3);
        for (DoubleMatrix window : DoubleLayouts.of(n, 9)) {
            Elementwise.copy(x, window);
            try (SymmetricTiles dense = SymmetricTiles.inMemory(n, 16);
                    SymmetricTiles tiles = SymmetricTiles.inMemory(n, 16)) {
                dense.fillGram(x);
                tiles.fillGram(window);
                overwritten(b, y -> dense.multiply(b, y), y -> tiles.multiply(b, y));
                dense.addToDiagonal(1);
                tiles.addToDiagonal(1);
                dense.factorise();
                tiles.factorise();
                overwritten(b, dense::solve, tiles::solve);
            }
            DoubleLayouts.assertGuards(window);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 8, 17, 64, 130})
    void generatorsFillWindows(int columns) {
        RandomStream stream = RandomStream.of(5, "windows");
        DoubleMatrix blank = DoubleMatrix.zeros(3, columns);
        overwritten(blank, x -> stream.fillUniform(x, 9), x -> stream.fillUniform(x, 9));
        overwritten(blank, x -> stream.fillNormal(x, 9), x -> stream.fillNormal(x, 9));
        overwritten(blank, x -> stream.fillTruncatedNormal(x, 9), x -> stream.fillTruncatedNormal(x, 9));
        overwritten(blank, x -> stream.fillSphere(x, 9), x -> stream.fillSphere(x, 9));
        overwritten(blank, x -> new NumpyRandomState(9).rand(x), x -> new NumpyRandomState(9).rand(x));
        overwritten(blank, x -> new NumpyRandomState(9).randn(x), x -> new NumpyRandomState(9).randn(x));
        FloatMatrix uniform = FloatMatrix.zeros(3, columns);
        FloatMatrix sphere = FloatMatrix.zeros(3, columns);
        stream.fillUniform(uniform, 9);
        stream.fillSphere(sphere, 9);
        for (FloatMatrix x : FloatLayouts.of(3, columns)) {
            stream.fillUniform(x, 9);
            assertSame(uniform, x);
            stream.fillSphere(x, 9);
            assertSame(sphere, x);
            FloatLayouts.assertGuards(x);
        }
    }

    @ParameterizedTest
    @EnumSource
    void activationsOfDoubles(ActivationKind kind) {
        Activation phi = Activation.of(kind);
        DoubleMatrix x = doubles(3, 37);
        for (DoubleMatrix window : DoubleLayouts.of(3, 37)) {
            Elementwise.copy(x, window);
            overwritten(x, y -> phi.apply(x, y), y -> phi.apply(window, y));
            overwritten(x, y -> phi.multiplyByDerivative(x, y), y -> phi.multiplyByDerivative(window, y));
            overwritten(x, y -> phi.apply(y, y), y -> phi.apply(y, y));
            if (phi.isSmooth()) {
                overwritten(x, y -> phi.secondDerivative(y, y), y -> phi.secondDerivative(y, y));
            }
            DoubleLayouts.assertGuards(window);
        }
    }

    @Test
    void rightSidesApartFromTheTriangle() {
        DoubleMatrix a = positive(6);
        DoubleMatrix corner = a.window(0, 0, 3, 3);
        IllegalArgumentException refused =
                assertThrows(IllegalArgumentException.class, () -> TriangularSolve.lower(corner, a.rows(0, 3)));
        assertTrue(refused.getMessage().contains("shares elements"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> TriangularSolve.upper(corner, a.rows(0, 3)));
        assertThrows(IllegalArgumentException.class, () -> Cholesky.solve(corner, corner.column(2)));
        FloatMatrix f = FloatMatrix.of(2, 2, 1, 0, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> Cholesky.solve(f, f));
        assertThrows(IllegalArgumentException.class, () -> TriangularSolve.lower(f, f.column(0)));
        // a window beside it is nobody's
        TriangularSolve.lower(corner, a.window(0, 3, 3, 3));
    }

    @Test
    void aMatrixBeyondOneArrayNamesWhatHoldsIt() {
        for (Runnable made :
                new Runnable[] {() -> DoubleMatrix.zeros(50_000, 50_000), () -> FloatMatrix.zeros(1 << 16, 1 << 15)}) {
            IllegalArgumentException refused = assertThrows(IllegalArgumentException.class, made::run);
            assertTrue(refused.getMessage().contains("fathom.simd.SymmetricTiles"), refused.getMessage());
        }
    }

    /** Runs one on a dense copy of {@code from}, the other on copies in every layout. */
    private static void overwritten(DoubleMatrix from, Consumer<DoubleMatrix> dense, Consumer<DoubleMatrix> windowed) {
        DoubleMatrix expected = from.copy();
        dense.accept(expected);
        for (DoubleMatrix y : DoubleLayouts.of(from.rows(), from.columns())) {
            Elementwise.copy(from, y);
            windowed.accept(y);
            assertSame(expected, y);
            DoubleLayouts.assertGuards(y);
        }
    }

    private DoubleMatrix doubles(int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        DoubleLayouts.randomise(x, random);
        return x;
    }

    private DoubleMatrix positive(int n) {
        DoubleMatrix a = Gemm.gram(doubles(n, n));
        for (int i = 0; i < n; i++) {
            a.set(i, i, a.get(i, i) + 1);
        }
        return a;
    }

    private static void assertSame(DoubleMatrix expected, DoubleMatrix actual) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertEquals(Double.doubleToLongBits(expected.get(i, j)), Double.doubleToLongBits(actual.get(i, j)));
            }
        }
    }

    private static void assertSame(FloatMatrix expected, FloatMatrix actual) {
        for (int i = 0; i < expected.rows(); i++) {
            for (int j = 0; j < expected.columns(); j++) {
                assertEquals(Float.floatToIntBits(expected.get(i, j)), Float.floatToIntBits(actual.get(i, j)));
            }
        }
    }
}
