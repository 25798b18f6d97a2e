package fathom.nn;

import fathom.simd.Activation;
import fathom.simd.ActivationKind;
import java.util.Objects;

/**
 * An activation, element by element.
 *
 * <pre>
 * A = phi(Z)
 * </pre>
 *
 * @param activation the function phi
 */
public record Activated(Activation activation) implements Layer {

    private static final Activation RELU = Activation.of(ActivationKind.RELU);

    public Activated {
        Objects.requireNonNull(activation, "activation");
    }

    /** phi(z) = z where z is positive, else 0; its derivative at 0 is 0. */
    public static Activated relu() {
        return new Activated(RELU);
    }

    boolean isRelu() {
        return activation.equals(RELU);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public String name() {
        return activation.toString();
    }
}
