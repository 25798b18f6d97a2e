package fathom.experiments.profile;

import fathom.experiments.profile.sample.Split;
import fathom.simd.matrix.DoubleMatrix;

/** How far a student's outputs are from its teacher's. */
final class Imitation {

    private Imitation() {}

    /** sum (f - t)^2 / sum (t - mean t)^2, the mean taken for each output: 0 for a perfect copy, 1 for a constant. */
    static double unexplained(DoubleMatrix copied, DoubleMatrix taught) {
        double missed = 0;
        double all = 0;
        for (int j = 0; j < taught.columns(); j++) {
            double mean = 0;
            for (int i = 0; i < taught.rows(); i++) {
                mean += taught.get(i, j) / taught.rows();
            }
            for (int i = 0; i < taught.rows(); i++) {
                double difference = copied.get(i, j) - taught.get(i, j);
                double centred = taught.get(i, j) - mean;
                missed = Math.fma(difference, difference, missed);
                all = Math.fma(centred, centred, all);
            }
        }
        return missed / all;
    }

    /** The share of rows that stand for another class. */
    static double disagreement(DoubleMatrix copied, DoubleMatrix taught) {
        int different = 0;
        for (int i = 0; i < taught.rows(); i++) {
            different += Split.category(copied, i) == Split.category(taught, i) ? 0 : 1;
        }
        return different / (double) taught.rows();
    }
}
