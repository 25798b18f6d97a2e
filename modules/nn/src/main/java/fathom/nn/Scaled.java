package fathom.nn;

/**
 * A fixed multiple.
 *
 * <pre>
 * out = alpha in
 * </pre>
 *
 * As the last layer it takes training from the lazy regime (alpha large) to that of feature learning (alpha small); the learning rate that
 * moves the output as fast for every alpha is proportional to 1 / alpha^2 (Chizat, Oyallon and Bach 2019).
 *
 * @param alpha the factor, a finite number that is not 0
 */
public record Scaled(double alpha) implements Layer {

    /** @throws IllegalArgumentException if alpha is 0 or not finite */
    public Scaled {
        if (alpha == 0 || !Double.isFinite(alpha)) {
            throw new IllegalArgumentException("a scaled layer needs a finite factor that is not 0, not " + alpha);
        }
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public String name() {
        return "scaled";
    }
}
