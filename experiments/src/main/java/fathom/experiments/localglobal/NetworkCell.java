package fathom.experiments.localglobal;

import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.training.Forecast;
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

    /** All but the seed. */
    Object kind() {
        return List.of(target, depth, training, problem.k(), problem.d(), problem.N());
    }

    /** The trainings, and the test points with three looks at them for each perturbation; {@code share} is the epochs' that are needed. */
    double seconds(double share, Forecast forecast) {
        double looks = training.looks(problem.N()) + problem.testPoints() * (1 + 3.0 * perturbations.size());
        return forecast.seconds(training, problem.d(), depth, training.passes(problem.N()), share, looks);
    }

    /** Rough floating-point operations. */
    double cost() {
        return training.cost(problem.d(), depth, problem.N());
    }
}
