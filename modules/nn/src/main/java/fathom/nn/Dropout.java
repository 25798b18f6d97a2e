package fathom.nn;

/**
 * Dropout (Srivastava et al. 2014), scaled so that the expectation stays.
 *
 * <pre>
 * training    out_ij = in_ij / (1 - rate) where u_ij >= rate, else 0,   u uniform in [0, 1)
 * evaluation  out = in
 * </pre>
 *
 * u is a function of the training's random stream, the step, the layer and the place (i, j) alone, so that a resumed training draws what
 * an uninterrupted one would have.
 *
 * @param rate share of the elements that become 0, in [0, 1)
 */
public record Dropout(double rate) implements Layer {

    /** @throws IllegalArgumentException if the rate is out of range */
    public Dropout {
        Ranges.fraction(rate, "the rate of a dropout");
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public String name() {
        return "dropout";
    }
}
