package fathom.ntk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IterativeRegressionTest {

    private static final RowKernel KERNEL = ReluKernels.of(Kernel.NTK, InfiniteNetwork.relu(), 2);

    private static DoubleMatrix normal(String purpose, int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RandomStream.of(31, purpose).fillNormal(x, 0);
        return x;
    }

    private static DoubleMatrix predicted(DoubleMatrix x, DoubleMatrix y, int tile, int landmarks, double ridge) {
        return IterativeRegression.withLandmarks(landmarks)
                .fit(KERNEL, x, y, ridge, new TiledGram(x.rows(), tile).product(KERNEL, x))
                .predict(normal("tests", 20, x.columns()));
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 4, 1e-2", "83, 16, 20, 1e-4", "64, 16, 0, 1e-1", "150, 1000, 150, 1e-7", "97, 96, 40, 1e-3"})
    void predictsAsTheFactorisation(int n, int tile, int landmarks, double ridge) {
        DoubleMatrix x = normal("x", n, 5);
        DoubleMatrix y = normal("y", n, 3);
        DoubleMatrix expected = KernelRegression.fit(KERNEL, x, y, ridge).predict(normal("tests", 20, 5));
        DoubleMatrix actual = predicted(x, y, tile, landmarks, ridge);
        for (int i = 0; i < 20; i++) {
            for (int j = 0; j < 3; j++) {
                assertEquals(expected.get(i, j), actual.get(i, j), 1e-10 * Math.max(1, Math.abs(expected.get(i, j))));
            }
        }
    }

    @Test
    void bitsDoNotDependOnThreadsNorOnTheOrderInWhichTilesAreComputed() throws Exception {
        DoubleMatrix x = normal("x", 90, 5);
        DoubleMatrix y = normal("y", 90, 2);
        DoubleMatrix one = Parallelism.call(1, () -> predicted(x, y, 16, 30, 1e-3));
        assertArrayEquals(
                one.array(),
                Parallelism.call(2, () -> predicted(x, y, 16, 30, 1e-3)).array());

        TiledGram gram = new TiledGram(90, 16);
        DoubleMatrix expected = DoubleMatrix.zeros(90, 2);
        gram.product(KERNEL, x).apply(y, expected);
        List<Integer> numbers = new ArrayList<>();
        for (int number = 0; number < gram.tiles(); number++) {
            numbers.add(number);
        }
        Collections.reverse(numbers);
        DoubleMatrix[] contributions = new DoubleMatrix[gram.tiles()];
        numbers.forEach(number -> contributions[number] = gram.contribution(KERNEL, x, number, y));
        DoubleMatrix actual = DoubleMatrix.zeros(90, 2);
        for (int number = 0; number < gram.tiles(); number++) {
            gram.add(number, contributions[number], actual);
        }
        assertArrayEquals(expected.array(), actual.array());
    }

    /** Landmarks capture the large eigenvalues, which plain conjugate gradients find one by one. */
    @Test
    void landmarksSaveIterations() {
        DoubleMatrix x = normal("x", 200, 4);
        DoubleMatrix y = normal("y", 200, 1);
        List<Integer> iterations = new ArrayList<>();
        for (int landmarks : List.of(0, 50, 150)) {
            IterativeRegression.withLandmarks(landmarks)
                    .telling(sentence -> iterations.add(Integer.parseInt(sentence.split(" ")[0])))
                    .fit(KERNEL, x, y, 1e-5, new TiledGram(200, 64).product(KERNEL, x));
        }
        assertTrue(
                iterations.get(1) < iterations.get(0) && iterations.get(2) < iterations.get(1), iterations::toString);
    }

    @Test
    void refusals() {
        DoubleMatrix x = normal("x", 20, 4);
        DoubleMatrix y = normal("y", 20, 1);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> predicted(x, y, 8, 5, 0))
                .getMessage()
                .startsWith("conjugate gradients need a ridge above 0"));
        IterativeRegression hasty = new IterativeRegression(0, 1e-12, 2, sentence -> {});
        assertTrue(assertThrows(
                        ArithmeticException.class,
                        () -> hasty.fit(KERNEL, x, y, 1e-6, new TiledGram(20, 8).product(KERNEL, x)))
                .getMessage()
                .startsWith("after 2 iterations the residual is"));
        assertThrows(IllegalArgumentException.class, () -> new TiledGram(10, 0));
    }
}
