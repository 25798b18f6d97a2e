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

    /** Labels -1 and 1, one class a row, or normal numbers, as the loss takes them. */
    static FloatMatrix targets(int rows, int columns, Loss loss, long seed) {
        FloatMatrix y = normal(rows, columns, seed, "targets");
        if (loss == Loss.SOFTMAX_CROSS_ENTROPY) {
            RandomStream stream = RandomStream.of(seed, "classes");
            int[] classes = new int[rows];
            for (int i = 0; i < rows; i++) {
                classes[i] = stream.below(columns, i);
            }
            return Classification.targets(classes, columns);
        }
        if (loss.takesLabels()) {
            for (int i = 0; i < y.array().length; i++) {
                y.array()[i] = y.array()[i] >= 0 ? 1 : -1;
            }
        }
        return y;
    }

    /** A network whose biases, gains and running averages are drawn too, so that a test sees them at work. */
    static Network network(Architecture architecture, Initialiser initialiser, long seed, int batch) {
        Network network = Network.initialised(architecture, initialiser, RandomStream.of(seed, "parameters"), batch);
        for (Tensor tensor : architecture.tensors()) {
            if (tensor.kind() != Tensor.Kind.WEIGHT) {
                FloatMatrix row = network.parameter(tensor);
                RandomStream stream = RandomStream.of(seed, tensor.name());
                for (int j = 0; j < row.columns(); j++) {
                    row.set(0, j, row.get(0, j) + (float) (0.3 * stream.normal(j)));
                }
            }
        }
        for (int i = 0; i < network.state().length; i++) {
            network.state()[i] += (float) RandomStream.of(seed, "state").uniform(i);
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

    static double[] widened(float[] x) {
        double[] wide = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            wide[i] = x[i];
        }
        return wide;
    }
}
