package fathom.ntk;

import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.HermiteSeries;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.Gemm;
import fathom.simd.Reduce;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * NNGP and tangent kernels of infinitely wide networks with any analytic activation, by the recursion of {@link InfiniteNetwork}.
 *
 * <pre>
 * E[phi(x) phi(y)] = sum_n a_n(q) a_n(q') u^n,     a_n(q) = E[phi(sqrt q g) h_n(g)]
 * </pre>
 *
 * with u the correlation below. The coefficients of each variance are found once by quadrature; where all rows have one norm there is
 * one series a layer. Duals of analytic activations have no square root at u = 1, so nothing is lost between near rows. ReLU goes its own way.
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
        RowKernel relu = ReluKernels.of(kind, network, depth);
        if (phi.name().equals("relu")) {
            return relu;
        }
        if (!phi.differentiable()) {
            throw new IllegalArgumentException(
                    "kernels between rows need an analytic activation; " + phi.name() + " has a step");
        }
        return new Recursion(new DualActivation(phi), kind, network, depth);
    }

    /** w = 1 / E[phi(g)^2], which keeps the variance of inputs with s |x|^2 = 1 at 1. */
    public static double weightVariance(Nonlinearity phi) {
        return phi.name().equals("relu") ? 2 : 1 / new DualActivation(phi).secondMoment(1);
    }

    private record Recursion(DualActivation dual, Kernel kind, InfiniteNetwork network, int depth)
            implements RowKernel {

        @Override
        public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
            if (gram.rows() != x.rows() || gram.columns() != x.rows()) {
                throw new ShapeMismatchException(
                        "x is " + x.shape() + " and the Gram matrix " + gram.shape() + ": it must be n x n");
            }
            Rows rows = new Rows(this, new HermiteSeries(dual), x);
            Gemm.multiply(network.inputScale(), x, x.transposed(), 0, gram);
            Workers.forEach(x.rows(), i -> {
                carry(rows, i, rows, gram.window(i, 0, 1, i));
                gram.set(i, i, (kind == Kernel.NNGP ? rows.variances : rows.tangents)[depth][i]);
            });
        }

        @Override
        public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
            if (x.columns() != y.columns()) {
                throw new ShapeMismatchException(
                        "inputs are " + x.shape() + " and " + y.shape() + ": both need the same number of columns");
            }
            HermiteSeries series = new HermiteSeries(dual);
            Rows rows = new Rows(this, series, x);
            Rows columns = new Rows(this, series, y);
            DoubleMatrix cross = DoubleMatrix.zeros(x.rows(), y.rows());
            Gemm.multiply(network.inputScale(), x, y.transposed(), 0, cross);
            Workers.forEach(x.rows(), i -> carry(rows, i, columns, cross.row(i)));
            return cross;
        }

        @Override
        public double[] diagonal(DoubleMatrix x) {
            Rows rows = new Rows(this, new HermiteSeries(dual), x);
            return (kind == Kernel.NNGP ? rows.variances : rows.tangents)[depth];
        }

        /** products := the kernel of row i with each column, given s x.x'. */
        private void carry(Rows rows, int i, Rows columns, DoubleMatrix products) {
            for (int j = 0; j < products.columns(); j++) {
                double covariance = products.get(0, j) + network.biasVariance().at(0);
                double tangent = covariance + network.trainedBias().at(0);
                for (int l = 1; l <= depth; l++) {
                    double scale = Math.sqrt(rows.variances[l - 1][i] * columns.variances[l - 1][j]);
                    double u = scale > 0 ? Math.max(-1, Math.min(1, covariance / scale)) : 0;
                    HermiteSeries.Row left = rows.series[l][i];
                    HermiteSeries.Row right = columns.series[l][j];
                    double weight = network.weightVariance().at(l);
                    covariance = Math.fma(
                            weight,
                            sum(left.values(), right.values(), u),
                            network.biasVariance().at(l));
                    if (kind == Kernel.NTK) {
                        double derivative = weight * sum(left.slopes(), right.slopes(), u);
                        tangent = Math.fma(
                                derivative,
                                tangent,
                                covariance + network.trainedBias().at(l));
                    }
                }
                products.set(0, j, kind == Kernel.NNGP ? covariance : tangent);
            }
        }
    }

    /** sum_n a_n b_n u^n; the even and the odd part by themselves, two chains that do not wait for each other. */
    private static double sum(double[] a, double[] b, double u) {
        int last = Math.min(a.length, b.length) - 1;
        int even = last - (last & 1);
        int odd = last - 1 + (last & 1);
        double square = u * u;
        double evens = 0;
        for (int n = even; n >= 0; n -= 2) {
            evens = Math.fma(evens, square, a[n] * b[n]);
        }
        double odds = 0;
        for (int n = odd; n >= 1; n -= 2) {
            odds = Math.fma(odds, square, a[n] * b[n]);
        }
        return Math.fma(u, odds, evens);
    }

    /** Variances, tangents and series of each row at every layer; series[l] belong to the variance of the layer below. */
    private static final class Rows {

        final double[][] variances;
        final double[][] tangents;
        final HermiteSeries.Row[][] series;

        Rows(Recursion recursion, HermiteSeries known, DoubleMatrix x) {
            InfiniteNetwork network = recursion.network();
            int depth = recursion.depth();
            int n = x.rows();
            variances = new double[depth + 1][n];
            tangents = new double[depth + 1][n];
            series = new HermiteSeries.Row[depth + 1][n];
            for (int i = 0; i < n; i++) {
                double norm = Reduce.squaredNorm(x.row(i));
                variances[0][i] = Math.fma(
                        network.inputScale(), norm, network.biasVariance().at(0));
                tangents[0][i] = variances[0][i] + network.trainedBias().at(0);
                for (int l = 1; l <= depth; l++) {
                    HermiteSeries.Row row = known.at(variances[l - 1][i]);
                    double weight = network.weightVariance().at(l);
                    series[l][i] = row;
                    variances[l][i] = Math.fma(
                            weight, row.secondMoment(), network.biasVariance().at(l));
                    tangents[l][i] = Math.fma(
                            weight * row.secondMomentOfSlope(),
                            tangents[l - 1][i],
                            variances[l][i] + network.trainedBias().at(l));
                }
            }
        }
    }
}
