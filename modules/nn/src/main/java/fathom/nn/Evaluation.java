package fathom.nn;

import fathom.simd.matrix.FloatMatrix;

/**
 * A network held against examples.
 *
 * @param loss the mean over rows of the sum over outputs of l(f, y)
 * @param error the misclassified fraction, as {@link Classification} counts
 */
public record Evaluation(double loss, double error) {

    /**
     * All rows of {@code x}.
     *
     * @param x n x inputs
     * @param targets n x outputs
     * @throws IllegalArgumentException if shapes do not fit, or a number is not finite or outside the loss's range
     */
    public static Evaluation of(Network network, FloatMatrix x, FloatMatrix targets, Loss loss) {
        loss.check(targets);
        return of(network, Batches.of(x, targets), loss);
    }

    /** All of {@code data}, which has passed its checks. */
    static Evaluation of(Network network, Batches data, Loss loss) {
        Sweep sweep = new Sweep(network, data);
        double sum = 0;
        int mistakes = 0;
        while (sweep.next()) {
            sum += loss.sum(sweep.outputs(), sweep.targets());
            mistakes += Classification.mistakes(sweep.outputs(), sweep.targets());
        }
        return new Evaluation(sum / data.rows(), (double) mistakes / data.rows());
    }

    /** Whether every example is classified rightly; stops at the first block with a mistake. */
    static boolean interpolates(Network network, Batches data) {
        Sweep sweep = new Sweep(network, data);
        while (sweep.next()) {
            if (Classification.mistakes(sweep.outputs(), sweep.targets()) > 0) {
                return false;
            }
        }
        return true;
    }

    /** The examples in their own order, block after block, with the network's outputs. */
    private static final class Sweep {

        private static final int BLOCK = 256;

        private final Network network;
        private final Batches data;
        private final int[] order;
        private int from;
        private FloatMatrix outputs;
        private FloatMatrix targets;

        Sweep(Network network, Batches data) {
            this.network = network;
            this.data = data;
            this.order = new int[data.rows()];
            for (int i = 0; i < order.length; i++) {
                order[i] = i;
            }
        }

        boolean next() {
            if (from == order.length) {
                return false;
            }
            int rows = Math.min(BLOCK, order.length - from);
            FloatMatrix x = FloatMatrix.zeros(rows, data.inputs());
            targets = FloatMatrix.zeros(rows, data.outputs());
            data.gather(order, from, x, targets);
            outputs = network.forward(x);
            from += rows;
            return true;
        }

        FloatMatrix outputs() {
            return outputs;
        }

        FloatMatrix targets() {
            return targets;
        }
    }
}
