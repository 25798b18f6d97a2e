package fathom.experiments.normalisedrelu;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/**
 * Inputs and their classes.
 *
 * @param inputs n x d, each row of length sqrt(d)
 * @param targets n x classes, 1 in the column of the class
 */
record Examples(FloatMatrix inputs, FloatMatrix targets) {

    int size() {
        return inputs.rows();
    }

    /** The first so many, as views. */
    Examples first(int count) {
        return new Examples(inputs.rows(0, count), targets.rows(0, count));
    }

    /** The inputs in double, each brought back to length sqrt(d), from which rounding to float took it. */
    DoubleMatrix doubles() {
        DoubleMatrix x = DoubleMatrix.zeros(inputs.rows(), inputs.columns());
        for (int i = 0; i < x.rows(); i++) {
            double scale = scale(i);
            for (int j = 0; j < x.columns(); j++) {
                x.set(i, j, scale * inputs.get(i, j));
            }
        }
        return x;
    }

    /** x_i := sqrt(d) x_i / |x_i|, in place; a row of zeros stays. */
    Examples scaled() {
        for (int i = 0; i < inputs.rows(); i++) {
            double scale = scale(i);
            for (int j = 0; j < inputs.columns(); j++) {
                inputs.set(i, j, (float) (scale * inputs.get(i, j)));
            }
        }
        return this;
    }

    /** sqrt(d) / |x_i|, or 0. */
    private double scale(int row) {
        double square = 0;
        for (int j = 0; j < inputs.columns(); j++) {
            square = Math.fma(inputs.get(row, j), (double) inputs.get(row, j), square);
        }
        return square == 0 ? 0 : Math.sqrt(inputs.columns() / square);
    }
}
