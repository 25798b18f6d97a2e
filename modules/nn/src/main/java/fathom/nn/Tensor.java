package fathom.nn;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/**
 * Where one weight matrix, or row of biases or gains, lies among a network's parameters: row-major, dense, from {@code offset} on.
 *
 * @param name unique in its architecture, such as {@code dense0.weight}
 * @param kind what it does to its layer's input
 * @param layer number of its layer, counted in the order in which a row passes; a residual sum counts at its beginning and at its end
 * @param offset index of its first element among the parameters
 * @param rows the fan-in of a weight, 1 for a row
 * @param columns the number of outputs
 */
public record Tensor(String name, Kind kind, int layer, int offset, int rows, int columns) {

    /** What a tensor does to its layer's input. */
    public enum Kind {
        /** Multiplies rows as a matrix. */
        WEIGHT,
        /** Is added. */
        BIAS,
        /** Multiplies each element of a row. */
        GAIN,
        /** Is a running average of means; no parameter, but state. */
        MEAN,
        /** Is a running average of variances; no parameter, but state. */
        VARIANCE
    }

    /** Number of elements. */
    public int size() {
        return rows * columns;
    }

    /** This tensor as a view of {@code parameters}. */
    public FloatMatrix of(float[] parameters) {
        return new FloatMatrix(parameters, offset, rows, columns, columns, 1);
    }

    /** This tensor as a view of {@code parameters}. */
    public DoubleMatrix of(double[] parameters) {
        return new DoubleMatrix(parameters, offset, rows, columns, columns, 1);
    }
}
