package fathom.ntk;

import java.util.ArrayList;
import java.util.List;

/**
 * A number for each layer of a network: one for all, or one by one.
 *
 * @param values a single value that holds for every layer, or the values of layers 0, 1, ..., L
 */
public record PerLayer(List<Double> values) {

    /** @throws IllegalArgumentException if there is no value, or one is negative or not finite */
    public PerLayer {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a number for each layer needs at least one value");
        }
        for (double value : values) {
            if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(
                        "variances and trained biases must be at least 0 and finite, not " + value);
            }
        }
    }

    /** The same value for every layer. */
    public static PerLayer same(double value) {
        return new PerLayer(List.of(value));
    }

    /** The values of layers 0, 1, ..., in order. */
    public static PerLayer of(double... values) {
        List<Double> list = new ArrayList<>();
        for (double value : values) {
            list.add(value);
        }
        return new PerLayer(list);
    }

    /** The value of layer {@code layer}. */
    public double at(int layer) {
        return values.size() == 1 ? values.get(0) : values.get(layer);
    }

    /** Whether there is a value for each of the layers 0..depth. */
    public boolean reaches(int depth) {
        return values.size() == 1 || values.size() > depth;
    }

    @Override
    public String toString() {
        return values.size() == 1 ? values.get(0).toString() : values.toString();
    }
}
