package fathom.experiments.localglobal;

import java.util.List;

/**
 * One network to train.
 *
 * @param target {@code local} or {@code global}
 * @param depth number of hidden layers
 * @param perturbations lengths of the perturbations of test points under which its answers are compared
 */
public record NetworkCell(Problem problem, String target, int depth, Training training, List<Double> perturbations) {

    /**
     * How it is trained.
     *
     * @param H width of every hidden layer
     * @param rates learning rates to choose from
     * @param epochs limit of each training
     * @param validation share of the samples on which the rate is chosen
     */
    public record Training(
            int H, List<Double> rates, int epochs, int batch, String initialiser, String loss, double validation) {}

    /** A few words for people. */
    String label() {
        return "network, " + target + ", k = " + problem.k() + ", depth " + depth + ", seed " + problem.seed();
    }

    /**
     * Rough floating-point operations, which order the queue (longest first) and scale the time left.
     *
     * <pre>
     * 6 (parameters + 400) N epochs (rates (1 - validation) + 1)
     * </pre>
     *
     * The 400 stand for what a step costs whatever its size.
     */
    double cost() {
        double width = training.H();
        double parameters = depth == 0 ? problem.d() : problem.d() * width + (depth - 1) * width * width + width;
        double samples = problem.N() * (double) training.epochs();
        return 6 * (parameters + 400) * samples * (training.rates().size() * (1 - training.validation()) + 1);
    }
}
