package fathom.nn;

import fathom.simd.matrix.ShapeMismatchException;
import java.util.List;

/**
 * A sum with what goes round it (He et al. 2016).
 *
 * <pre>
 * out = g(in) + f(in),   f the layers in order,   g those of the shortcut, or the identity
 * </pre>
 *
 * Where f changes the shape, g changes it the same way: a convolution of one pixel is the paper's projection (its option B).
 *
 * @param layers of f
 * @param shortcut of g, from whose input to its output the shape changes as in f; empty for the identity
 */
public record Residual(List<Layer> layers, List<Layer> shortcut) implements Layer {

    /** @throws IllegalArgumentException if there is no layer */
    public Residual {
        layers = List.copyOf(layers);
        shortcut = List.copyOf(shortcut);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a residual sum needs at least 1 layer");
        }
    }

    /** A sum with its own input. */
    public Residual(List<Layer> layers) {
        this(layers, List.of());
    }

    @Override
    public Shape output(Shape input) {
        Shape shape = through(layers, input);
        Shape round = through(shortcut, input);
        if (!shape.equals(round)) {
            throw new ShapeMismatchException(
                    shortcut.isEmpty()
                            ? "a residual sum needs layers whose output is shaped as their input, but its "
                                    + layers.size() + " layers map " + input + " to " + shape
                            : "a residual sum adds equal shapes, but of " + input + " its " + layers.size()
                                    + " layers make " + shape + " and the " + shortcut.size()
                                    + " of its shortcut " + round);
        }
        return shape;
    }

    private static Shape through(List<Layer> layers, Shape input) {
        Shape shape = input;
        for (Layer layer : layers) {
            shape = layer.output(shape);
        }
        return shape;
    }

    @Override
    public String name() {
        return "residual";
    }
}
