package fathom.nn;

import fathom.simd.matrix.FloatMatrix;

/** What training needs of a data set: its sizes, and any of its rows in any order. */
public interface Batches {

    /** Number of rows (examples). */
    int rows();

    /** Width of an input. */
    int inputs();

    /** Width of a target. */
    int outputs();

    /**
     * Copies examples: row i of {@code inputs} and {@code targets} becomes example {@code order[from + i]}.
     *
     * @param order numbers of examples, each in [0, rows)
     * @param from where in {@code order} to begin
     * @param inputs n x {@link #inputs()}, overwritten
     * @param targets n x {@link #outputs()}, overwritten
     */
    void gather(int[] order, int from, FloatMatrix inputs, FloatMatrix targets);

    /**
     * The same for one pass over the data in training, where examples may be changed at random, otherwise in every pass.
     *
     * @param pass number of the pass, from 0 on; what is random is a function of it and of the example's number
     */
    default void gather(int[] order, int from, int pass, FloatMatrix inputs, FloatMatrix targets) {
        gather(order, from, inputs, targets);
    }

    /**
     * The rows of two matrices, which are shared, not copied.
     *
     * @param inputs n x d, n at least 1
     * @param targets n x m
     * @throws IllegalArgumentException if the numbers of rows differ or are 0, or an element is not finite
     */
    static Batches of(FloatMatrix inputs, FloatMatrix targets) {
        return new MatrixBatches(inputs, targets);
    }
}
