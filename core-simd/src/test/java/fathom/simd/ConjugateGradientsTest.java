package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

class ConjugateGradientsTest {

    private static final RandomStream RANDOM = RandomStream.of(29, "conjugate gradient test");

    private static ConjugateGradients.LinearMap map(DoubleMatrix a) {
        return (x, y) -> Gemm.multiply(1, a, x, 0, y);
    }

    /** G G' / n + diagonal, whose elements run over two orders of magnitude. */
    private static DoubleMatrix positive(int n) {
        DoubleMatrix g = DoubleMatrix.zeros(n, n);
        RANDOM.fillNormal(g, 0);
        DoubleMatrix a = Gemm.gram(g);
        Elementwise.scale(1.0 / n, a);
        for (int i = 0; i < n; i++) {
            a.set(i, i, a.get(i, i) + 0.1 + 100.0 * i / n);
        }
        return a;
    }

    @Test
    void agreesWithCholesky() {
        int n = 120;
        DoubleMatrix a = positive(n);
        double[] diagonal = new double[n];
        for (int i = 0; i < n; i++) {
            diagonal[i] = a.get(i, i);
        }
        DoubleMatrix b = DoubleMatrix.zeros(n, 4);
        RANDOM.fillNormal(b.window(0, 0, n, 3), 5); // the last right-hand side is 0
        DoubleMatrix exact = b.copy();
        DoubleMatrix factor = a.copy();
        Cholesky.factorise(factor);
        Cholesky.solve(factor, exact);

        DoubleMatrix plain = DoubleMatrix.zeros(n, 4);
        ConjugateGradients.Outcome slow =
                ConjugateGradients.solve(map(a), ConjugateGradients.noPreconditioner(), b, plain, 1e-12, 1000);
        DoubleMatrix scaled = DoubleMatrix.zeros(n, 4);
        ConjugateGradients.Outcome fast =
                ConjugateGradients.solve(map(a), ConjugateGradients.jacobi(diagonal), b, scaled, 1e-12, 1000);
        assertTrue(slow.converged() && fast.converged());
        assertTrue(fast.iterations() < slow.iterations() / 2, fast.iterations() + " and " + slow.iterations());
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < 4; j++) {
                assertEquals(exact.get(i, j), plain.get(i, j), 1e-9);
                assertEquals(exact.get(i, j), scaled.get(i, j), 1e-9);
            }
        }
    }

    /** A matrix with k different eigenvalues is solved in k steps. */
    @Test
    void endsAfterAsManyStepsAsThereAreEigenvalues() {
        int n = 60;
        DoubleMatrix a = DoubleMatrix.zeros(n, n);
        for (int i = 0; i < n; i++) {
            a.set(i, i, 1 + i % 3);
        }
        DoubleMatrix b = DoubleMatrix.zeros(n, 1);
        RANDOM.fillNormal(b, 0);
        DoubleMatrix x = DoubleMatrix.zeros(n, 1);
        ConjugateGradients.Outcome outcome =
                ConjugateGradients.solve(map(a), ConjugateGradients.noPreconditioner(), b, x, 1e-13, 100);
        assertEquals(3, outcome.iterations());
        assertFalse(ConjugateGradients.solve(
                        map(a), ConjugateGradients.noPreconditioner(), b, DoubleMatrix.zeros(n, 1), 1e-13, 2)
                .converged());
        assertEquals(
                0,
                ConjugateGradients.solve(map(a), ConjugateGradients.noPreconditioner(), b, x, 1e-10, 100)
                        .iterations());
    }

    @Test
    void badInputIsRefused() {
        DoubleMatrix negative = DoubleMatrix.of(2, 2, -1, 0, 0, -1);
        ArithmeticException thrown = assertThrows(
                ArithmeticException.class,
                () -> ConjugateGradients.solve(
                        map(negative),
                        ConjugateGradients.noPreconditioner(),
                        DoubleMatrix.of(2, 1, 1, 1),
                        DoubleMatrix.zeros(2, 1),
                        1e-9,
                        9));
        assertTrue(thrown.getMessage().contains("ridge"));
        assertThrows(
                ShapeMismatchException.class,
                () -> ConjugateGradients.solve(
                        map(negative),
                        ConjugateGradients.noPreconditioner(),
                        DoubleMatrix.zeros(2, 1),
                        DoubleMatrix.zeros(2, 2),
                        1e-9,
                        9));
        assertThrows(IllegalArgumentException.class, () -> ConjugateGradients.jacobi(1, 0));
        for (DoubleMatrix[] operands : new DoubleMatrix[][] {
            {DoubleMatrix.of(2, 1, 1, Double.NaN), DoubleMatrix.zeros(2, 1)},
            {DoubleMatrix.of(2, 1, 1, 1), DoubleMatrix.of(2, 1, Double.NEGATIVE_INFINITY, 0)}
        }) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> ConjugateGradients.solve(
                            map(negative), ConjugateGradients.noPreconditioner(), operands[0], operands[1], 1e-9, 9));
        }
    }
}
