package fathom.nn;

/**
 * How to train: the settings, as a value.
 *
 * @param loss what is made small
 * @param learningRate step length of gradient descent, a positive number
 * @param batchSize examples in a mini-batch, at least 1
 * @param maxEpochs passes over the data after which training stops, at least 0
 * @param checkEvery after every so many epochs it is seen whether the training error is 0; 0 for never. The check stops at the
 *     first block of rows with a mistake, so it costs next to nothing until the end.
 */
public record Training(Loss loss, double learningRate, int batchSize, int maxEpochs, int checkEvery) {

    /** @throws IllegalArgumentException if a setting is out of range */
    public Training {
        if (!(learningRate > 0) || learningRate > Float.MAX_VALUE) {
            throw new IllegalArgumentException("the learning rate must be a positive number, not " + learningRate);
        }
        if (batchSize < 1) {
            throw new IllegalArgumentException("a batch needs at least 1 example, not " + batchSize);
        }
        if (maxEpochs < 0) {
            throw new IllegalArgumentException("the epoch limit is at least 0, not " + maxEpochs);
        }
        if (checkEvery < 0) {
            throw new IllegalArgumentException(
                    "the training error is checked every 1 or more epochs, or never (0), not every " + checkEvery);
        }
    }

    /** These settings, with the training error checked after each epoch where the loss takes labels, else never. */
    public static Training of(Loss loss, double learningRate, int batchSize, int maxEpochs) {
        return new Training(loss, learningRate, batchSize, maxEpochs, loss.takesLabels() ? 1 : 0);
    }

    /** These settings with another learning rate. */
    public Training withLearningRate(double rate) {
        return new Training(loss, rate, batchSize, maxEpochs, checkEvery);
    }

    /** These settings with another interval between checks of the training error. */
    public Training withCheckEvery(int epochs) {
        return new Training(loss, learningRate, batchSize, maxEpochs, epochs);
    }
}
