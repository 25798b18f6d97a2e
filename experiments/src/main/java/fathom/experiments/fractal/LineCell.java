package fathom.experiments.fractal;

import fathom.data.fractal.CantorDistribution;
import fathom.data.fractal.Curve;

/**
 * One network trained once on the theory's Cantor distribution, on a line, where its decision is known exactly.
 *
 * @param curve 1 to 6
 * @param n levels of the fractal
 * @param depth hidden layers
 * @param width of every hidden layer
 * @param rate learning rate of Adam
 * @param points to train on
 * @param validation points, on which the moment and the rate are chosen
 * @param adam how it is trained
 * @param seed of everything random
 */
public record LineCell(
        int curve,
        int n,
        int depth,
        int width,
        double rate,
        int points,
        int validation,
        NetworkCell.Training adam,
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
        return new CantorDistribution(Curve.numbered(curve, n), share * cell / 2);
    }

    Fitting fitting() {
        return new Fitting(adam, rate, depth, width);
    }

    String label() {
        return "on a line, curve " + curve + ", depth " + depth + ", rate " + rate;
    }

    double cost() {
        return NetworkCell.cost(adam, 1, depth, width);
    }
}
