package fathom.experiments.fractal;

/**
 * One network, trained once at one learning rate.
 *
 * @param procedure {@code joint}, or {@code layerwise}: one hidden layer after the other
 * @param depth number of hidden layers
 * @param width of every hidden layer
 * @param rate learning rate of Adam
 * @param picture the decision region is kept on a grid of so many points along either axis; 0 for none
 */
public record NetworkCell(
        Problem problem, String procedure, int depth, int width, double rate, Training training, int picture) {

    static final String JOINT = "joint";
    static final String LAYERWISE = "layerwise";

    /**
     * How it is trained.
     *
     * @param steps of Adam, for layer by layer all layers together
     * @param look the validation points are looked at after every so many steps
     * @param batch points in a step
     * @param bias what every bias begins at
     */
    public record Training(int steps, int look, int batch, double bias) {}

    /** A few words for people. */
    String label() {
        return Systems.name(problem.system()) + ", curve " + problem.curve() + ", depth " + depth + ", width " + width
                + ", rate " + rate + ", seed " + problem.seed() + (procedure.equals(JOINT) ? "" : ", " + procedure);
    }

    Fitting fitting() {
        return new Fitting(training, rate, depth, width);
    }

    /** Weights and biases: d k + k + (L - 1)(k^2 + k) + k + 1. */
    static long parameters(int dimension, int depth, int width) {
        return (long) dimension * width + width + (depth - 1) * ((long) width * width + width) + width + 1;
    }

    /**
     * Rough floating-point operations, which order the queue and scale the time left.
     *
     * <pre>
     * steps (6 batch + 20) (parameters + 100 depth)
     * </pre>
     *
     * The 100 a layer stand for what it costs whatever its width.
     */
    static double cost(Training training, int inputs, int depth, int width) {
        return training.steps() * (6.0 * training.batch() + 20) * (parameters(inputs, depth, width) + 100.0 * depth);
    }

    double cost() {
        return cost(training, 2, depth, width);
    }
}
