package fathom.experiments.normalisedrelu;

import module fathom.experiments;

/**
 * Inputs and their classes.
 *
 * @param inputs n x d, each row of length sqrt(d) once it is scaled
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

    /** The same, each input of length sqrt(d), in place. */
    Examples scaled() {
        ChannelScaling.toRadius(inputs);
        return this;
    }
}
