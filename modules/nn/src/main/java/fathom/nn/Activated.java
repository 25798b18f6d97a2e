package fathom.nn;

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

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public String name() {
        return activation.name().toLowerCase(java.util.Locale.ROOT);
    }
}
