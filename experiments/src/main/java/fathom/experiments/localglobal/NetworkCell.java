package fathom.experiments.localglobal;

import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.training.Search;
import java.util.List;

/**
 * One network to train.
 *
 * @param target {@code local} or {@code global}
 * @param depth number of hidden layers
 * @param perturbations lengths of the perturbations of test points under which its answers are compared
 */
public record NetworkCell(Problem problem, String target, int depth, Search training, List<Double> perturbations) {

    /** A few words for people. */
    String label() {
        return "network, " + target + ", k = " + problem.k() + ", depth " + depth + ", seed " + problem.seed();
    }

    /** Rough floating-point operations. */
    double cost() {
        return training.cost(problem.d(), depth, problem.N());
    }
}
