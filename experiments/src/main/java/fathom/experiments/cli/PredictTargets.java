package fathom.experiments.cli;

import fathom.ntk.Classes;
import fathom.ntk.Resources;
import fathom.runs.Bytes;
import fathom.runs.UserError;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * What predict fits. A vector of integers is class labels; everything else is regressed.
 *
 * @param matrix n x m: values, or the classes' indicators
 * @param vector whether the file holds a vector
 * @param labels whether they are class labels
 */
record PredictTargets(DoubleMatrix matrix, boolean vector, boolean labels) {

    /**
     * @param inputs the file of the inputs, for messages
     * @param rows how many inputs there are
     * @param tests how many predictions will be made
     * @param notices receives sentences on what was decided
     * @throws UserError if they do not fit the inputs, or are no class labels
     */
    static PredictTargets read(Path path, Path inputs, int rows, int tests, Consumer<String> notices) {
        Tensor given = ArrayFiles.tensor(path);
        if (given.shape().isEmpty() || given.shape().size() > 2) {
            throw new UserError(path + " has the shape " + given.shape() + ", expected n or n x m");
        }
        if (given.shape().getFirst() != rows) {
            throw new UserError(path + " has " + given.shape().getFirst() + " rows and " + inputs + " has " + rows
                    + ", expected one target for each input");
        }
        boolean vector = given.shape().size() == 1;
        boolean whole = ArrayFiles.isWhole(given);
        if (!vector || !whole) {
            if (whole) {
                notices.accept(path + " is a matrix of integers; they are regressed as numbers, not as classes");
            }
            return new PredictTargets(ArrayFiles.finite(given.toDoubleMatrix(), path), vector, false);
        }
        return new PredictTargets(classes(given.elements(), path, tests, notices), true, true);
    }

    private static DoubleMatrix classes(Tensor.Elements elements, Path path, int tests, Consumer<String> notices) {
        String remedy = "; to regress integers, save them as floats: numpy.save(\"y.npy\", y.astype(float))";
        int n = elements.count();
        double largest = -1;
        for (int i = 0; i < n; i++) {
            double label = elements.asDouble(i);
            if (label < 0) {
                throw new UserError(path + " holds integers, which are taken as class labels 0, 1, 2, ..., but label "
                        + i + " (from 0) is " + text(label) + ": write two classes as 0 and 1" + remedy);
            }
            largest = Math.max(largest, label);
        }
        if (largest >= n) {
            throw new UserError(
                    path + " holds integers, which are taken as class labels 0, 1, 2, ...: label " + text(largest)
                            + " means " + text(largest + 1) + " classes, more than the " + n + " rows" + remedy);
        }
        int count = (int) largest + 1;
        long needed = (2L * n + tests) * count * Double.BYTES;
        if (needed > Resources.heap() / 10 * 9) {
            throw new UserError(path + " holds labels of " + count + " classes, whose scores need about "
                    + Bytes.words(needed) + ", but the heap has " + Bytes.words(Resources.heap())
                    + ": give a larger FATHOM_HEAP" + remedy);
        }
        int[] labels = new int[n];
        BitSet seen = new BitSet();
        for (int i = 0; i < n; i++) {
            labels[i] = (int) elements.asDouble(i);
            seen.set(labels[i]);
        }
        notices.accept(path + " holds integers, which are taken as class labels: " + count + " classes, 0 to "
                + text(largest) + (seen.cardinality() < count ? ", of which " + seen.cardinality() + " occur" : "")
                + remedy);
        return Classes.targets(labels);
    }

    private static String text(double whole) {
        return String.format(Locale.ROOT, "%.0f", whole);
    }
}
