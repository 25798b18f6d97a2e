package fathom.limit;

import fathom.nn.Architecture;
import fathom.nn.Convolution;
import fathom.nn.Dense;
import fathom.nn.Layer;
import fathom.nn.Residual;
import java.util.ArrayList;
import java.util.List;

/** The same architecture with other widths, to watch a kernel approach its limit. */
public final class Widths {

    private Widths() {}

    /**
     * Multiplies the units of every hidden dense layer and the channels of every convolution; the last layer with weights keeps its own.
     *
     * @param factor above 0; widths are rounded, to 1 at least
     * @throws IllegalArgumentException if {@code factor} is not a positive number, or a width leaves the range of int
     */
    public static Architecture scale(Architecture architecture, double factor) {
        if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("invalid factor " + factor + " of the widths: must be above 0");
        }
        List<Layer> layers = new ArrayList<>(architecture.layers());
        int last = layers.size() - 1;
        while (last >= 0 && !(layers.get(last) instanceof Dense || layers.get(last) instanceof Convolution)) {
            last--;
        }
        for (int i = 0; i < layers.size(); i++) {
            layers.set(i, i == last ? layers.get(i) : scale(layers.get(i), factor));
        }
        return new Architecture(architecture.input(), layers, architecture.parameterisation());
    }

    private static Layer scale(Layer layer, double factor) {
        return switch (layer) {
            case Dense(int outputs) -> new Dense(scale(outputs, factor));
            case Convolution(int outputs, var window) -> new Convolution(scale(outputs, factor), window);
            case Residual(List<Layer> inner, List<Layer> shortcut) ->
                new Residual(
                        inner.stream().map(part -> scale(part, factor)).toList(),
                        shortcut.stream().map(part -> scale(part, factor)).toList());
            default -> layer;
        };
    }

    private static int scale(int width, double factor) {
        double scaled = Math.rint(width * factor);
        if (scaled > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a width of " + width + " times " + factor + " is out of range");
        }
        return (int) Math.max(1, scaled);
    }
}
