package fathom.simd.product;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.machine.Backend;
import fathom.simd.machine.Parallelism;
import fathom.simd.product.Operand.Layout;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The laws of the product, each run for every micro-kernel and both element types against the definition, bit by bit. Guards stand round
 * every operand: NaN round A and B, so that reading one shows, and a number round C, compared with the rest of the array afterwards.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProductContractTest {

    private static final long SEED = 20_260_101;
    private static final double GUARD = 1234.5;

    private final Random random = new Random(SEED);

    @BeforeAll
    void printSeed() {
        System.out.println("seed " + SEED + ", " + Backend.name());
    }

    static List<Subject> subjects() {
        return Subject.all();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void equalsTheDefinitionAroundLanesAndTiles(Subject subject) {
        int lanes = Math.max(4, Backend.vectorBytes() / 4);
        int[] rows = {0, 1, 2, 3, 4, 5, 6, 7, 11, 12, 13, 25};
        int[] columns = {
            0, 1, lanes / 2 - 1, lanes / 2 + 1, lanes - 1, lanes, lanes + 1, 2 * lanes, 2 * lanes + 1, 5 * lanes
        };
        for (int m : rows) {
            for (int n : columns) {
                for (int k : new int[] {0, 1, 2, 3, 9}) {
                    Operand a = operand(m, k, Layout.WINDOW);
                    Operand b = operand(k, n, Layout.WINDOW);
                    check(subject, 1, a, b, 1, result(m, n, Layout.WINDOW), Triangle.WHOLE, null);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void equalsTheDefinitionAroundBlocks(Subject subject) {
        int[][] shapes = {
            {145, 70, 257},
            {1543, 20, 9},
            {1, 4200, 11},
            {2, 1100, 19},
            {7, 1030, 30},
            {73, 33, 513},
            {150, 520, 2},
            {31, 67, 385},
            {288, 12, 256}
        };
        for (int[] s : shapes) {
            Operand a = operand(s[0], s[2], Layout.ROWS);
            Operand b = operand(s[2], s[1], Layout.ROWS);
            check(subject, 1, a, b, 0.5, result(s[0], s[1], Layout.ROWS), Triangle.WHOLE, null);
        }
    }

    /** Strips of A are interleaved from this depth on when B is packed, as a transposed one always is. */
    @ParameterizedTest
    @MethodSource("subjects")
    void equalsTheDefinitionForTilesOfEveryHeightThatAreDeep(Subject subject) {
        for (int m = 1; m <= 13; m++) {
            for (int k = Blocks.DEEP - 1; k <= Blocks.DEEP + 3; k++) {
                for (Layout layout : new Layout[] {Layout.WINDOW, Layout.COLUMN_WINDOW, Layout.SPREAD}) {
                    Operand a = operand(m, k, layout);
                    Operand b = operand(k, 67, Layout.COLUMNS);
                    check(subject, 0.7f, a, b, 1, result(m, 67, Layout.WINDOW), Triangle.WHOLE, null);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void everyLayoutOfEveryOperandGivesTheSameBits(Subject subject) {
        for (int[] s : new int[][] {{13, 37, 11}, {40, 70, 20}}) {
            for (Layout left : Layout.values()) {
                for (Layout right : Layout.values()) {
                    for (Layout result : Layout.values()) {
                        Operand a = operand(s[0], s[2], left);
                        Operand b = operand(s[2], s[1], right);
                        check(subject, 1, a, b, 1, result(s[0], s[1], result), Triangle.WHOLE, null);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void alphaScalesAFirstAndBetaScalesC(Subject subject) {
        for (double alpha : new double[] {0, -0.0, 1, -1, 0.7f, Double.POSITIVE_INFINITY, Double.NaN}) {
            for (double beta : new double[] {0, -0.0, 1, -1, 1.3f, Double.NEGATIVE_INFINITY, Double.NaN}) {
                for (Layout layout : new Layout[] {Layout.ROWS, Layout.COLUMN_WINDOW, Layout.SPREAD}) {
                    Operand a = operand(14, 10, layout);
                    Operand b = operand(10, 35, Layout.ROWS);
                    check(subject, alpha, a, b, beta, result(14, 35, layout), Triangle.WHOLE, null);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void betaZeroNeverReadsCAndAlphaZeroNeverReadsAAndB(Subject subject) {
        Operand bad = operand(14, 10, Layout.ROWS);
        bad.fill(Double.NaN);
        Operand a = operand(14, 10, Layout.ROWS);
        Operand b = operand(10, 35, Layout.ROWS);
        Operand c = result(14, 35, Layout.WINDOW);
        Operand badC = c.copy();
        badC.fill(Double.NaN);
        double[] clean = subject.multiply(1, a, b, 0, c, Triangle.WHOLE, null);
        assertSame(clean, subject.multiply(1, a, b, 0, badC, Triangle.WHOLE, null), subject + ", C of NaN");
        double[] scaled = subject.multiply(0, a, b, 2, c, Triangle.WHOLE, null);
        assertSame(scaled, subject.multiply(0, bad, b, 2, c, Triangle.WHOLE, null), subject + ", A of NaN");
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void specialValuesPassThroughAsInTheDefinition(Subject subject) {
        double[] special = {
            0,
            -0.0,
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            1e-30f
        };
        for (int trial = 0; trial < 40; trial++) {
            int m = 1 + random.nextInt(20);
            int n = 1 + random.nextInt(50);
            int k = 1 + random.nextInt(8);
            Operand a = operand(m, k, Layout.WINDOW);
            Operand b = operand(k, n, Layout.COLUMNS);
            Operand c = result(m, n, Layout.ROWS);
            for (Operand x : List.of(a, b, c)) {
                for (int q = 0; q < 4; q++) {
                    x.set(
                            random.nextInt(x.rows()),
                            random.nextInt(x.columns()),
                            special[random.nextInt(special.length)]);
                }
            }
            check(subject, 1, a, b, 1, c, Triangle.WHOLE, null);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void aTriangleLeavesTheOtherOneAlone(Subject subject) {
        for (Triangle part : new Triangle[] {Triangle.LOWER, Triangle.UPPER}) {
            for (int n : new int[] {1, 2, 12, 13, 50, 161}) {
                for (Layout layout : new Layout[] {Layout.WINDOW, Layout.COLUMNS, Layout.SPREAD}) {
                    Operand a = operand(n, 7, Layout.ROWS);
                    check(subject, -1, a, a.transposed(), 1, result(n, n, layout), part, null);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void anEpilogueFinishesEveryElementOnce(Subject subject) {
        Subject.After after = (row, column, value) -> (float) (2 * value + row - 3 * column);
        for (Triangle part : Triangle.values()) {
            for (int k : new int[] {0, 1, 300}) {
                for (Layout layout : new Layout[] {Layout.ROWS, Layout.COLUMNS, Layout.SPREAD}) {
                    Operand a = operand(30, k, Layout.ROWS);
                    Operand b = operand(k, 40, Layout.ROWS);
                    check(subject, 1, a, b, 1, result(30, 40, layout), part, after);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void threadsDoNotChangeABit(Subject subject) {
        Operand b = operand(150, 200, Layout.ROWS);
        // Triangles of squares are cut into bands, other results into a grid.
        for (int rows : new int[] {200, 301}) {
            Operand a = operand(rows, 150, Layout.ROWS);
            for (Triangle part : Triangle.values()) {
                for (Layout layout : new Layout[] {Layout.ROWS, Layout.COLUMNS}) {
                    Operand c = result(rows, 200, layout);
                    double[] expected = subject.definition().multiply(1, a, b, 1, c, part, null);
                    for (int threads = 1; threads <= 3; threads++) {
                        String what = subject + ", " + part + ", " + layout + ", threads " + threads;
                        Parallelism.run(
                                threads, () -> assertSame(expected, subject.multiply(1, a, b, 1, c, part, null), what));
                    }
                }
            }
        }
    }

    private Operand operand(int rows, int columns, Layout layout) {
        return Operand.random(rows, columns, layout, Double.NaN, random);
    }

    private Operand result(int rows, int columns, Layout layout) {
        return Operand.random(rows, columns, layout, GUARD, random);
    }

    private static void check(
            Subject subject,
            double alpha,
            Operand a,
            Operand b,
            double beta,
            Operand c,
            Triangle part,
            Subject.After after) {
        double[] expected = subject.definition().multiply(alpha, a, b, beta, c, part, after);
        double[] actual = subject.multiply(alpha, a, b, beta, c, part, after);
        assertSame(
                expected,
                actual,
                subject + ", alpha " + alpha + ", beta " + beta + ", " + part + ", A " + a.rows() + " x " + a.columns()
                        + " strides " + a.rowStride() + " " + a.columnStride() + ", B strides " + b.rowStride() + " "
                        + b.columnStride() + ", C " + c.rows() + " x " + c.columns() + " strides " + c.rowStride() + " "
                        + c.columnStride());
    }

    private static void assertSame(double[] expected, double[] actual, String what) {
        for (int i = 0; i < expected.length; i++) {
            if (Double.doubleToLongBits(expected[i]) != Double.doubleToLongBits(actual[i])) {
                assertEquals(expected[i], actual[i], what + ", element " + i + " of C's array");
            }
        }
    }
}
