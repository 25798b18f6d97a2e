package fathom.experiments.profile;

import java.util.List;

/**
 * What came of the networks of one depth and seed.
 *
 * @param error on the test part
 * @param validationError on the validation part, which chose rate and moment
 * @param trainingError on the training part
 * @param trivialError what predicting the most frequent class, or the mean, gives on the same test part
 * @param rate the chosen learning rate
 * @param epochs passes over the training part at the chosen moment
 * @param outcome why the chosen training ended
 * @param students the imitations, if any
 */
public record NetworkResult(
        double error,
        double validationError,
        double trainingError,
        double trivialError,
        double rate,
        int epochs,
        String outcome,
        List<Student> students) {

    /** The list is copied. */
    public NetworkResult {
        students = List.copyOf(students);
    }

    /**
     * A shallower network that imitates.
     *
     * @param unexplained sum (f - t)^2 / sum (t - mean t)^2 over the test inputs, t the teacher's outputs
     * @param disagreement share of the test inputs of another class than the teacher's; NaN where numbers are regressed
     * @param error on the labels of the test part
     */
    public record Student(int depth, double unexplained, double disagreement, double error, double rate) {}
}
