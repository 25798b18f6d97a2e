package fathom.nn;

/**
 * How training ended.
 *
 * @param outcome why it stopped
 * @param epochs passes over the data, the one that diverged included
 * @param trainingError misclassified fraction of the training examples at the end; where targets are real numbers this
 *     compares signs
 * @param trainingLoss mean loss over the training examples at the end; not finite if training diverged so far
 */
public record TrainingResult(Outcome outcome, int epochs, double trainingError, double trainingLoss) {}
