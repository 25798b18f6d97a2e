package fathom.nn;

import fathom.simd.matrix.ShapeMismatchException;
import java.util.ArrayList;
import java.util.List;

/** One step of an architecture laid out flat: a residual sum becomes a fork, its layers, and a join. */
sealed interface Node {

    /** Shape of the input. */
    Shape input();

    /** Shape of the output. */
    Shape output();

    /** A layer that holds no others. */
    record Plain(Layer layer, Shape input, Shape output) implements Node {}

    /**
     * Where what goes round leaves.
     *
     * @param pair the number that its join has too
     */
    record Fork(Shape input, int pair) implements Node {
        @Override
        public Shape output() {
            return input;
        }
    }

    /**
     * Where the layers of a sum end and its shortcut begins; there is none where the shortcut is the identity.
     *
     * @param input what the layers give
     * @param output what came to the fork
     * @param pair the number that its fork and join have too
     */
    record Turn(Shape input, Shape output, int pair) implements Node {}

    /** Where what goes round is added. */
    record Join(Shape input, int pair) implements Node {
        @Override
        public Shape output() {
            return input;
        }
    }

    /**
     * All steps, in the order in which a row passes them.
     *
     * @throws ShapeMismatchException if a layer does not take what the one before it gives; the sentence names it by its number here
     */
    static List<Node> flat(Shape input, List<Layer> layers) {
        List<Node> nodes = new ArrayList<>();
        add(input, layers, nodes);
        return List.copyOf(nodes);
    }

    private static Shape add(Shape input, List<Layer> layers, List<Node> nodes) {
        Shape shape = input;
        for (Layer layer : layers) {
            int number = nodes.size();
            if (layer instanceof Residual(List<Layer> inner, List<Layer> shortcut)) {
                nodes.add(new Fork(shape, number));
                Shape inside = add(shape, inner, nodes);
                Shape output = output(layer, shape, number);
                if (!shortcut.isEmpty()) {
                    nodes.add(new Turn(inside, shape, number));
                    add(shape, shortcut, nodes);
                }
                nodes.add(new Join(output, number));
                shape = output;
            } else {
                Shape output = output(layer, shape, number);
                nodes.add(new Plain(layer, shape, output));
                shape = output;
            }
        }
        return shape;
    }

    private static Shape output(Layer layer, Shape input, int number) {
        try {
            return layer.output(input);
        } catch (ShapeMismatchException e) {
            throw new ShapeMismatchException("layer " + number + ": " + e.getMessage());
        }
    }

    /** Whether this layer has a matrix of weights. */
    default boolean weighted() {
        return this instanceof Plain(Layer layer, Shape _, Shape _)
                && (layer instanceof Dense || layer instanceof Convolution);
    }
}
