package fathom.experiments.localglobal;

import fathom.experiments.localglobal.problem.Words;
import fathom.runs.Bytes;
import fathom.runs.UserError;
import fathom.runs.settings.Require;
import java.util.List;

/** What orders, dimensions and sizes can be together. */
final class Limits {

    /** The most rows of a square matrix in a Java array. */
    private static final int LARGEST_KERNEL = 46_340;

    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

    private Limits() {}

    static void checkOrders(List<Integer> k, List<Integer> d, List<String> targets) {
        if (d.size() != 1 && d.size() != k.size()) {
            throw new UserError("d has " + d.size() + " values and k has " + k.size()
                    + ", expected one dimension for all orders or one for each");
        }
        for (int i = 0; i < k.size(); i++) {
            int order = Require.atLeast("k", k.get(i), 1);
            int dimension = Require.atLeast("d", d.get(d.size() == 1 ? 0 : i), 1);
            if (targets.contains(Words.LOCAL) && order > dimension) {
                throw new UserError("k=" + order + " with d=" + dimension + " cannot be: a local target multiplies "
                        + order + " different entries of an input, expected k <= d");
            }
            if (targets.contains(Words.GLOBAL) && order >= dimension) {
                throw new UserError(
                        "k=" + order + " with d=" + dimension
                                + " cannot be: a global target sums products of k neighbours round a ring of d entries, expected k < d");
            }
        }
    }

    /** Refuses what no Java array holds, whatever the memory. */
    static void checkSizes(int samples, int testPoints, List<Integer> d, List<String> kernels) {
        int points = Math.max(samples, testPoints);
        if (!kernels.isEmpty() && samples > LARGEST_KERNEL) {
            throw new UserError("N=" + samples + " with kernels needs about "
                    + Bytes.words((long) Math.min(8.0 * samples * samples, Long.MAX_VALUE))
                    + " in one matrix, which can have " + LARGEST_KERNEL
                    + " rows at most; take a smaller N, or leave the kernels out (kernels=)");
        }
        for (int dimension : d) {
            if ((long) points * dimension > LARGEST_ARRAY) {
                throw new UserError(points + " points of d=" + dimension + " entries need about "
                        + Bytes.words(4L * points * dimension) + " in one array, which can have "
                        + Bytes.words(4 * LARGEST_ARRAY) + " at most; take a smaller N, testPoints or d");
            }
        }
    }
}
