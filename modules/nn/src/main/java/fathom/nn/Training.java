package fathom.nn;

/**
 * How to train: the settings, as a value.
 *
 * @param loss what is made small
 * @param learningRate step length, a positive number, times what {@code schedule} says
 * @param batchSize examples in a mini-batch, at least 1
 * @param maxEpochs passes over the data after which training stops, at least 0
 * @param checkEvery after every so many epochs it is seen whether the training error is 0; 0 for never. The check stops at the
 *     first block of rows with a mistake, so it costs next to nothing until the end.
 * @param optimiser how a gradient moves the parameters
 * @param schedule how the learning rate changes
 * @param clip a gradient whose Euclidean norm is greater is shortened to this norm; infinity for never
 */
public record Training(
        Loss loss,
        double learningRate,
        int batchSize,
        int maxEpochs,
        int checkEvery,
        Optimiser optimiser,
        Schedule schedule,
        double clip) {

    /** @throws IllegalArgumentException if a setting is out of range */
    public Training {
        Ranges.positive(learningRate, "the learning rate");
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
        if (!(clip > 0)) {
            throw new IllegalArgumentException("gradients are shortened to a positive norm, not to " + clip);
        }
    }

    /**
     * Plain stochastic gradient descent at a constant rate, with the training error checked after each epoch where the loss takes labels,
     * else never.
     */
    public static Training of(Loss loss, double learningRate, int batchSize, int maxEpochs) {
        return new Training(
                loss,
                learningRate,
                batchSize,
                maxEpochs,
                loss.takesLabels() ? 1 : 0,
                Optimiser.sgd(),
                Schedule.constant(),
                Double.POSITIVE_INFINITY);
    }

    /** These settings with another learning rate. */
    public Training withLearningRate(double rate) {
        return new Training(loss, rate, batchSize, maxEpochs, checkEvery, optimiser, schedule, clip);
    }

    /** These settings with another epoch limit. */
    public Training withMaxEpochs(int epochs) {
        return new Training(loss, learningRate, batchSize, epochs, checkEvery, optimiser, schedule, clip);
    }

    /** These settings with another interval between checks of the training error. */
    public Training withCheckEvery(int epochs) {
        return new Training(loss, learningRate, batchSize, maxEpochs, epochs, optimiser, schedule, clip);
    }

    /** These settings with another optimiser. */
    public Training with(Optimiser other) {
        return new Training(loss, learningRate, batchSize, maxEpochs, checkEvery, other, schedule, clip);
    }

    /** These settings with another schedule. */
    public Training with(Schedule other) {
        return new Training(loss, learningRate, batchSize, maxEpochs, checkEvery, optimiser, other, clip);
    }

    /** These settings with gradients shortened to a norm. */
    public Training withClip(double norm) {
        return new Training(loss, learningRate, batchSize, maxEpochs, checkEvery, optimiser, schedule, norm);
    }
}
