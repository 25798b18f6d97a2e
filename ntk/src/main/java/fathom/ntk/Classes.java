package fathom.ntk;

import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;

/** Classification as regression, one class against all others. */
public final class Classes {

    /** Subtracted from the indicators: with ten classes it makes the mean target 0. */
    private static final double SHIFT = 0.1;

    private Classes() {}

    /**
     * y_ic = 1{label_i = c} - 0.1, for c = 0, 1, ..., the largest label: n x classes.
     *
     * @throws IllegalArgumentException if a label is negative
     */
    public static DoubleMatrix targets(int... labels) {
        int classes = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalArgumentException(
                        "class labels are 0, 1, 2, ...: label " + i + " (from 0) is " + labels[i]);
            }
            classes = Math.max(classes, labels[i] + 1);
        }
        DoubleMatrix targets = DoubleMatrix.zeros(labels.length, classes);
        for (int i = 0; i < labels.length; i++) {
            for (int c = 0; c < classes; c++) {
                targets.set(i, c, (labels[i] == c ? 1 : 0) - SHIFT);
            }
        }
        return targets;
    }

    /** The class of the largest score in each row; of equal ones the first. */
    public static int[] of(DoubleMatrix scores) {
        int[] classes = new int[scores.rows()];
        for (int i = 0; i < classes.length; i++) {
            classes[i] = Reduce.argmax(scores.row(i));
        }
        return classes;
    }
}
