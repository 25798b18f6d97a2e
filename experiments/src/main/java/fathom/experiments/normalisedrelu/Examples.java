package fathom.experiments.normalisedrelu;

import fathom.ntk.UnitRows;
import fathom.simd.Elementwise;
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
        DoubleMatrix unit = UnitRows.of(DoubleMatrix.widened(inputs));
        Elementwise.scale(Math.sqrt(inputs.columns()), unit);
        return unit;
    }

    /** x_i := sqrt(d) x_i / |x_i|, in place; a row of zeros stays. */
    Examples scaled() {
        for (int i = 0; i < inputs.rows(); i++) {
            double square = 0;
            for (int j = 0; j < inputs.columns(); j++) {
                square = Math.fma(inputs.get(i, j), (double) inputs.get(i, j), square);
            }
            double scale = square == 0 ? 0 : Math.sqrt(inputs.columns() / square);
            for (int j = 0; j < inputs.columns(); j++) {
                inputs.set(i, j, (float) (scale * inputs.get(i, j)));
            }
        }
        return this;
    }
}
