package fathom.nn.twin;

import fathom.simd.Activation;
import fathom.simd.matrix.DoubleMatrix;
import java.util.function.DoubleUnaryOperator;

/**
 * A function of each element.
 *
 * <pre>
 * a_ij = phi(z_ij),   dz_ij = da_ij phi'(z_ij),   a._ij = z._ij phi'(z_ij)
 * </pre>
 *
 * @param phi the function
 * @param slope its derivative
 */
public record ElementFormula(DoubleUnaryOperator phi, DoubleUnaryOperator slope) implements Formula {

    /** An activation of the list that networks and kernels share. */
    public static ElementFormula of(Activation activation) {
        return new ElementFormula(activation::value, activation::derivative);
    }

    /** phi(z) = alpha z. */
    public static ElementFormula multiple(double alpha) {
        return new ElementFormula(z -> alpha * z, _ -> alpha);
    }

    @Override
    public DoubleMatrix forward(DoubleMatrix z) {
        DoubleMatrix a = DoubleMatrix.zeros(z.rows(), z.columns());
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < z.columns(); j++) {
                a.set(i, j, phi.applyAsDouble(z.get(i, j)));
            }
        }
        return a;
    }

    @Override
    public DoubleMatrix backward(DoubleMatrix z, DoubleMatrix da) {
        return timesSlope(z, da);
    }

    @Override
    public DoubleMatrix tangent(DoubleMatrix z, DoubleMatrix moved) {
        return timesSlope(z, moved);
    }

    private DoubleMatrix timesSlope(DoubleMatrix z, DoubleMatrix factor) {
        DoubleMatrix product = DoubleMatrix.zeros(z.rows(), z.columns());
        for (int i = 0; i < z.rows(); i++) {
            for (int j = 0; j < z.columns(); j++) {
                product.set(i, j, factor.get(i, j) * slope.applyAsDouble(z.get(i, j)));
            }
        }
        return product;
    }
}
