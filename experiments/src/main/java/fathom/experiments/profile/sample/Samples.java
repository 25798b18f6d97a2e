package fathom.experiments.profile.sample;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.List;

/**
 * Inputs and what is to be answered for each.
 *
 * @param inputs n x d, finite numbers
 * @param classes the names of the classes, in the order of their numbers; empty where real numbers are regressed
 * @param answers n x 1 numbers of classes, or n x m real numbers
 */
public record Samples(DoubleMatrix inputs, List<String> classes, DoubleMatrix answers) {

    /** @throws ShapeMismatchException if there is not one answer for each input */
    public Samples {
        classes = List.copyOf(classes);
        if (inputs.rows() != answers.rows()) {
            throw new ShapeMismatchException("inputs are " + inputs.shape() + " and answers " + answers.shape()
                    + ": both need one row a sample");
        }
    }

    /** Whether classes are asked for. */
    public boolean classification() {
        return !classes.isEmpty();
    }

    /** Number of samples. */
    public int size() {
        return inputs.rows();
    }

    /** These rows in this order. */
    public Samples rows(int[] order) {
        return new Samples(rows(inputs, order), classes, rows(answers, order));
    }

    static DoubleMatrix rows(DoubleMatrix x, int[] order) {
        DoubleMatrix rows = DoubleMatrix.zeros(order.length, x.columns());
        for (int i = 0; i < order.length; i++) {
            for (int j = 0; j < x.columns(); j++) {
                rows.set(i, j, x.get(order[i], j));
            }
        }
        return rows;
    }
}
