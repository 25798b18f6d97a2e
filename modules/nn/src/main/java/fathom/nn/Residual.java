package fathom.nn;

import fathom.simd.matrix.ShapeMismatchException;
import java.util.List;

/**
 * A sum with what goes round it (He et al. 2016).
 *
 * <pre>
 * out = in + f(in),   f the layers in order
 * </pre>
 *
 * @param layers of f, whose output is shaped as its input
 */
public record Residual(List<Layer> layers) implements Layer {

    /** @throws IllegalArgumentException if there is no layer */
    public Residual {
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a residual sum needs at least 1 layer");
        }
    }

    @Override
    public Shape output(Shape input) {
        Shape shape = input;
        for (Layer layer : layers) {
            shape = layer.output(shape);
        }
        if (!shape.equals(input)) {
            throw new ShapeMismatchException(
                    "a residual sum needs layers whose output is shaped as their input, but its " + layers.size()
                            + " layers map " + input + " to " + shape);
        }
        return input;
    }

    @Override
    public String name() {
        return "residual";
    }
}
