package fathom.experiments.fractal;

import fathom.experiments.fractal.FractalTrial.FractalCell;
import fathom.experiments.fractal.FractalTrial.FractalCell.AdamSteps;
import fathom.experiments.protocol.Unfinished;
import module fathom.experiments;
import module java.base;

/**
 * A training on the line, in the setting of the trainings in the plane; inputs are moved from [0, 1] to [-1, 1].
 *
 * @param scratch where a training keeps what it has so far
 */
record LineTrial(String scratch) implements Trial<LineTrial.LineCell, LineTrial.LineResult> {

    /**
     * One network trained once on the theory's Cantor distribution, on a line, where its decision is known exactly.
     *
     * @param curve 1 to 6
     * @param points to train on
     * @param validation points, on which step and rate are chosen
     */
    public record LineCell(
            int curve,
            int n,
            int depth,
            int width,
            double rate,
            int points,
            int validation,
            AdamSteps adam,
            long seed) {

        /** The margin, as a share of half a cell of C_n. */
        private static final double SHARE = 0.2;

        CantorDistribution distribution() {
            return distribution(curve, n, SHARE);
        }

        /** The distribution with a margin of a share of half a cell of C_n. */
        static CantorDistribution distribution(int curve, int n, double share) {
            double cell = 1;
            for (int level = 0; level < n; level++) {
                cell /= 3;
            }
            return new CantorDistribution(ApproximationCurve.numbered(curve, n), share * cell / 2);
        }

        Fitting fitting() {
            return new Fitting(adam, rate, depth, width);
        }

        String label() {
            return "on a line, curve " + curve + ", depth " + depth + ", rate " + rate;
        }

        double cost() {
            return FractalCell.cost(adam, 1, depth, width);
        }
    }

    /**
     * @param validation the best accuracy on the validation points at any evaluation
     * @param bestStep when that was
     * @param accuracy of the network of that step under the distribution itself, integrated
     * @param pieces on which that network is affine
     * @param positive where it says positive: the ends of these intervals of [0, 1], one after the other
     */
    public record LineResult(double validation, long bestStep, double accuracy, int pieces, List<Double> positive) {}

    @Override
    public LineResult run(LineCell cell) {
        CantorDistribution cantor = cell.distribution();
        Fitting fitting = cell.fitting();
        RandomStream random = RandomStream.of(cell.seed(), "fractal line");
        Dataset validation = moved(cantor.sample(cell.validation(), random.child("validation")));
        Network network = fitting.network(1, random);
        BestParameters best =
                new BestParameters(validation.inputs(), validation.targets(), network, fitting.evaluations());
        Dataset points = moved(cantor.sample(cell.points(), random.child("training")));
        fitting.joint(network, points, best, random, Unfinished.of(scratch, cell));
        best.restore(network);
        LineNetwork line = LineNetwork.of(network);
        LineDecision decision = LineDecision.of(line);
        return new LineResult(
                best.accuracy(), best.step(), decision.accuracy(cantor), line.regions(-1, 1), decision.positive());
    }

    /** From [0, 1] to [-1, 1]. */
    private static Dataset moved(Dataset points) {
        FloatMatrix moved = FloatMatrix.zeros(points.size(), 1);
        for (int i = 0; i < points.size(); i++) {
            moved.set(i, 0, 2 * points.inputs().get(i, 0) - 1);
        }
        return new Dataset(moved, points.targets(), points.provenance());
    }
}
