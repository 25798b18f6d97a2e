package fathom.data;

import fathom.simd.matrix.FloatMatrix;

/** A function to be learned: a real number for each input, and the class that its sign gives. */
public interface Target {

    /** A short name for reports and provenance, such as {@code 3-local}. */
    String name();

    /** The number d of entries of an input. */
    int dimension();

    /**
     * f(x) for x in row {@code row} of {@code inputs} (n x d), computed in double.
     *
     * @throws IndexOutOfBoundsException if there is no such row
     */
    double value(FloatMatrix inputs, int row);

    /** +1 where f(x) >= 0 and -1 elsewhere. */
    default int label(FloatMatrix inputs, int row) {
        return value(inputs, row) >= 0 ? 1 : -1;
    }

    /** The labels +1 and -1 of all rows of {@code inputs}: n x 1. */
    default FloatMatrix labels(FloatMatrix inputs) {
        FloatMatrix labels = FloatMatrix.zeros(inputs.rows(), 1);
        for (int i = 0; i < inputs.rows(); i++) {
            labels.set(i, 0, label(inputs, i));
        }
        return labels;
    }

    /** The values f(x) of all rows of {@code inputs}, rounded to float: n x 1. */
    default FloatMatrix values(FloatMatrix inputs) {
        FloatMatrix values = FloatMatrix.zeros(inputs.rows(), 1);
        for (int i = 0; i < inputs.rows(); i++) {
            values.set(i, 0, (float) value(inputs, i));
        }
        return values;
    }
}
