package fathom.nn.stage;

import fathom.simd.matrix.FloatMatrix;

/** One of the two terms of a residual sum while the other one is made: values or tangents on the way there, gradients on the way back. */
public final class Shortcut {

    private final int width;
    private FloatMatrix values;
    private FloatMatrix moves;

    /** @param width of what is kept */
    public Shortcut(int width) {
        this.width = width;
        this.values = FloatMatrix.zeros(0, width);
        this.moves = values;
    }

    int width() {
        return width;
    }

    /** Room for values of {@code rows} rows. */
    FloatMatrix values(int rows) {
        if (values.rows() != rows) {
            values = resized(values, rows, width);
        }
        return values;
    }

    /** Room for tangents or gradients of {@code rows} rows. */
    FloatMatrix moves(int rows) {
        if (moves.rows() != rows) {
            moves = resized(moves, rows, width);
        }
        return moves;
    }

    /** Room for {@code rows} rows: the same array wherever it is large enough. */
    static FloatMatrix resized(FloatMatrix old, int rows, int width) {
        return (long) rows * width <= old.array().length
                ? new FloatMatrix(old.array(), 0, rows, width, width, 1)
                : FloatMatrix.zeros(rows, width);
    }
}
