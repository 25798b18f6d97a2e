package fathom.experiments.fractal;

import module fathom.experiments;
import module java.base;

/**
 * Theorem 4 on the line, where r = 2: the count that it rests on, and what follows.
 *
 * <pre>
 * depth t, width k &lt; 2^s:   at most (k + 1)^t ≤ 2^(s t) affine pieces, so at most as many changes of sign
 * 2^j cells of C_j, alike:  all but 2^(s t) of them get one label, so the error is at least (1 - 2^(s t - j)) (1 - P(j))
 * </pre>
 */
record PiecesTrial() implements Trial<PiecesTrial.PiecesCell, PiecesTrial.PiecesResult> {

    /**
     * Random networks too narrow for a fractal on the line.
     *
     * @param curve 1 to 6
     * @param depth hidden layers t
     * @param s of theorem 4: the width is 2^s - 1
     * @param draws number of networks
     */
    public record PiecesCell(int curve, int n, int depth, int s, int draws, long seed) {

        int width() {
            return (1 << s) - 1;
        }

        /** r^(s t), which the theorem lets a network have. */
        int allowed() {
            return 1 << s * depth;
        }

        String label() {
            return "pieces, curve " + curve + ", depth " + depth + ", width " + width();
        }
    }

    /**
     * How many affine pieces narrow networks have, and how they err.
     *
     * @param pieces the most of all networks
     * @param error the least of all networks, integrated
     * @param least the least of any function with r^(s t) changes of sign
     * @param level j at which the theorem's bound is greatest
     * @param bound (1 - r^(s t - j)) (1 - P(j))
     */
    public record PiecesResult(int pieces, double error, double least, int level, double bound) {}

    /** Weights are uniform in so many times +-1 / (2 fan-in), biases all alike: then most zeros of the units lie in the interval. */
    private static final double SPREAD = 6;

    private static final double BIAS = 0.3;

    @Override
    public PiecesResult run(PiecesCell cell) {
        ApproximationCurve curve = ApproximationCurve.numbered(cell.curve(), cell.n());
        CantorDistribution cantor = new CantorDistribution(curve, 0);
        int pieces = 0;
        double error = 1;
        for (int draw = 0; draw < cell.draws(); draw++) {
            RandomStream random = RandomStream.of(cell.seed(), "fractal pieces").child(draw);
            LineNetwork network = network(cell.depth(), cell.width(), random);
            pieces = Math.max(pieces, network.regions(-1, 1));
            error = Math.min(error, 1 - LineDecision.of(network).accuracy(cantor));
        }
        int allowed = cell.allowed();
        int level = cell.s() * cell.depth() + 1;
        for (int j = level; j < cell.n(); j++) {
            level = bound(curve, allowed, j) > bound(curve, allowed, level) ? j : level;
        }
        double least = 1 - SignChanges.accuracies(curve, allowed)[allowed];
        return new PiecesResult(pieces, error, least, level, bound(curve, allowed, level));
    }

    /** (1 - m / 2^j) (1 - P(j)). */
    static double bound(ApproximationCurve curve, int m, int j) {
        return (1 - m / (double) (1 << j)) * (1 - curve.value(j));
    }

    private static LineNetwork network(int depth, int width, RandomStream random) {
        Network network = Network.initialised(
                Architecture.fullyConnected(1, depth, width, 1), Initialiser.UNIFORM, BIAS, random, 1);
        float[] parameters = network.parameters();
        for (int p = 0; p < parameters.length; p++) {
            parameters[p] *= parameters[p] == (float) BIAS ? 1 : (float) SPREAD;
        }
        return LineNetwork.of(network);
    }
}
