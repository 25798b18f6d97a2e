package fathom.experiments.localglobal;

import module fathom.experiments;
import module java.base;

/**
 * How a network is trained.
 *
 * @param H width of every hidden layer
 * @param rates learning rates to choose from
 * @param epochs limit of each training
 * @param batch samples in a step
 * @param initialiser {@code glorot}, {@code he} or {@code ntk}
 * @param loss {@code logistic}, {@code hinge} or {@code squared}
 * @param validation share of the samples on which the rate is chosen, where there is one fold
 * @param folds 1, or the number of parts of the samples of which each in turn is held back, each with an initialisation of its own
 */
public record Search(
        int H,
        List<Double> rates,
        int epochs,
        int batch,
        String initialiser,
        String loss,
        double validation,
        int folds) {

    /** The first row that a fold holds back. */
    int from(int fold, int samples) {
        return folds == 1 ? samples - held(validation, samples) : (int) ((long) samples * fold / folds);
    }

    /** The row after the last one that a fold holds back. */
    int to(int fold, int samples) {
        return folds == 1 ? samples : from(fold + 1, samples);
    }

    /** The number of samples that a share of {@code validation} holds back. */
    public static int held(double validation, int samples) {
        return (int) Math.floor(validation * samples);
    }

    Initialiser weights() {
        return Initialiser.valueOf(initialiser.toUpperCase(Locale.ROOT));
    }

    Loss lossFunction() {
        return Loss.valueOf(loss.toUpperCase(Locale.ROOT));
    }

    /**
     * Rough floating-point operations of a search and the training after it, which order the queue (longest first) and scale the time left.
     *
     * <pre>
     * 6 (parameters + 400) N epochs (rates (1 - validation) + 1),   with folds - 1 for 1 - validation where there are several
     * </pre>
     *
     * The 400 stand for what a step costs whatever its size.
     */
    public double cost(int inputs, int depth, int samples) {
        double width = H;
        double parameters = depth == 0 ? inputs : inputs * width + (depth - 1) * width * width + width;
        return 6
                * (parameters + 400)
                * epochs
                * samples
                * (rates.size() * (folds == 1 ? 1 - validation : folds - 1) + 1);
    }
}
