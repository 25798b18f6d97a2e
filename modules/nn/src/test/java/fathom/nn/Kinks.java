package fathom.nn;

import fathom.simd.Activation;
import fathom.simd.image.Window;
import fathom.simd.matrix.DoubleMatrix;
import java.util.List;

/** How far the arguments of functions with a kink are from it: closer than a step or a rounding error, a derivative has two values. */
final class Kinks {

    private Kinks() {}

    /**
     * For every layer the distance of its input that is closest to a kink of the layer, and last that of the outputs from the loss's kink;
     * infinity where there is none.
     *
     * @param values as {@link DoubleNetwork#values} gives them
     */
    static double[] distances(Architecture architecture, DoubleMatrix[] values, DoubleMatrix targets, Loss loss) {
        List<Node> nodes = architecture.nodes();
        double[] distances = new double[nodes.size() + 1];
        for (int i = 0; i < nodes.size(); i++) {
            distances[i] = nodes.get(i) instanceof Node.Plain(Layer layer, Shape shape, Shape _)
                    ? distance(layer, shape, values[i])
                    : Double.POSITIVE_INFINITY;
        }
        distances[nodes.size()] = Double.POSITIVE_INFINITY;
        if (loss == Loss.HINGE) {
            DoubleMatrix f = values[nodes.size()];
            for (int r = 0; r < f.rows(); r++) {
                for (int c = 0; c < f.columns(); c++) {
                    distances[nodes.size()] =
                            Math.min(distances[nodes.size()], Math.abs(1 - targets.get(r, c) * f.get(r, c)));
                }
            }
        }
        return distances;
    }

    static double least(double[] distances) {
        double least = Double.POSITIVE_INFINITY;
        for (double distance : distances) {
            least = Math.min(least, distance);
        }
        return least;
    }

    private static double distance(Layer layer, Shape shape, DoubleMatrix in) {
        double least = Double.POSITIVE_INFINITY;
        if (layer instanceof Activated(Activation activation)
                && activation.kink().isPresent()) {
            double kink = activation.kink().get();
            for (int r = 0; r < in.rows(); r++) {
                for (int c = 0; c < in.columns(); c++) {
                    least = Math.min(least, Math.abs(in.get(r, c) - kink));
                }
            }
        }
        if (layer instanceof MaxPool(Window window)) {
            for (int r = 0; r < in.rows(); r++) {
                for (int o = 0; o < window.outputHeight(shape.height()); o++) {
                    for (int p = 0; p < window.outputWidth(shape.width()); p++) {
                        for (int c = 0; c < shape.channels(); c++) {
                            least = Math.min(least, lead(window, shape, in.row(r), o, p, c));
                        }
                    }
                }
            }
        }
        return least;
    }

    /** What the greatest of a window is ahead of the others that are not exactly equal to it: those are zeros that a ReLU made. */
    private static double lead(Window window, Shape shape, DoubleMatrix row, int o, int p, int c) {
        double first = Double.NEGATIVE_INFINITY;
        double second = Double.NEGATIVE_INFINITY;
        for (int place = 0; place < window.height() * window.width(); place++) {
            int i = o * window.rowStride() - window.rowPadding() + place / window.width();
            int j = p * window.columnStride() - window.columnPadding() + place % window.width();
            if (i < 0 || i >= shape.height() || j < 0 || j >= shape.width()) {
                continue;
            }
            double value = row.get(0, (i * shape.width() + j) * shape.channels() + c);
            if (value > first) {
                second = first;
                first = value;
            } else if (value < first) {
                second = Math.max(second, value);
            }
        }
        return first - second;
    }
}
