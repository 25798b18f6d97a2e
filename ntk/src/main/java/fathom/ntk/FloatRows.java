package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/**
 * Rows and what the recursion in float knows of each by itself.
 *
 * @param x as given
 * @param floats rounded, for the product
 * @param profile of x, in double
 * @param inverseRoots 1 / sqrt S_0(x_i, x_i), 0 for a row of variance 0
 * @param roots roots[l][i] = sqrt S_l(x_i, x_i)
 */
record FloatRows(DoubleMatrix x, FloatMatrix floats, RowProfile profile, float[] inverseRoots, float[][] roots) {

    static FloatRows of(InfiniteNetwork network, int depth, DoubleMatrix x) {
        FloatMatrix floats = FloatMatrix.zeros(x.rows(), x.columns());
        for (int i = 0; i < x.rows(); i++) {
            for (int k = 0; k < x.columns(); k++) {
                floats.set(i, k, (float) x.get(i, k));
            }
        }
        RowProfile profile = new RowProfile(network, depth, x);
        float[][] roots = new float[depth + 1][];
        for (int l = 0; l <= depth; l++) {
            roots[l] = rounded(profile.sides[l].roots());
            Range.checkFloats("S_" + l + "(x, x)", profile.variances[l]);
            Range.checkFloats("T_" + l + "(x, x)", profile.tangents[l]);
        }
        return new FloatRows(x, floats, profile, rounded(profile.inputs.inverseRoots), roots);
    }

    private static float[] rounded(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
