package fathom.ntk;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * NNGP and tangent kernels of infinitely wide networks with any activation, by the recursion of {@link InfiniteNetwork}.
 *
 * <p>With A = E[phi(sqrt q g)^2], u the correlation below and F its dual, what is computed of a layer is the drop from the diagonal,
 *
 * <pre>
 * A - F(u) = q int_u^1 E[phi' phi'](t) dt
 * </pre>
 *
 * a sum of small terms for near rows. The dual of the derivative is found by quadrature at some angles and variances, and interpolated
 * between them; rows of one variance need few. ReLU has closed forms and goes its own way, {@link ReluKernels}. Results have the same
 * bits for every number of threads and vector width. They are as exact as the rows' variances are apart from each other known: a
 * chaotic network, which tears near rows apart, shows errors of 1e-16 in variances too.
 */
public final class ActivationKernels {

    private ActivationKernels() {}

    /**
     * The kernel of one depth.
     *
     * @throws IllegalArgumentException if the network has no numbers for that depth, or the tangent kernel of an activation with a step is
     *     asked for
     */
    public static RowKernel of(Nonlinearity phi, Kernel kind, InfiniteNetwork network, int depth) {
        network.checkDepth(depth);
        if (phi.isRelu()) {
            return ReluKernels.of(kind, network, depth);
        }
        checkDifferentiable(phi, kind);
        return new Series(phi, kind, network, depth);
    }

    /**
     * Both kernels at every depth 0, 1, ..., {@code depth} in one pass over the data, as {@link ReluKernels#sweep} does it.
     *
     * @param x n x d, one input a row
     * @throws IllegalArgumentException as {@link #of} does for tangent kernels
     */
    public static void sweep(
            Nonlinearity phi, DoubleMatrix x, InfiniteNetwork network, int depth, ReluKernels.Visitor visitor) {
        if (phi.isRelu()) {
            ReluKernels.sweep(x, network, depth, visitor);
            return;
        }
        network.checkDepth(depth);
        checkDifferentiable(phi, Kernel.NTK);
        SeriesRows pairs = new SeriesRows(phi, network, depth, x);
        DoubleMatrix haversines = DoubleMatrix.zeros(x.rows(), x.rows());
        DoubleMatrix nngp = DoubleMatrix.zeros(x.rows(), x.rows());
        DoubleMatrix ntk = DoubleMatrix.zeros(x.rows(), x.rows());
        for (int l = 0; l <= depth; l++) {
            pairs.advance(l, haversines, nngp, ntk);
            setDiagonal(nngp, pairs.rows.diagonal(Kernel.NNGP, l));
            setDiagonal(ntk, pairs.rows.diagonal(Kernel.NTK, l));
            visitor.at(l, nngp, ntk);
        }
    }

    /** w = 1 / E[phi(g)^2], which keeps the variance of inputs with s |x|^2 = 1 at 1. */
    public static double weightVariance(Nonlinearity phi) {
        return phi.isRelu() ? 2 : 1 / new DualActivation(phi).secondMoment(1);
    }

    static void checkDifferentiable(Nonlinearity phi, Kernel kind) {
        if (kind == Kernel.NTK && !phi.differentiable()) {
            throw new IllegalArgumentException(
                    "the derivative of " + phi.name()
                            + " is 0 but at its step, so it has no tangent kernel; choose a continuous activation or the NNGP kernel");
        }
    }

    private static void setDiagonal(DoubleMatrix gram, double[] diagonal) {
        for (int i = 0; i < diagonal.length; i++) {
            gram.set(i, i, diagonal[i]);
        }
    }

    private record Series(Nonlinearity phi, Kernel kind, InfiniteNetwork network, int depth) implements RowKernel {

        @Override
        public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
            int n = x.rows();
            if (gram.rows() != n || gram.columns() != n || n > 1 && gram.columnStride() != 1) {
                throw new ShapeMismatchException("x is " + x.shape() + " and the Gram matrix " + gram.shape()
                        + ": it must be n x n with unit column stride");
            }
            SeriesRows pairs = new SeriesRows(phi, network, depth, x);
            pairs.kernel(kind, depth, gram);
            setDiagonal(gram, pairs.rows.diagonal(kind, depth));
        }

        @Override
        public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
            if (x.columns() != y.columns()) {
                throw new ShapeMismatchException(
                        "inputs are " + x.shape() + " and " + y.shape() + ": both need the same number of columns");
            }
            DoubleMatrix cross = DoubleMatrix.zeros(x.rows(), y.rows());
            new SeriesRows(phi, network, depth, x, y).kernel(kind, depth, cross);
            return cross;
        }

        @Override
        public double[] diagonal(DoubleMatrix x) {
            return new SeriesRows(phi, network, depth, x)
                    .rows
                    .diagonal(kind, depth)
                    .clone();
        }
    }
}
