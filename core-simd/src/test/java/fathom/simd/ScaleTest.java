package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The unit of a matrix is arbitrary: what is computed from c A is c^p times what is computed from A, for every factorisation and solver and
 * for c from 1e-300 to 1e300.
 */
class ScaleTest {

    private static final RandomStream RANDOM = RandomStream.of(37, "scale test");

    /** Above one leaf of divide and conquer, one panel of a factorisation and one band. */
    private static final int N = 70;

    private static final double[] FACTORS = {
        1e-300, 1e-250, 1e-200, 1e-170, 1e-160, 1e-100, 1e-59, 1e-30, 1e-17, 1e-10, 1e-8, 1e8, 1e17, 1e100, 1e160,
        1e200, 1e300
    };

    /** Even powers, whose square roots are powers of two as well; 2^996 is 7e299. */
    private static final int[] POWERS = {-996, -600, -540, -200, -34, -2, 2, 34, 200, 540, 600, 996};

    /**
     * @param degree p
     * @param tolerance of the difference for a c that is no power of two, in units of the largest number: rounding c A changes elements by
     *     2^-53 of themselves, which the condition multiplies, at most 20 for what is here
     * @param range the largest power of two, up or down, for which neither c A nor c^p times the numbers leaves the element type
     * @param exact whether for c = 2^k, k even, the numbers are 2^kp times the others to the last bit
     */
    private record Law(
            String name,
            double degree,
            double tolerance,
            int range,
            boolean exact,
            DoubleMatrix a,
            Function<DoubleMatrix, double[]> numbers) {

        static Law of(String name, double degree, DoubleMatrix a, Function<DoubleMatrix, double[]> numbers) {
            return new Law(name, degree, 20 * a.rows() * 0x1p-53, 1000, true, a, numbers);
        }

        static Law inFloats(String name, double degree, DoubleMatrix a, Function<FloatMatrix, FloatMatrix> numbers) {
            return new Law(
                    name,
                    degree,
                    20 * a.rows() * 0x1p-24,
                    100,
                    true,
                    a,
                    c -> DoubleMatrix.widened(numbers.apply(FloatMatrix.rounded(c)))
                            .copy()
                            .array());
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static DoubleMatrix normal(int rows, int columns) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        RANDOM.child(rows).child(columns).fillNormal(x, 0);
        return x;
    }

    /** G G' / N + I: symmetric, eigenvalues from 1 to about 5, so that the condition of what is computed from it is at most about 5. */
    private static DoubleMatrix positive(int n) {
        DoubleMatrix a = Gemm.gram(normal(n, n));
        Elementwise.scale(1.0 / n, a);
        for (int i = 0; i < n; i++) {
            a.set(i, i, a.get(i, i) + 1);
        }
        return a;
    }

    private static DoubleMatrix scaled(double c, DoubleMatrix a) {
        DoubleMatrix copy = a.copy();
        Elementwise.scale(c, copy);
        return copy;
    }

    private static DoubleMatrix lower(DoubleMatrix factor) {
        DoubleMatrix l = factor.copy();
        for (int i = 0; i < l.rows(); i++) {
            for (int j = i + 1; j < l.columns(); j++) {
                l.set(i, j, 0);
            }
        }
        return l;
    }

    private static DoubleMatrix factor(DoubleMatrix a) {
        DoubleMatrix factor = a.copy();
        Cholesky.factorise(factor);
        return lower(factor);
    }

    private static double[] changed(DoubleMatrix b, Consumer<DoubleMatrix> solver) {
        DoubleMatrix x = b.copy();
        solver.accept(x);
        return x.array();
    }

    private static FloatMatrix changed(FloatMatrix b, Consumer<FloatMatrix> solver) {
        FloatMatrix x = b.copy();
        solver.accept(x);
        return x;
    }

    /** The n-th root of the determinant, which has degree 1. */
    private static double[] root(int n, double logDeterminant) {
        return new double[] {Math.exp(logDeterminant / n)};
    }

    private static double[] inTiles(DoubleMatrix a, Function<SymmetricTiles, double[]> of) {
        try (SymmetricTiles tiles = SymmetricTiles.inMemory(a.rows(), 32)) {
            tiles.fill(
                    (row, column, tile) -> Elementwise.copy(a.window(row, column, tile.rows(), tile.columns()), tile));
            tiles.factorise();
            return of.apply(tiles);
        }
    }

    /** V diag(values) V', which does not depend on the signs of the vectors nor on a basis of close ones. */
    private static double[] rebuilt(SymmetricEigen eigen) {
        DoubleMatrix v = eigen.vectors();
        DoubleMatrix stretched = v.copy();
        for (int i = 0; i < v.rows(); i++) {
            for (int j = 0; j < v.columns(); j++) {
                stretched.set(i, j, v.get(i, j) * eigen.values()[j]);
            }
        }
        return Gemm.product(stretched, v.transposed()).array();
    }

    private static double[] conjugateGradients(DoubleMatrix a, DoubleMatrix b, boolean jacobi) {
        double[] diagonal = new double[a.rows()];
        Arrays.setAll(diagonal, i -> a.get(i, i));
        DoubleMatrix x = DoubleMatrix.zeros(b.rows(), b.columns());
        ConjugateGradients.LinearMap preconditioner =
                jacobi ? ConjugateGradients.jacobi(diagonal) : ConjugateGradients.noPreconditioner();
        ConjugateGradients.Outcome outcome =
                ConjugateGradients.solve((p, y) -> Gemm.multiply(1, a, p, 0, y), preconditioner, b, x, 1e-14, 200);
        assertTrue(outcome.converged() && outcome.iterations() > 5, outcome::toString);
        return x.array();
    }

    static List<Law> laws() {
        DoubleMatrix a = positive(N);
        DoubleMatrix tall = normal(100, N);
        DoubleMatrix b = normal(N, 3);
        DoubleMatrix l = factor(a);
        return List.of(
                Law.of("eigenvalues", 1, a, SymmetricEigen::values),
                Law.of("eigenvalues by way of a band", 1, positive(270), SymmetricEigen::values),
                Law.of("V diag(values) V'", 1, a, c -> rebuilt(SymmetricEigen.decompose(c))),
                Law.of(
                        "V' V",
                        0,
                        a,
                        c -> Gemm.gram(SymmetricEigen.decompose(c).vectors().transposed())
                                .array()),
                Law.of("Q", 0, tall, c -> Qr.decompose(c).q().array()),
                Law.of("Q alone", 0, tall, c -> Qr.orthonormal(c).array()),
                Law.of("R", 1, tall, c -> Qr.decompose(c).r().array()),
                Law.of("L", 0.5, a, c -> factor(c).array()),
                Law.of("A^-1 b by L", -1, a, c -> changed(b, x -> Cholesky.solve(factor(c), x))),
                Law.of("A^-1 c b by L", 1, b, c -> changed(c, x -> Cholesky.solve(l, x))),
                Law.of("diag A^-1", -1, a, c -> Cholesky.inverseDiagonal(factor(c))),
                new Law("det^(1/n)", 1, 1e-12, 1000, false, a, c -> root(N, Cholesky.logDeterminant(factor(c)))),
                Law.of("L in tiles", 0.5, a, c -> inTiles(c, tiles -> tiles.diagonal())),
                Law.of("A^-1 b in tiles", -1, a, c -> inTiles(c, tiles -> changed(b, tiles::solve))),
                new Law(
                        "det^(1/n) in tiles",
                        1,
                        1e-12,
                        1000,
                        false,
                        a,
                        c -> inTiles(c, tiles -> root(N, tiles.logDeterminant()))),
                Law.of("L^-1 b", -1, l, c -> changed(b, x -> TriangularSolve.lower(c, x))),
                Law.of("L^-1 c b", 1, b, c -> changed(c, x -> TriangularSolve.lower(l, x))),
                Law.of("L'^-1 b", -1, l, c -> changed(b, x -> TriangularSolve.upper(c.transposed(), x))),
                Law.of("L'^-1 c b", 1, b, c -> changed(c, x -> TriangularSolve.upper(l.transposed(), x))),
                Law.of("A^-1 b by conjugate gradients", -1, a, c -> conjugateGradients(c, b, false)),
                Law.of("A^-1 b, preconditioned", -1, a, c -> conjugateGradients(c, b, true)),
                Law.of("A^-1 c b by conjugate gradients", 1, b, c -> conjugateGradients(a, c, true)),
                Law.inFloats(
                        "L in floats",
                        0.5,
                        a,
                        c -> changed(c, x -> {
                            Cholesky.factorise(x);
                            Elementwise.copy(FloatMatrix.rounded(lower(DoubleMatrix.widened(x))), x);
                        })),
                Law.inFloats(
                        "A^-1 c b in floats", 1, b, c -> changed(c, x -> Cholesky.solve(FloatMatrix.rounded(l), x))),
                Law.inFloats(
                        "L^-1 c b in floats",
                        1,
                        b,
                        c -> changed(c, x -> TriangularSolve.lower(FloatMatrix.rounded(l), x))),
                Law.inFloats("A^-1 c b in tiles of floats", 1, b, c -> {
                    try (FloatSymmetricTiles tiles = FloatSymmetricTiles.inMemory(N, 32)) {
                        tiles.fill((row, column, tile) -> Elementwise.copy(
                                FloatMatrix.rounded(a.window(row, column, tile.rows(), tile.columns())), tile));
                        tiles.factorise();
                        return changed(c, tiles::solve);
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theUnitIsArbitrary(Law law) {
        double[] expected = law.numbers.apply(law.a);
        double largest = DoubleStream.of(expected).map(Math::abs).max().orElseThrow();
        assertTrue(largest > 0.1 && largest < 100, () -> "numbers up to " + largest);
        for (double c : FACTORS) {
            if (Math.abs(Math.getExponent(c)) <= law.range) {
                double[] actual = law.numbers.apply(scaled(c, law.a));
                double back = Math.pow(c, -law.degree);
                for (int i = 0; i < expected.length; i++) {
                    assertEquals(expected[i], back * actual[i], law.tolerance * largest, "c = " + c);
                }
            }
        }
        for (int power : POWERS) {
            if (law.exact && Math.abs(power) <= law.range) {
                double[] actual = law.numbers.apply(scaled(Math.scalb(1.0, power), law.a));
                double back = Math.scalb(1.0, (int) (-power * law.degree));
                for (int i = 0; i < expected.length; i++) {
                    actual[i] *= back;
                }
                assertArrayEquals(expected, actual, "c = 2^" + power);
            }
        }
    }
}
