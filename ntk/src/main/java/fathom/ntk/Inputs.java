package fathom.ntk;

import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;

/** What layer 0 knows of each row by itself. */
final class Inputs {

    /** S_0(x_i, x_i) */
    final double[] variances;

    /** Their roots. */
    final double[] roots;

    /** 1 / sqrt S_0(x, x), and 0 for a row of variance 0. */
    final double[] inverseRoots;

    Inputs(InfiniteNetwork network, DoubleMatrix x) {
        int n = x.rows();
        variances = new double[n];
        roots = new double[n];
        inverseRoots = new double[n];
        for (int i = 0; i < n; i++) {
            variances[i] = Math.fma(
                    network.inputScale(),
                    Reduce.squaredNorm(x.row(i)),
                    network.biasVariance().at(0));
            roots[i] = Math.sqrt(variances[i]);
            inverseRoots[i] = variances[i] > 0 ? 1 / roots[i] : 0;
        }
        Range.check("S_0(x, x)", variances);
    }
}
