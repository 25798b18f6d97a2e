package fathom.nn;

import fathom.simd.matrix.ShapeMismatchException;

/**
 * An affine map, the same for every row.
 *
 * <pre>
 * Z = A W + 1 b,   A: rows x fanIn,   W: fanIn x outputs,   b: 1 x outputs
 * </pre>
 *
 * @param outputs width of Z, at least 1
 */
public record Dense(int outputs) implements Layer {

    /** @throws IllegalArgumentException if {@code outputs} is less than 1 */
    public Dense {
        if (outputs < 1) {
            throw new IllegalArgumentException("a dense layer needs at least 1 output, not " + outputs);
        }
    }

    @Override
    public Shape output(Shape input) {
        if (!input.isFlat()) {
            throw new ShapeMismatchException(
                    "a dense layer of " + outputs + " outputs takes a flat row, but its input is " + input
                            + " (channels x height x width): put a Flatten or a pooling over all pixels before it");
        }
        return Shape.flat(outputs);
    }

    @Override
    public String name() {
        return "dense";
    }
}
