package fathom.experiments.fractal;

import fathom.nn.LineNetwork.Piece;
import module fathom.experiments;

/**
 * The gradient of the population hinge loss of a network on a Cantor distribution, integrated exactly.
 *
 * <pre>
 * L = (1/2) sum_y E_y max(0, 1 - y N(x)),   dL/dtheta = -(1/2) sum_y y E_y( 1[y N(x) &lt; 1] dN/dtheta(x) )
 * </pre>
 *
 * Between two zeros of its units N is affine, and so is every dN/dtheta: only the mass and the first moment of D_n on each piece are needed,
 * which the fractal gives in O(n) steps.
 *
 * @param gradients by layer, input and output; the last row of each layer holds those of the biases
 */
record PopulationGradient(LineNetwork network, CantorDistribution distribution, double[][][] gradients) {

    static double[][][] of(LineNetwork network, CantorDistribution distribution) {
        double[][][] gradients = new double[network.layers()][][];
        for (int l = 0; l < gradients.length; l++) {
            double[][] weights = network.weights(l);
            gradients[l] = new double[weights.length + 1][weights[0].length];
        }
        network.pieces(0, 1, new PopulationGradient(network, distribution, gradients)::add);
        return gradients;
    }

    /** The greatest magnitude among all entries. */
    static double largest(LineNetwork network, CantorDistribution distribution) {
        double largest = 0;
        for (double[][] layer : of(network, distribution)) {
            for (double[] row : layer) {
                for (double entry : row) {
                    largest = Math.max(largest, Math.abs(entry));
                }
            }
        }
        return largest;
    }

    private void add(Piece piece) {
        double mass = 0;
        double moment = 0;
        for (int label : new int[] {-1, 1}) {
            double[] active = active(piece, label);
            CantorDistribution.Moments inside =
                    distribution.below(label, active[0]).to(distribution.below(label, active[1]));
            mass -= label * inside.mass() / 2;
            moment -= label * inside.moment() / 2;
        }
        double[] backward = {1};
        for (int l = network.layers() - 1; l >= 0; l--) {
            double[] slopes = piece.slopes()[l];
            double[] offsets = piece.offsets()[l];
            for (int o = 0; o < backward.length; o++) {
                gradients[l][slopes.length][o] += backward[o] * mass;
                for (int i = 0; i < slopes.length; i++) {
                    gradients[l][i][o] += backward[o] * (slopes[i] * moment + offsets[i] * mass);
                }
            }
            backward = before(l, backward, piece);
        }
    }

    /** The part of a piece where y N(x) &lt; 1. */
    private static double[] active(Piece piece, int label) {
        boolean left = label * (piece.slope() * piece.from() + piece.offset()) < 1;
        boolean right = label * (piece.slope() * piece.to() + piece.offset()) < 1;
        if (left == right) {
            return new double[] {piece.from(), left ? piece.to() : piece.from()};
        }
        double crossing = piece.crossing(label);
        return left ? new double[] {piece.from(), crossing} : new double[] {crossing, piece.to()};
    }

    /** What a change of each unit before layer l does to the output, 0 where the unit is off. */
    private double[] before(int l, double[] backward, Piece piece) {
        double[][] weights = network.weights(l);
        double[] result = new double[weights.length];
        for (int i = 0; i < weights.length; i++) {
            boolean on = piece.slopes()[l][i] != 0 || piece.offsets()[l][i] != 0;
            for (int o = 0; o < backward.length && on; o++) {
                result[i] += weights[i][o] * backward[o];
            }
        }
        return result;
    }
}
