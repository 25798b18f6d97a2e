package fathom.nn.stage;

import fathom.simd.matrix.FloatMatrix;

/**
 * The rows of a batch at one place of a network, with the transposed view that the gradient of a product reads; both are made
 * once, so that a training step makes no objects.
 *
 * @param values rows x width
 * @param transposed the same elements, width x rows
 */
public record Batch(FloatMatrix values, FloatMatrix transposed) {

    /** A view of the first {@code rows} rows of {@code buffer}. */
    public static Batch of(float[] buffer, int rows, int width) {
        return of(new FloatMatrix(buffer, 0, rows, width, width, 1));
    }

    /** {@code values} and its transposed view. */
    public static Batch of(FloatMatrix values) {
        return new Batch(values, values.transposed());
    }
}
