package fathom.nn;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;

/** Data and networks for tests, each a function of a seed. */
final class Samples {

    private Samples() {}

    static FloatMatrix normal(int rows, int columns, long seed, String purpose) {
        FloatMatrix x = FloatMatrix.zeros(rows, columns);
        RandomStream.of(seed, purpose).fillNormal(x, 0);
        return x;
    }

    /** Labels -1 and 1, or normal numbers for the squared loss. */
    static FloatMatrix targets(int rows, int columns, Loss loss, long seed) {
        FloatMatrix y = normal(rows, columns, seed, "targets");
        if (loss.takesLabels()) {
            for (int i = 0; i < y.array().length; i++) {
                y.array()[i] = y.array()[i] >= 0 ? 1 : -1;
            }
        }
        return y;
    }

    /** A network whose biases are drawn too, so that a test sees them at work. */
    static Network network(Architecture architecture, Initialiser initialiser, long seed, int batch) {
        Network network = Network.initialised(architecture, initialiser, RandomStream.of(seed, "parameters"), batch);
        for (Tensor tensor : architecture.tensors()) {
            if (tensor.kind() == Tensor.Kind.BIAS) {
                FloatMatrix bias = network.parameter(tensor);
                for (int j = 0; j < bias.columns(); j++) {
                    bias.set(0, j, (float)
                            (0.3 * RandomStream.of(seed, tensor.name()).normal(j)));
                }
            }
        }
        return network;
    }

    static DoubleMatrix widened(FloatMatrix x) {
        DoubleMatrix wide = DoubleMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < x.columns(); j++) {
                wide.set(i, j, x.get(i, j));
            }
        }
        return wide;
    }

    /** The distance of the closest pre-activation, or hinge, from its kink. */
    static double distanceFromKink(
            DoubleNetwork twin, Architecture architecture, DoubleMatrix x, DoubleMatrix y, Loss loss) {
        DoubleMatrix[] values = twin.values(x);
        double distance = Double.POSITIVE_INFINITY;
        for (int i = 0; i < architecture.layers().size(); i++) {
            if (architecture.layers().get(i) instanceof Activated) {
                for (int r = 0; r < values[i].rows(); r++) {
                    for (int c = 0; c < values[i].columns(); c++) {
                        distance = Math.min(distance, Math.abs(values[i].get(r, c)));
                    }
                }
            }
        }
        DoubleMatrix outputs = values[values.length - 1];
        if (loss == Loss.HINGE) {
            for (int r = 0; r < y.rows(); r++) {
                for (int c = 0; c < y.columns(); c++) {
                    distance = Math.min(distance, Math.abs(1 - y.get(r, c) * outputs.get(r, c)));
                }
            }
        }
        return distance;
    }
}
