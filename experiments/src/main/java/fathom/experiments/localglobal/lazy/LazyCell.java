package fathom.experiments.localglobal.lazy;

import fathom.experiments.localglobal.problem.Problem;
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

    /** A few words for people. */
    String label() {
        return "lazy, " + target + ", depth " + depth + ", width " + width + ", alpha " + alpha + ", seed "
                + problem.seed();
    }

    double parameters() {
        double n = width;
        return problem.d() * n + (depth - 1) * n * n + n;
    }

    /** Rough floating-point operations: trainings, with 400 for what a step costs whatever its size, and Jacobians at their ends. */
    double cost() {
        double passes = problem.N() * (double) descent.epochs();
        return 8 * (parameters() + 400) * passes * (descent.factors().size() * (1 - descent.validation()) + 1)
                + 10 * parameters() * descent.probes() * descent.probes();
    }
}
