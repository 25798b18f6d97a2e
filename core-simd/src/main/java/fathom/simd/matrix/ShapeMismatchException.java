package fathom.simd.matrix;

/** Two operands whose shapes do not fit each other; the message shows both shapes. */
public final class ShapeMismatchException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message one sentence with both shapes, such as {@code A is 2 x 3 and B is 4 x 5: A must have as many columns as B has rows}
     */
    public ShapeMismatchException(String message) {
        super(message);
    }
}
