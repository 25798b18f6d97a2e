package fathom.data;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * Samples and what is to be learned from them.
 *
 * @param inputs n x d, one sample a row
 * @param targets n x m, one column a target
 * @param provenance where the samples come from
 */
public record Dataset(FloatMatrix inputs, FloatMatrix targets, Provenance provenance) {

    /** @throws ShapeMismatchException if inputs and targets differ in their number of rows */
    public Dataset {
        if (inputs.rows() != targets.rows()) {
            throw new ShapeMismatchException("inputs are " + inputs.shape() + " and targets " + targets.shape()
                    + ": both need one row a sample");
        }
    }

    /** Number of samples. */
    public int size() {
        return inputs.rows();
    }

    /** Number of entries of one input. */
    public int dimension() {
        return inputs.columns();
    }

    /** The samples from {@code from} (inclusive) to {@code to} (exclusive), as views. */
    public Dataset slice(int from, int to) {
        return new Dataset(inputs.rows(from, to), targets.rows(from, to), provenance);
    }
}
