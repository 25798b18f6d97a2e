package fathom.experiments.fractal;

import fathom.experiments.protocol.Unfinished;
import module fathom.experiments;
import module java.base;

/**
 * One training in the authors' setting, on points of a fractal.
 *
 * @param scratch where a training keeps what it has so far
 */
record FractalTrial(String scratch) implements Trial<FractalTrial.FractalCell, FractalTrial.FractalFit> {

    /**
     * One network, trained once at one learning rate.
     *
     * @param procedure {@code joint}, or {@code layerwise}: one hidden layer after the other
     * @param depth number of hidden layers
     * @param picture the decision region is kept on a grid of so many points along either axis; 0 for none
     */
    public record FractalCell(
            FractalProblem problem,
            String procedure,
            int depth,
            int width,
            double rate,
            AdamSteps training,
            int picture) {

        static final String JOINT = "joint";
        static final String LAYERWISE = "layerwise";

        /**
         * How it is trained.
         *
         * @param steps of Adam, for layer by layer all layers together
         * @param look steps between two evaluations on the validation points
         * @param bias initial value of every bias
         */
        public record AdamSteps(int steps, int look, int batch, double bias) {}

        String label() {
            return Systems.name(problem.system()) + ", curve " + problem.curve() + ", depth " + depth + ", width "
                    + width + ", rate " + rate + ", seed " + problem.seed()
                    + (procedure.equals(JOINT) ? "" : ", " + procedure);
        }

        Fitting fitting() {
            return new Fitting(training, rate, depth, width);
        }

        /** Weights and biases: d k + k + (L - 1)(k^2 + k) + k + 1. */
        static long parameters(int dimension, int depth, int width) {
            return (long) dimension * width + width + (depth - 1) * ((long) width * width + width) + width + 1;
        }

        long parameters() {
            return parameters(problem.iterated().dimension(), depth, width);
        }

        /**
         * Rough floating-point operations, steps (6 batch + 20) (parameters + 100 depth): 100 a layer for what it costs whatever its width.
         */
        static double cost(AdamSteps training, int inputs, int depth, int width) {
            return training.steps()
                    * (6.0 * training.batch() + 20)
                    * (parameters(inputs, depth, width) + 100.0 * depth);
        }

        double cost() {
            return cost(training, 2, depth, width);
        }
    }

    /**
     * Accuracies of one training.
     *
     * @param validation the best on the validation points at any evaluation, which is what the paper reports
     * @param bestStep when that was
     * @param test of the network of that step on points that chose nothing
     * @param last on the validation points at the end
     * @param looks on the validation points at every evaluation
     * @param region the sign of the best network on a grid, see {@link DecisionRegion}; empty where none was asked for
     */
    public record FractalFit(
            double validation,
            long bestStep,
            double test,
            double last,
            String outcome,
            List<Double> looks,
            String region) {}

    /** Points, and three copies of a network, with room to spare. */
    static long bytes(FractalCell cell) {
        FractalProblem problem = cell.problem();
        long points = (long) problem.training() + problem.validation() + problem.test();
        return points * 64
                + 4
                        * Network.bytes(
                                cell.fitting().architecture(2), cell.training().batch());
    }

    @Override
    public FractalFit run(FractalCell cell) {
        FractalProblem problem = cell.problem();
        Fitting fitting = cell.fitting();
        boolean joint = cell.procedure().equals(FractalCell.JOINT);
        Dataset points = problem.points("training", problem.training());
        Dataset validation = problem.points("validation", problem.validation());
        RandomStream random = RandomStream.of(problem.seed(), "fractal network");
        Network network = fitting.network(points.dimension(), random);
        BestParameters best = new BestParameters(
                validation.inputs(), validation.targets(), network, joint ? fitting.evaluations() : 1);
        Unfinished unfinished = Unfinished.of(scratch, cell);
        String outcome = joint
                ? fitting.joint(network, points, best, random, unfinished)
                : fitting.layerwise(network, points, best, random, unfinished);

        best.restore(network);
        Dataset test = problem.points("test", problem.test());
        return new FractalFit(
                best.accuracy(),
                best.step(),
                1 - Classification.error(network, test.inputs(), test.targets()),
                best.evaluations().getLast(),
                outcome,
                best.evaluations(),
                cell.picture() == 0 ? "" : DecisionRegion.of(network, cell.picture()));
    }
}
