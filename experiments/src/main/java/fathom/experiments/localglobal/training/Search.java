package fathom.experiments.localglobal.training;

import fathom.nn.Initialiser;
import fathom.nn.Loss;
import java.util.List;
import java.util.Locale;

/**
 * How a network is trained.
 *
 * @param H width of every hidden layer
 * @param rates learning rates to choose from
 * @param epochs limit of each training
 * @param batch samples in a step
 * @param initialiser {@code glorot}, {@code he} or {@code ntk}
 * @param loss {@code logistic}, {@code hinge} or {@code squared}
 * @param validation share of the samples on which the rate is chosen
 */
public record Search(
        int H, List<Double> rates, int epochs, int batch, String initialiser, String loss, double validation) {

    /** The number of samples that are held back, the last ones. */
    public int held(int samples) {
        return held(validation, samples);
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
     * 6 (parameters + 400) N epochs (rates (1 - validation) + 1)
     * </pre>
     *
     * The 400 stand for what a step costs whatever its size.
     */
    public double cost(int inputs, int depth, int samples) {
        double width = H;
        double parameters = depth == 0 ? inputs : inputs * width + (depth - 1) * width * width + width;
        return 6 * (parameters + 400) * epochs * samples * (rates.size() * (1 - validation) + 1);
    }
}
