package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GemmTest {

    @Test
    void multipliesByHand() {
        FloatMatrix a = FloatMatrix.of(2, 3, 1, 2, 3, 4, 5, 6);
        FloatMatrix b = FloatMatrix.of(3, 2, 7, 8, 9, 10, 11, 12);
        assertArrayEquals(new float[] {58, 64, 139, 154}, Gemm.product(a, b).array());
        FloatMatrix c = FloatMatrix.of(2, 2, 1, 1, 1, 1);
        Gemm.multiply(2, b.transposed(), a.transposed(), -1, c);
        assertArrayEquals(new float[] {115, 277, 127, 307}, c.array());
    }

    @Test
    void distributesOverSumsWithinRounding() {
        long seed = 3;
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        int m = 83;
        int n = 71;
        int k = 129;
        DoubleMatrix a = random(m, k, random);
        DoubleMatrix b1 = random(k, n, random);
        DoubleMatrix b2 = random(k, n, random);
        DoubleMatrix sum = b1.copy();
        for (int i = 0; i < sum.array().length; i++) {
            sum.array()[i] += b2.array()[i];
        }
        DoubleMatrix residual = Gemm.product(a, sum);
        Gemm.multiply(-1, a, b1, 1, residual);
        Gemm.multiply(-1, a, b2, 1, residual);
        // Each element is a chain of 3 k fused steps on terms below 5^2 * 2: gamma_3k of their sum bounds the error.
        double bound = 3 * k * 0x1p-53 * k * 50;
        for (double x : residual.array()) {
            assertTrue(Math.abs(x) <= bound, "residual " + x + " above " + bound);
        }
    }

    @Test
    void theGramMatrixIsSymmetricAndEqualsTheProductToTheBit() {
        Random random = new Random(4);
        for (int n : new int[] {0, 1, 5, 64, 131}) {
            DoubleMatrix a = random(n, 37, random);
            assertArrayEquals(
                    Gemm.product(a, a.transposed()).array(), Gemm.gram(a).array());
            FloatMatrix x = FloatMatrix.zeros(n, 19);
            for (int i = 0; i < x.array().length; i++) {
                x.array()[i] = (float) random.nextGaussian();
            }
            assertArrayEquals(
                    Gemm.product(x, x.transposed()).array(), Gemm.gram(x).array());
        }
    }

    @Test
    void aSymmetricUpdateLeavesTheUpperTriangleAlone() {
        DoubleMatrix a = DoubleMatrix.of(3, 1, 1, 2, 3);
        DoubleMatrix c = DoubleMatrix.of(3, 3, 1, Double.NaN, Double.NaN, 1, 1, Double.NaN, 1, 1, 1);
        Gemm.symmetricUpdate(-1, a, 2, c);
        assertArrayEquals(new double[] {1, Double.NaN, Double.NaN, 0, -2, Double.NaN, -1, -4, -7}, c.array());
    }

    @Test
    void shapesThatDoNotFitAreShown() {
        FloatMatrix a = FloatMatrix.zeros(2, 3);
        FloatMatrix b = FloatMatrix.zeros(4, 5);
        ShapeMismatchException refused = assertThrows(ShapeMismatchException.class, () -> Gemm.product(a, b));
        assertEquals(
                "A is 2 x 3, B is 4 x 5 and C is 2 x 5: C := A B needs m x k, k x n and m x n", refused.getMessage());
    }

    @Test
    void sharedElementsAreRefusedAndDisjointWindowsAreNot() {
        FloatMatrix x = FloatMatrix.zeros(6, 6);
        for (int i = 0; i < 36; i++) {
            x.array()[i] = i;
        }
        FloatMatrix upperLeft = x.window(0, 0, 3, 3);
        FloatMatrix upperRight = x.window(0, 3, 3, 3);
        FloatMatrix lowerLeft = x.window(3, 0, 3, 3);
        FloatMatrix expected = Gemm.product(upperLeft.copy(), upperRight.copy());
        Gemm.multiply(1, upperLeft, upperRight, 0, lowerLeft);
        assertArrayEquals(expected.array(), lowerLeft.copy().array());
        IllegalArgumentException left = assertThrows(
                IllegalArgumentException.class, () -> Gemm.multiply(1, upperLeft, lowerLeft, 0, x.window(2, 2, 3, 3)));
        assertTrue(left.getMessage().startsWith("C shares elements with A"), left.getMessage());
        IllegalArgumentException right = assertThrows(
                IllegalArgumentException.class,
                () -> Gemm.multiply(1, lowerLeft, upperLeft, 0, upperLeft.transposed()));
        assertTrue(right.getMessage().startsWith("C shares elements with B"), right.getMessage());
    }

    @Test
    void aRepeatedRowServesAsAnOperandButNotAsTheResult() {
        FloatMatrix row = FloatMatrix.of(1, 3, 1, 2, 3);
        FloatMatrix repeated = new FloatMatrix(row.array(), 0, 4, 3, 0, 1);
        FloatMatrix b = FloatMatrix.of(3, 1, 1, 1, 1);
        assertArrayEquals(new float[] {6, 6, 6, 6}, Gemm.product(repeated, b).array());
        assertThrows(
                IllegalArgumentException.class,
                () -> Gemm.multiply(1, FloatMatrix.zeros(4, 2), FloatMatrix.zeros(2, 3), 0, repeated));
    }

    private static DoubleMatrix random(int rows, int columns, Random random) {
        DoubleMatrix x = DoubleMatrix.zeros(rows, columns);
        for (int i = 0; i < x.array().length; i++) {
            x.array()[i] = Math.clamp(random.nextGaussian(), -5, 5);
        }
        return x;
    }
}
