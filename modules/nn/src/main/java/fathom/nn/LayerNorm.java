package fathom.nn;

/**
 * Layer normalisation (Ba, Kiros and Hinton 2016): each row is brought to mean 0 and variance 1, then scaled and shifted.
 *
 * <pre>
 * m = mean_j z_j,   v = mean_j (z_j - m)^2,   out_j = gain_j (z_j - m) / sqrt(v + epsilon) + shift_j
 * </pre>
 *
 * Gains begin at 1, shifts at 0. It stands before an activation or after one, as its place in the architecture says.
 *
 * @param epsilon positive
 */
public record LayerNorm(double epsilon) implements Layer {

    /** @throws IllegalArgumentException if epsilon is not a positive number */
    public LayerNorm {
        Ranges.positive(epsilon, "the epsilon of a layer normalisation");
    }

    /** With epsilon = 1e-5. */
    public LayerNorm() {
        this(1e-5);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public String name() {
        return "layernorm";
    }
}
