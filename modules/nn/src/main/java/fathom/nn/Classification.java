package fathom.nn;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * Outputs read as classes.
 *
 * <pre>
 * one output      class 1 where f >= 0, else -1;   wrong unless it has the target's sign
 * more outputs    class argmax_j f_j, the first of equals;   wrong unless it is the target's argmax
 * </pre>
 *
 * An output that is no number is wrong.
 */
public final class Classification {

    private Classification() {}

    /**
     * The misclassified fraction, in [0, 1].
     *
     * @param x n x inputs
     * @param labels n x outputs
     * @throws ShapeMismatchException if the shapes do not fit
     */
    public static double error(Network network, FloatMatrix x, FloatMatrix labels) {
        FloatMatrix outputs = network.forward(x);
        return (double) mistakes(outputs, labels) / Math.max(1, labels.rows());
    }

    /**
     * How many rows are classified wrongly.
     *
     * @param outputs n x m
     * @param labels n x m
     * @throws ShapeMismatchException if the shapes differ
     */
    public static int mistakes(FloatMatrix outputs, FloatMatrix labels) {
        if (outputs.rows() != labels.rows() || outputs.columns() != labels.columns()) {
            throw new ShapeMismatchException(
                    "outputs are " + outputs.shape() + " and labels " + labels.shape() + ": they must be equal");
        }
        int mistakes = 0;
        for (int i = 0; i < outputs.rows(); i++) {
            mistakes += wrong(outputs, labels, i) ? 1 : 0;
        }
        return mistakes;
    }

    private static boolean wrong(FloatMatrix outputs, FloatMatrix labels, int row) {
        if (outputs.columns() == 1) {
            float output = outputs.get(row, 0);
            return Float.isNaN(output) || output >= 0 != labels.get(row, 0) >= 0;
        }
        return argmax(outputs, row) != argmax(labels, row);
    }

    /**
     * Classes as targets: 1 in the class's column, 0 elsewhere.
     *
     * @param classes of each row, from 0 on
     * @param count number of classes
     * @throws IllegalArgumentException if a class is not one of them
     */
    public static FloatMatrix targets(int[] classes, int count) {
        FloatMatrix targets = FloatMatrix.zeros(classes.length, count);
        for (int i = 0; i < classes.length; i++) {
            if (classes[i] < 0 || classes[i] >= count) {
                throw new IllegalArgumentException(
                        "row " + i + " is of class " + classes[i] + ", which is not one of 0 to " + (count - 1));
            }
            targets.set(i, classes[i], 1);
        }
        return targets;
    }

    /** The first greatest column of a row, or -1 if the row holds a NaN. */
    private static int argmax(FloatMatrix x, int row) {
        int best = 0;
        for (int j = 0; j < x.columns(); j++) {
            if (Float.isNaN(x.get(row, j))) {
                return -1;
            }
            if (x.get(row, j) > x.get(row, best)) {
                best = j;
            }
        }
        return best;
    }
}
