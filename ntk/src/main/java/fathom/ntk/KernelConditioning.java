package fathom.ntk;

import fathom.ntk.dual.Nonlinearity;
import fathom.simd.SymmetricEigen;
import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * How well the kernels of one depth tell given inputs apart: the condition numbers of their Gram matrices.
 *
 * <pre>
 * kappa = lambda_max / lambda_min
 * </pre>
 *
 * Under gradient descent at the largest stable rate the slowest mode takes some kappa / 2 steps. In the ordered phase and at its edge
 * inputs become alike and kappa of the NNGP kernel grows with depth, as |1 - c_L|^-1; in the chaotic phase it tends to a constant.
 *
 * @param depth L
 * @param nngp kappa of S_L; infinite where lambda_min is below n 2^-52 lambda_max, which cannot be told from 0
 * @param ntk kappa of T_L; NaN for an activation with a step, which has none
 */
public record KernelConditioning(int depth, double nngp, double ntk) {

    private static final double EPSILON = 0x1p-52;

    /**
     * At every depth 0, 1, ..., {@code depth}; one sweep over the inputs, and 4 n^3 / 3 operations for each matrix.
     *
     * @param x n x d, one input a row, n at least 1
     * @throws IllegalArgumentException if there is no input, or the network has no numbers for that depth
     */
    public static List<KernelConditioning> of(Nonlinearity phi, InfiniteNetwork network, int depth, DoubleMatrix x) {
        if (x.rows() == 0) {
            throw new IllegalArgumentException("a condition number needs at least one input");
        }
        List<KernelConditioning> depths = new ArrayList<>();
        if (phi.differentiable()) {
            ActivationKernels.sweep(
                    phi, x, network, depth, (l, nngp, ntk) -> depths.add(new KernelConditioning(l, of(nngp), of(ntk))));
            return depths;
        }
        for (int l = 0; l <= depth; l++) {
            RowKernel kernel = ActivationKernels.of(phi, Kernel.NNGP, network, l);
            depths.add(new KernelConditioning(l, of(kernel.gram(x)), Double.NaN));
        }
        return depths;
    }

    /** kappa of a symmetric matrix, of which the lower triangle is read. */
    public static double of(DoubleMatrix gram) {
        return ratio(SymmetricEigen.values(gram));
    }

    /**
     * kappa of a matrix whose eigenvalues are known.
     *
     * @param ascending all n eigenvalues, ascending
     */
    public static double ratio(double[] ascending) {
        double largest = ascending[ascending.length - 1];
        return ascending[0] > ascending.length * EPSILON * largest ? largest / ascending[0] : Double.POSITIVE_INFINITY;
    }
}
