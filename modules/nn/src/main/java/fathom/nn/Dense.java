package fathom.nn;

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
    public int outputs(int inputs) {
        return outputs;
    }

    @Override
    public String name() {
        return "dense";
    }
}
