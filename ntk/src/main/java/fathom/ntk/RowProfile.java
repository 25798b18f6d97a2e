package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.ArcCosine;

/** What the recursion knows of each row by itself, at every layer: S_l(x, x), T_l(x, x) and what follows from them. */
final class RowProfile {

    /** Of layer 0. */
    final Inputs inputs;

    final ArcCosine.Side[] sides;

    /** What each layer is for all rows; of layer 0 nothing. */
    final ArcCosine.Layer[] layers;

    /** variances[l][i] = S_l(x_i, x_i). */
    final double[][] variances;

    /** tangents[l][i] = T_l(x_i, x_i). */
    final double[][] tangents;

    /** Whether S_l(x_i, x_i) = 0 for any i. */
    final boolean[] zeros;

    RowProfile(InfiniteNetwork network, int depth, DoubleMatrix x) {
        int n = x.rows();
        variances = new double[depth + 1][n];
        tangents = new double[depth + 1][n];
        zeros = new boolean[depth + 1];
        sides = new ArcCosine.Side[depth + 1];
        layers = new ArcCosine.Layer[depth + 1];
        inputs = new Inputs(network, x);
        variances[0] = inputs.variances;
        for (int i = 0; i < n; i++) {
            tangents[0][i] = Math.fma(
                    network.learningRate().at(0),
                    variances[0][i],
                    network.trainedBias().at(0));
        }
        Range.check("T_0(x, x)", tangents[0]);
        sides[0] = side(variances[0], 0);
        zeros[0] = ZeroRows.any(variances[0]);
        for (int l = 1; l <= depth; l++) {
            double halfWeight = network.weightVariance().at(l) / 2;
            double bias = network.biasVariance().at(l);
            layers[l] = new ArcCosine.Layer(
                    halfWeight,
                    network.learningRate().at(l),
                    network.trainedBias().at(l),
                    bias > 0);
            for (int i = 0; i < n; i++) {
                variances[l][i] = Math.fma(halfWeight, variances[l - 1][i], bias);
                tangents[l][i] = Math.fma(
                        ZeroRows.RELU.slopeMoment(variances[l - 1][i], halfWeight),
                        tangents[l - 1][i],
                        Math.fma(
                                network.learningRate().at(l),
                                variances[l][i],
                                network.trainedBias().at(l)));
            }
            Range.check("S_" + l + "(x, x)", variances[l]);
            Range.check("T_" + l + "(x, x)", tangents[l]);
            sides[l] = side(variances[l], bias);
            zeros[l] = ZeroRows.any(variances[l]);
        }
    }

    /** cos alpha = sqrt((q - b) / q) and sin alpha = sqrt(b / q); a row of variance 0 has no bias and alpha = 0. */
    private static ArcCosine.Side side(double[] variances, double bias) {
        int n = variances.length;
        double[] roots = new double[n];
        double[] cosines = new double[n];
        double[] halfCosines = new double[n];
        double[] halfSines = new double[n];
        for (int i = 0; i < n; i++) {
            double share = variances[i] > 0 ? bias / variances[i] : 0;
            roots[i] = Math.sqrt(variances[i]);
            cosines[i] = Math.sqrt(1 - share);
            halfCosines[i] = Math.sqrt((1 + cosines[i]) / 2);
            halfSines[i] = Math.sqrt(share) / (2 * halfCosines[i]);
        }
        return new ArcCosine.Side(roots, cosines, halfCosines, halfSines);
    }
}
