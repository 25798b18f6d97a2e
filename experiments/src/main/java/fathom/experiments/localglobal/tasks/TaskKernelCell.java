package fathom.experiments.localglobal.tasks;

import fathom.data.Task;
import fathom.experiments.localglobal.regression.KernelCell;
import fathom.experiments.protocol.MatrixPaces;

/**
 * One regression of a task's labels, on inputs of length 1.
 *
 * @param kernel {@code ntk}, {@code ntk-unbiased} or {@code nngp}
 * @param ridge r of K + N r I; 0 interpolates
 */
public record TaskKernelCell(String task, int N, int testPoints, String kernel, int depth, double ridge, long seed) {

    /** A few words for people. */
    String label() {
        return task + ", " + kernel + ", depth " + depth + ", seed " + seed;
    }

    double seconds(MatrixPaces paces) {
        return KernelCell.regression(paces, N, testPoints, dimension(), depth);
    }

    double cost() {
        double n = N;
        double entries = n * (n / 2 + testPoints);
        return 2 * (n * n * n / 3 + (2.0 * dimension() + 30 * depth) * entries);
    }

    int dimension() {
        return Task.named(task).target().dimension();
    }
}
