package fathom.ntk;

import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;

/**
 * Rows whose variance before an activation is exactly 0, where phi' is phi'(0), and the recursions compute the limit of a vanishing variance.
 *
 * <pre>
 * D(0, x') = w phi'(0) E[phi'(v)]  =  factor lim D,      D(0, 0) = w phi'(0)^2  =  pair lim D
 * </pre>
 *
 * T below the layer is multiplied by these; for ReLU, with relu'(0) = 0, both are 0 and T_l = r_l S_l + beta_l.
 */
record ZeroRows(double factor, double pair) {

    /** relu'(0) = 0 */
    static final ZeroRows RELU = new ZeroRows(0, 0);

    static ZeroRows of(Nonlinearity phi) {
        return new ZeroRows(phi.zeroFactor(), phi.zeroPairFactor());
    }

    /** Whether phi' is continuous at 0, and nothing is to be done. */
    boolean idle() {
        return factor == 1 && pair == 1;
    }

    /** E[phi'^2] at a deviation, given the limit. */
    double slopeMoment(double deviation, double limit) {
        return deviation == 0 ? pair * limit : limit;
    }

    static boolean any(double... variances) {
        for (double variance : variances) {
            if (variance == 0) {
                return true;
            }
        }
        return false;
    }

    /**
     * T := T times what belongs to each pair, whose angle becomes that of two independent variables again, or of two equal ones: that of
     * the layers below is one of vanishing variances.
     *
     * @param rows variances, or deviations, below the layer; the tile's begin at {@code row}
     * @param haversines below the layer; null where the factors are 0, and angles do not matter
     */
    void mend(double[] rows, int row, double[] columns, int column, DoubleMatrix haversines, DoubleMatrix tangents) {
        for (int i = 0; i < tangents.rows(); i++) {
            boolean zero = rows[row + i] == 0;
            for (int j = 0; j < tangents.columns(); j++) {
                boolean other = columns[column + j] == 0;
                if (zero || other) {
                    tangents.set(i, j, tangents.get(i, j) * (zero && other ? pair : factor));
                    if (haversines != null) {
                        haversines.set(i, j, zero && other ? 0 : 0.5);
                    }
                }
            }
        }
    }
}
