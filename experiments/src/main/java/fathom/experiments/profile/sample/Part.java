package fathom.experiments.profile.sample;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/**
 * One part of a split, scaled.
 *
 * @param inputs n x d
 * @param targets n x m, as kernels regress them: -1 and 1 for two classes, indicators less 1/C for C classes, standardised numbers
 *     for a regression
 */
public record Part(DoubleMatrix inputs, DoubleMatrix targets) {

    /** Number of samples. */
    public int size() {
        return inputs.rows();
    }

    /** The inputs as networks take them. */
    public FloatMatrix floatInputs() {
        return FloatMatrix.rounded(inputs);
    }

    /** The targets as the losses of networks take them: indicators of 0 and 1 for more than two classes, else as they are. */
    public FloatMatrix floatTargets(boolean classification) {
        FloatMatrix floats = FloatMatrix.rounded(targets);
        if (classification && targets.columns() > 1) {
            for (int i = 0; i < targets.rows(); i++) {
                for (int j = 0; j < targets.columns(); j++) {
                    floats.set(i, j, targets.get(i, j) > 0 ? 1 : 0);
                }
            }
        }
        return floats;
    }
}
