package fathom.experiments.normalisedrelu;

import fathom.nn.Initialiser;

/**
 * What an infinitely wide network would do to the inputs before its training.
 *
 * @param network see {@link NetworkName}; without batch normalisation
 * @param depth hidden layers
 * @param initialiser of the weights
 */
public record LimitCell(Problem problem, String network, int depth, String initialiser) {

    Initialiser weights() {
        return NetworkCell.Descent.weights(initialiser);
    }

    String label() {
        return problem.data() + ", infinitely wide " + network + " to depth " + depth + ", seed " + problem.seed();
    }
}
