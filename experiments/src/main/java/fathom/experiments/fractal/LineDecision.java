package fathom.experiments.fractal;

import module fathom.experiments;
import module java.base;

/**
 * Where a network on the line says positive, exactly: it changes its sign at most once on each of its pieces.
 *
 * @param positive the ends of the intervals of [0, 1] that it maps to 0 and above, ascending, one after the other
 */
record LineDecision(List<Double> positive) {

    /** The decision sign N(2t - 1) on [0, 1]. */
    static LineDecision of(LineNetwork network) {
        List<Double> ends = new ArrayList<>();
        network.pieces(-1, 1, piece -> {
            double zero = piece.slope() == 0 ? piece.to() : piece.crossing(0);
            add(ends, piece, piece.from(), zero);
            add(ends, piece, zero, piece.to());
        });
        return new LineDecision(List.copyOf(ends));
    }

    private static void add(List<Double> ends, LineNetwork.Piece piece, double from, double to) {
        if (from < to && piece.slope() * ((from + to) / 2) + piece.offset() >= 0) {
            double left = (from + 1) / 2;
            if (!ends.isEmpty() && ends.getLast() == left) {
                ends.removeLast();
            } else {
                ends.add(left);
            }
            ends.add((to + 1) / 2);
        }
    }

    /** Pr(decision = y), from the masses of both classes on the intervals. */
    double accuracy(CantorDistribution distribution) {
        double right = 0;
        double wrong = 0;
        for (int i = 0; i < positive.size(); i += 2) {
            right += mass(distribution, 1, i);
            wrong += mass(distribution, -1, i);
        }
        return (right + 1 - wrong) / 2;
    }

    private double mass(CantorDistribution distribution, int label, int i) {
        return distribution
                .below(label, positive.get(i))
                .to(distribution.below(label, positive.get(i + 1)))
                .mass();
    }
}
