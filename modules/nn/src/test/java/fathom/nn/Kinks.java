package fathom.nn;

import fathom.simd.Activation;
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
            distances[i] = nodes.get(i) instanceof Node.Plain(Layer layer, Shape _, Shape _)
                    ? distance(layer, values[i])
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

    private static double distance(Layer layer, DoubleMatrix in) {
        double least = Double.POSITIVE_INFINITY;
        if (layer instanceof Activated(Activation activation) && activation.kink().isPresent()) {
            double kink = activation.kink().get();
            for (int r = 0; r < in.rows(); r++) {
                for (int c = 0; c < in.columns(); c++) {
                    least = Math.min(least, Math.abs(in.get(r, c) - kink));
                }
            }
        }
        return least;
    }
}
