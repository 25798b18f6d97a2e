package fathom.experiments.conditioning.hardness;

/**
 * Correlations E[y sgn g(x)] on points that no learner has seen: 1 less twice the error.
 *
 * @param descent of the network that did best on the validation points
 * @param linear of the least squares fit of a linear function and a constant
 * @param kernel of kernel regression with the target's own kernel of infinite width, which gradient descent does not know
 * @param constant of the better constant
 * @param learner which network did best
 * @param rate its learning rate
 * @param trainingCorrelation its correlation on its own training points
 */
public record LearnResult(
        double descent,
        double linear,
        double kernel,
        double constant,
        String learner,
        double rate,
        double trainingCorrelation) {}
