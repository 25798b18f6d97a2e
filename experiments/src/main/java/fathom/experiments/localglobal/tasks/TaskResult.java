package fathom.experiments.localglobal.tasks;

/**
 * What the training of one network came to.
 *
 * @param error share of the test points whose label is wrong
 * @param constantError the same of always answering the more frequent class; it stands for training that diverged
 * @param rate the learning rate that the validation split chose
 * @param outcome {@code interpolated}, {@code epoch limit} or {@code diverged}
 */
public record TaskResult(
        double error, double constantError, double rate, String outcome, int epochs, double trainingError) {}
