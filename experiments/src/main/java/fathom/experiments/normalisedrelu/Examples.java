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

    /**
     * x := (x - m_c) / s_c in place, m_c and s_c the mean and the standard deviation of channel c over these examples.
     *
     * @param more examples that are moved by the same m_c and s_c
     */
    void standardise(int channels, Examples... more) {
        double[] mean = new double[channels];
        double[] scale = new double[channels];
        double count = (double) inputs.rows() * inputs.columns() / channels;
        for (int c = 0; c < channels; c++) {
            for (int i = 0; i < inputs.rows(); i++) {
                for (int j = c; j < inputs.columns(); j += channels) {
                    mean[c] += inputs.get(i, j) / count;
                }
            }
            double square = 0;
            for (int i = 0; i < inputs.rows(); i++) {
                for (int j = c; j < inputs.columns(); j += channels) {
                    double deviation = inputs.get(i, j) - mean[c];
                    square = Math.fma(deviation, deviation, square);
                }
            }
            scale[c] = square == 0 ? 1 : Math.sqrt(count / square);
        }
        shift(mean, scale);
        for (Examples others : more) {
            others.shift(mean, scale);
        }
    }

    private void shift(double[] mean, double[] scale) {
        for (int i = 0; i < inputs.rows(); i++) {
            for (int j = 0; j < inputs.columns(); j++) {
                int c = j % mean.length;
                inputs.set(i, j, (float) ((inputs.get(i, j) - mean[c]) * scale[c]));
            }
        }
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
