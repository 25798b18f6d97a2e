package fathom.simd.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The tensor of a matrix has its elements row by row, whatever the matrix is a view of. */
class TensorTest {

    private static final double[] NUMBERS = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

    private static List<DoubleMatrix> views() {
        DoubleMatrix whole = DoubleMatrix.of(3, 4, NUMBERS);
        return List.of(
                whole,
                whole.transposed(),
                whole.window(1, 1, 2, 3),
                whole.window(1, 1, 2, 3).transposed(),
                whole.rows(0, 2),
                whole.rows(1, 3),
                whole.rows(2, 2),
                whole.row(1),
                whole.column(2),
                whole.column(2).transposed(),
                DoubleMatrix.of(12, 1, NUMBERS),
                DoubleMatrix.of(12, 1, NUMBERS).transposed(),
                DoubleMatrix.of(1, 12, NUMBERS).transposed(),
                new DoubleMatrix(NUMBERS.clone(), 0, 2, 6, 1, 2),
                new DoubleMatrix(NUMBERS.clone(), 0, 6, 2, 2, 1));
    }

    @Test
    void elementsStandRowByRow() {
        for (DoubleMatrix x : views()) {
            Tensor tensor = Tensor.of(x);
            assertEquals(List.of(x.rows(), x.columns()), tensor.shape());
            FloatMatrix floats = FloatMatrix.zeros(x.columns(), x.rows()).transposed();
            for (int i = 0; i < x.rows(); i++) {
                for (int j = 0; j < x.columns(); j++) {
                    assertEquals(x.get(i, j), tensor.elements().asDouble(i * x.columns() + j), x.toString());
                    floats.set(i, j, (float) x.get(i, j));
                }
            }
            Tensor single = Tensor.of(floats);
            for (int k = 0; k < x.rows() * x.columns(); k++) {
                assertEquals(tensor.elements().asDouble(k), single.elements().asDouble(k), x.toString());
                assertEquals(
                        tensor.elements().asDouble(k),
                        tensor.toFloatMatrix().get(k / x.columns(), k % x.columns()),
                        x.toString());
                assertEquals(
                        tensor.elements().asDouble(k),
                        single.toDoubleMatrix().get(k / x.columns(), k % x.columns()),
                        x.toString());
            }
        }
    }

    /** What fills its array row by row is not copied: a matrix near the limit of memory is written without a second one. */
    @Test
    void denseMatricesShareTheirArray() {
        DoubleMatrix dense = DoubleMatrix.of(3, 4, NUMBERS);
        assertSame(dense.array(), Tensor.of(dense).toDoubleMatrix().array());
        assertNotSame(
                dense.array(), Tensor.of(dense.transposed()).toDoubleMatrix().array());
        FloatMatrix floats = FloatMatrix.zeros(2, 5);
        assertSame(floats.array(), Tensor.of(floats).toFloatMatrix().array());
        assertNotSame(
                floats.array(), Tensor.of(floats.transposed()).toFloatMatrix().array());
        DoubleMatrix row = new DoubleMatrix(NUMBERS, 0, 1, 12, 99, 1);
        assertSame(NUMBERS, Tensor.of(row).toDoubleMatrix().array());
    }
}
