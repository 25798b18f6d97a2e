package fathom.nn.twin;

import fathom.simd.matrix.DoubleMatrix;

/**
 * A dense layer.
 *
 * <pre>
 * z_ij = e b_j + c sum_k a_ik w_kj
 * dw_kj = c sum_i a_ik dz_ij,   db_j = e sum_i dz_ij,   da_ik = c sum_j dz_ij w_kj
 * z._ij = e b._j + c sum_k (a._ik w_kj + a_ik w._kj)
 * </pre>
 *
 * @param w fanIn x outputs
 * @param b 1 x outputs
 * @param partnerW where dw goes or w. is
 * @param partnerB where db goes or b. is
 * @param c the weights' factor
 * @param e the biases' factor
 */
public record DenseFormula(
        DoubleMatrix w, DoubleMatrix b, DoubleMatrix partnerW, DoubleMatrix partnerB, double c, double e)
        implements Formula {

    @Override
    public DoubleMatrix forward(DoubleMatrix a) {
        DoubleMatrix z = DoubleMatrix.zeros(a.rows(), w.columns());
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < z.columns(); j++) {
                z.set(i, j, e * b.get(0, j) + c * dot(a.row(i), w.column(j).transposed()));
            }
        }
        return z;
    }

    @Override
    public DoubleMatrix backward(DoubleMatrix a, DoubleMatrix dz) {
        for (int j = 0; j < dz.columns(); j++) {
            for (int k = 0; k < w.rows(); k++) {
                partnerW.set(
                        k, j, c * dot(a.column(k).transposed(), dz.column(j).transposed()));
            }
            double sum = 0;
            for (int i = 0; i < dz.rows(); i++) {
                sum += dz.get(i, j);
            }
            partnerB.set(0, j, e * sum);
        }
        DoubleMatrix da = DoubleMatrix.zeros(dz.rows(), w.rows());
        for (int i = 0; i < da.rows(); i++) {
            for (int k = 0; k < da.columns(); k++) {
                da.set(i, k, c * dot(dz.row(i), w.row(k)));
            }
        }
        return da;
    }

    @Override
    public DoubleMatrix tangent(DoubleMatrix a, DoubleMatrix da) {
        DoubleMatrix z = DoubleMatrix.zeros(a.rows(), w.columns());
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < z.columns(); j++) {
                double moved = dot(da.row(i), w.column(j).transposed())
                        + dot(a.row(i), partnerW.column(j).transposed());
                z.set(i, j, e * partnerB.get(0, j) + c * moved);
            }
        }
        return z;
    }

    /** Of two rows. */
    private static double dot(DoubleMatrix x, DoubleMatrix y) {
        double sum = 0;
        for (int k = 0; k < x.columns(); k++) {
            sum += x.get(0, k) * y.get(0, k);
        }
        return sum;
    }
}
