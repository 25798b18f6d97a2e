package fathom.experiments.fractal;

import fathom.data.fractal.CantorDistribution;
import fathom.experiments.fractal.LineNetwork.Piece;

/**
 * The gradient of the population hinge loss of a network on a Cantor distribution, integrated exactly.
 *
 * <pre>
 * L = (1/2) sum_y E_y max(0, 1 - y N(x)),   dL/dtheta = -(1/2) sum_y y E_y( 1[y N(x) < 1] dN/dtheta(x) )
 * </pre>
 *
 * Between two zeros of its units N is affine, and so is every dN/dtheta: only the mass and the first moment of D_n on each piece are needed,
 * which the fractal gives in O(n) steps.
 */
final class PopulationGradient {

    private final LineNetwork network;
    private final CantorDistribution distribution;
    private final double[][][] weightGradients;
    private final double[][] biasGradients;

    private PopulationGradient(LineNetwork network, CantorDistribution distribution) {
        this.network = network;
        this.distribution = distribution;
        this.weightGradients = new double[network.layers()][][];
        this.biasGradients = new double[network.layers()][];
        for (int l = 0; l < network.layers(); l++) {
            double[][] weights = network.weights(l);
            weightGradients[l] = new double[weights.length][weights[0].length];
            biasGradients[l] = new double[weights[0].length];
        }
        network.pieces(0, 1, this::add);
    }

    /** The gradients of the weights, by layer, input and output, and in a last row of each layer those of the biases. */
    static double[][][] of(LineNetwork network, CantorDistribution distribution) {
        PopulationGradient gradient = new PopulationGradient(network, distribution);
        double[][][] all = new double[network.layers()][][];
        for (int l = 0; l < all.length; l++) {
            int inputs = gradient.weightGradients[l].length;
            all[l] = new double[inputs + 1][];
            System.arraycopy(gradient.weightGradients[l], 0, all[l], 0, inputs);
            all[l][inputs] = gradient.biasGradients[l];
        }
        return all;
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
                biasGradients[l][o] += backward[o] * mass;
                for (int i = 0; i < slopes.length; i++) {
                    weightGradients[l][i][o] += backward[o] * (slopes[i] * moment + offsets[i] * mass);
                }
            }
            backward = before(l, backward, piece);
        }
    }

    /** The part of a piece where y N(x) < 1. */
    private static double[] active(Piece piece, int label) {
        double from = piece.from();
        double to = piece.to();
        double left = label * (piece.slope() * from + piece.offset());
        double right = label * (piece.slope() * to + piece.offset());
        if (left >= 1 && right >= 1) {
            return new double[] {from, from};
        }
        if (left < 1 && right < 1) {
            return new double[] {from, to};
        }
        double crossing = piece.crossing(label);
        return left < 1 ? new double[] {from, crossing} : new double[] {crossing, to};
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
