package fathom.experiments.profile;

import java.util.List;

/**
 * The networks of one depth and one seed.
 *
 * @param depth number of hidden layers
 * @param students depths of the shallower networks that imitate this one; none for all but the deepest
 */
public record NetworkCell(
        Problem problem, int inputs, int outputs, int depth, Training training, List<Integer> students) {

    /**
     * How they are trained.
     *
     * @param width of every hidden layer
     * @param rates learning rates to choose from
     * @param steps limit of each training
     * @param batch samples in a step
     * @param unlabelled inputs on which students imitate
     */
    public record Training(int width, List<Double> rates, int steps, int batch, int unlabelled) {}

    /** The list is copied. */
    public NetworkCell {
        students = List.copyOf(students);
    }

    String label() {
        return "network, depth " + depth + ", seed " + problem.seed();
    }

    /** Numbers that a network of this depth learns. */
    static double parameters(int inputs, int outputs, int width, int depth) {
        double hidden = width;
        return depth == 0
                ? (inputs + 1.0) * outputs
                : (inputs + 1) * hidden + (depth - 1) * (hidden + 1) * hidden + (hidden + 1) * outputs;
    }

    /** Steps of the whole search: all rates to one half, the better half of them to the end. */
    static double steps(Training training) {
        int rates = training.rates().size();
        return training.steps() * (rates / 2.0 + Math.ceilDiv(rates, 2) / 2.0);
    }

    /** Looks of the whole search at what chooses, as its {@link #steps} go. */
    static double looks(Training training) {
        return NetworkSearch.LOOKS * steps(training) / training.steps();
    }

    /** Rough floating-point operations: 6 for each parameter and sample of a step, and what a step costs besides. */
    double cost() {
        double sum = step(depth);
        for (int student : students) {
            sum += step(student);
        }
        return sum * steps(training);
    }

    private double step(int layers) {
        double parameters = parameters(inputs, outputs, training.width(), layers);
        return 6 * parameters * training.batch() + 20 * parameters + 2e5 * (layers + 1);
    }
}
