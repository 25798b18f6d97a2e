package fathom.experiments.normalisedrelu;

import fathom.nn.Initialiser;

/**
 * Fully connected networks before any training, drawn again and again.
 *
 * @param network see {@link NetworkName}; without batch normalisation
 * @param body fully connected
 * @param draws how many networks
 * @param initialiser of the weights
 */
public record BeginningCell(Problem problem, String network, Body body, int draws, String initialiser) {

    Initialiser weights() {
        return NetworkCell.Descent.weights(initialiser);
    }

    String label() {
        return problem.data() + ", " + draws + " fresh " + network + " of depth " + body.depth() + ", width "
                + body.width();
    }

    /** Weights drawn, each of which is worth some ten multiplications, and the inputs that pass. */
    double cost() {
        double weights = (double) body.depth() * body.width() * body.width();
        return draws * weights * (20.0 + 2 * problem.probe());
    }
}
