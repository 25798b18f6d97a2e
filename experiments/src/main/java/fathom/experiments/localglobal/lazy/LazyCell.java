package fathom.experiments.localglobal.lazy;

import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.training.Forecast;
import fathom.experiments.protocol.Paces;
import fathom.nn.Loss;
import java.util.List;

/**
 * One network in the NTK parameterisation whose output is multiplied by alpha.
 *
 * @param target {@code local} or {@code global}
 * @param depth number of hidden layers
 * @param width of each of them
 * @param alpha the output's factor: lazy if large
 */
public record LazyCell(Problem problem, String target, int depth, int width, double alpha, Descent descent) {

    /**
     * How it is trained.
     *
     * @param factors learning rates to choose from, as shares of the largest stable one of the batch's tangent kernel
     * @param epochs limit of each training
     * @param batch samples in a step
     * @param validation share of the samples on which the rate is chosen
     * @param probes test points on which the tangent kernel is watched
     */
    public record Descent(List<Double> factors, int epochs, int batch, double validation, int probes) {}

    /** Parameters that would take as long as what a step costs whatever its size. */
    private static final double ANYHOW = 400;

    /** A few words for people. */
    String label() {
        return "lazy, " + target + ", depth " + depth + ", width " + width + ", alpha " + alpha + ", seed "
                + problem.seed();
    }

    /** All but the seed. */
    Object kind() {
        return List.of(target, depth, width, alpha, problem.N(), descent);
    }

    /**
     * Seconds of the trainings; after every epoch all samples, and at the end the test points too, pass through this network and the one it was
     * at its beginning. Kernels are not counted.
     *
     * @param share of the epochs that a training needs
     * @param timed width of the network whose steps are timed: others go by their parameters
     */
    double seconds(double share, int timed, Forecast forecast) {
        int searched = descent.factors().size() > 1 ? descent.factors().size() : 0;
        double passes = problem.N() * (double) descent.epochs() * (searched * (1 - descent.validation()) + 1);
        double step = forecast.step(
                CentredNetwork.architecture(problem.d(), depth, timed, 1),
                descent.batch(),
                Loss.SQUARED,
                (architecture, random) -> CentredNetwork.network(architecture, random, descent.batch()));
        double wider = (parameters(width) + ANYHOW) / (parameters(timed) + ANYHOW);
        double forwards = 2 * (share * passes + problem.N() + problem.testPoints());
        return (share * passes + Paces.FORWARDS * forwards) / descent.batch() * step * wider;
    }

    double parameters() {
        return parameters(width);
    }

    private double parameters(int units) {
        double n = units;
        return problem.d() * n + (depth - 1) * n * n + n;
    }

    /** Rough floating-point operations: trainings, with what a step costs whatever its size, and Jacobians at their ends. */
    double cost() {
        double passes = problem.N() * (double) descent.epochs();
        return 8 * (parameters() + ANYHOW) * passes * (descent.factors().size() * (1 - descent.validation()) + 1)
                + 10 * parameters() * descent.probes() * descent.probes();
    }
}
