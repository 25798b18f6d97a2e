package fathom.nn;

import fathom.simd.image.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Architectures as text. What is usual is left out.
 *
 * <pre>
 * input(3x32x32) parameterisation(NTK) convolution(16, 3x3, stride=2, padding=1) batchnorm relu flatten dense(10)
 *
 * dense(OUTPUTS)   convolution(OUTPUTS, SIZE, stride=1, padding=0)   maxpool(SIZE, stride=SIZE, padding=0)   averagepool(...)
 * globalaveragepool   flatten   batchnorm(epsilon=1.0E-5, momentum=0.1)   layernorm(epsilon=1.0E-5)   dropout(RATE)   scaled(ALPHA)
 * residual(LAYERS)   residual(LAYERS | LAYERS OF THE SHORTCUT)   and every activation as {@link fathom.simd.Activation#parse} reads it
 * </pre>
 *
 * SIZE, a stride and a padding are HEIGHTxWIDTH, or one number for both.
 */
final class ArchitectureText {

    private ArchitectureText() {}

    static String of(Architecture architecture) {
        StringBuilder text = new StringBuilder("input(").append(size(architecture.input()));
        text.append(") ");
        if (architecture.parameterisation() != Parameterisation.STANDARD) {
            text.append("parameterisation(")
                    .append(architecture.parameterisation())
                    .append(") ");
        }
        return text.append(layers(architecture.layers())).toString();
    }

    private static String layers(List<Layer> layers) {
        return layers.stream().map(ArchitectureText::layer).collect(Collectors.joining(" "));
    }

    private static String size(Shape shape) {
        return shape.isFlat()
                ? Integer.toString(shape.channels())
                : shape.channels() + "x" + shape.height() + "x" + shape.width();
    }

    private static String layer(Layer layer) {
        return switch (layer) {
            case Dense(int outputs) -> call(layer, Integer.toString(outputs));
            case Convolution(int outputs, Window window) -> call(layer, outputs + ", " + window(window, 1, 1));
            case MaxPool(Window window) -> call(layer, window(window, window.height(), window.width()));
            case AveragePool(Window window) -> call(layer, window(window, window.height(), window.width()));
            case BatchNorm norm when norm.equals(new BatchNorm()) -> layer.name();
            case BatchNorm(double epsilon, double momentum) ->
                call(layer, "epsilon=" + epsilon + ", momentum=" + momentum);
            case LayerNorm norm when norm.equals(new LayerNorm()) -> layer.name();
            case LayerNorm(double epsilon) -> call(layer, "epsilon=" + epsilon);
            case Dropout(double rate) -> call(layer, Double.toString(rate));
            case Scaled(double alpha) -> call(layer, Double.toString(alpha));
            case Residual(List<Layer> inner, List<Layer> shortcut) ->
                call(layer, layers(inner) + (shortcut.isEmpty() ? "" : " | " + layers(shortcut)));
            case Activated _, Flatten _, GlobalAveragePool _ -> layer.name();
        };
    }

    private static String call(Layer layer, String arguments) {
        return layer.name() + "(" + arguments + ")";
    }

    private static String window(Window window, int usualRowStride, int usualColumnStride) {
        List<String> parts = new ArrayList<>();
        parts.add(window.height() + "x" + window.width());
        if (window.rowStride() != usualRowStride || window.columnStride() != usualColumnStride) {
            parts.add("stride=" + both(window.rowStride(), window.columnStride()));
        }
        if (window.rowPadding() != 0 || window.columnPadding() != 0) {
            parts.add("padding=" + both(window.rowPadding(), window.columnPadding()));
        }
        return String.join(", ", parts);
    }

    private static String both(int rows, int columns) {
        return rows == columns ? Integer.toString(rows) : rows + "x" + columns;
    }
}
