package fathom.simd.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Small triangles: the vector twin has the bits of the scalar one, and leaves everything else alone. */
class TriangleTest {

    private static final RandomStream RANDOM = RandomStream.of(11, "triangle test");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 50, 63, 64})
    void twinsAgreeToTheBit(int n) {
        assumeTrue(Backend.available());
        for (int m : new int[] {0, 1, 2, 3, 4, 5, 7, 8, 9, 16, 17, 31, 33, 64, 127, 128, 129, 300}) {
            for (boolean transposed : new boolean[] {false, true}) {
                DoubleMatrix l = triangle(n);
                for (boolean upper : new boolean[] {false, true}) {
                    DoubleMatrix scalar = sides(n, m, transposed);
                    DoubleMatrix vector = sides(n, m, transposed);
                    FloatMatrix scalarFloat = floats(scalar);
                    FloatMatrix vectorFloat = floats(vector);
                    if (upper) {
                        ScalarDoubleTriangle.upper(l, scalar);
                        VectorDoubleTriangle.upper(l, vector);
                        ScalarFloatTriangle.upper(floats(l), scalarFloat);
                        VectorFloatTriangle.upper(floats(l), vectorFloat);
                    } else {
                        ScalarDoubleTriangle.lower(l, scalar);
                        VectorDoubleTriangle.lower(l, vector);
                        ScalarFloatTriangle.lower(floats(l), scalarFloat);
                        VectorFloatTriangle.lower(floats(l), vectorFloat);
                    }
                    assertArrayEquals(scalar.array(), vector.array());
                    assertArrayEquals(scalarFloat.array(), vectorFloat.array());
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 50, 63, 64})
    void factorsAgreeToTheBit(int n) {
        assumeTrue(Backend.available());
        DoubleMatrix scalar = triangle(n);
        DoubleMatrix vector = triangle(n);
        FloatMatrix scalarFloat = floats(scalar);
        FloatMatrix vectorFloat = floats(vector);
        ScalarDoubleTriangle.factorise(scalar, 0);
        VectorDoubleTriangle.factorise(vector, 0);
        ScalarFloatTriangle.factorise(scalarFloat, 0);
        VectorFloatTriangle.factorise(vectorFloat, 0);
        assertArrayEquals(scalar.array(), vector.array());
        assertArrayEquals(scalarFloat.array(), vectorFloat.array());
    }

    /** A heavy diagonal, normal numbers below it, and NaN above it, where nothing may read. */
    private static DoubleMatrix triangle(int n) {
        DoubleMatrix l = DoubleMatrix.zeros(n + 2, n + 2).window(1, 1, n, n);
        RANDOM.fillNormal(l, 0);
        for (int i = 0; i < n; i++) {
            l.set(i, i, 20 + 0.1 * i);
            for (int j = i + 1; j < n; j++) {
                l.set(i, j, Double.NaN);
            }
        }
        return l;
    }

    private static DoubleMatrix sides(int n, int m, boolean transposed) {
        DoubleMatrix b = transposed
                ? DoubleMatrix.zeros(m + 2, n + 2).window(1, 1, m, n).transposed()
                : DoubleMatrix.zeros(n + 2, m + 2).window(1, 1, n, m);
        RANDOM.child(m).fillNormal(b, 0);
        return b;
    }

    private static FloatMatrix floats(DoubleMatrix a) {
        float[] array = new float[a.array().length];
        for (int i = 0; i < array.length; i++) {
            array[i] = (float) a.array()[i];
        }
        return new FloatMatrix(array, a.offset(), a.rows(), a.columns(), a.rowStride(), a.columnStride());
    }
}
