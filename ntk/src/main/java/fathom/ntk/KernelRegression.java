package fathom.ntk;

import fathom.simd.Cholesky;
import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.ArrayList;
import java.util.List;

/**
 * Regression with the kernel of an infinitely wide network: the posterior mean of its Gaussian process, or the limit of its training
 * on the squared loss.
 *
 * <pre>
 * f(x) = K(x, X) (K(X, X) + n r I)^(-1) Y
 * </pre>
 *
 * X is n x d, Y is n x m: one factorisation serves all m targets. Ridge 0 interpolates. What fits into one array is factorised there, more
 * samples in tiles; memory is estimated first.
 */
public final class KernelRegression {

    /** Test rows whose kernel is held at once; a row's prediction does not depend on it. */
    private static final int BLOCK = Resources.BLOCK;

    /** Beyond this an n x n matrix has more elements than a Java array. */
    private static final int LARGEST = 46_340;

    private final RowKernel kernel;
    private final DoubleMatrix x;
    private final DoubleMatrix weights;

    /** f(x) = K(x, X) weights, whoever found the weights. */
    KernelRegression(RowKernel kernel, DoubleMatrix x, DoubleMatrix weights) {
        this.kernel = kernel;
        this.x = x;
        this.weights = weights;
    }

    /**
     * Fits all columns of {@code targets} at once; n^3 / 3 operations and the memory that {@link #bytes} says.
     *
     * @param x n x d, kept, not copied
     * @param targets n x m, not modified
     * @param ridge r >= 0: n r is added to the diagonal
     * @throws ShapeMismatchException if the numbers of rows differ
     * @throws IllegalArgumentException if the ridge is negative or not finite, or the matrix cannot fit into the heap even in tiles
     * @throws NotPositiveDefiniteException if K + n r I has no Cholesky factor or, in double, cannot be told from a singular matrix, as with
     *     repeated rows and ridge 0; {@link #ridgeless} has the limit
     */
    public static KernelRegression fit(RowKernel kernel, DoubleMatrix x, DoubleMatrix targets, double ridge) {
        RidgeSystem.checkTargets(x, targets);
        RidgeSystem.checkRidge(ridge);
        if (!inOneArray(x)) {
            return TiledRegression.inMemory().fit(kernel, x, targets, ridge);
        }
        DoubleMatrix gram = gram(kernel, x);
        double[] diagonal = new double[x.rows()];
        for (int i = 0; i < x.rows(); i++) {
            diagonal[i] = gram.get(i, i) + x.rows() * ridge;
            gram.set(i, i, diagonal[i]);
        }
        Cholesky.factorise(gram);
        Pivots.check(gram, diagonal);
        DoubleMatrix weights = targets.copy();
        Cholesky.solve(gram, weights);
        return new KernelRegression(kernel, x, weights);
    }

    /** {@link #fit(RowKernel, DoubleMatrix, DoubleMatrix, double)} with the kernel of a ReLU network. */
    public static KernelRegression fit(
            Kernel kind, InfiniteNetwork network, int depth, DoubleMatrix x, DoubleMatrix targets, double ridge) {
        return fit(ReluKernels.of(kind, network, depth), x, targets, ridge);
    }

    /**
     * The limit of a vanishing ridge, for any K: of all weights that fit the targets best, those of the function of least norm. Repeated rows
     * are fitted by the mean of their targets. Decomposes K: about 9 n^3 operations.
     */
    public static KernelRegression ridgeless(RowKernel kernel, DoubleMatrix x, DoubleMatrix targets) {
        return TrainingDynamics.of(kernel, x, targets).flow(Double.POSITIVE_INFINITY);
    }

    /**
     * One regression for each ridge; the kernel is computed once, and factorised again for each.
     *
     * @param ridges r >= 0, in any order
     */
    public static List<KernelRegression> path(
            RowKernel kernel, DoubleMatrix x, DoubleMatrix targets, double... ridges) {
        RidgeSystem.checkTargets(x, targets);
        RidgeSystem system = RidgeSystem.of(gram(kernel, x));
        List<KernelRegression> fits = new ArrayList<>();
        for (double ridge : ridges) {
            fits.add(new KernelRegression(kernel, x, system.weights(targets, ridge)));
        }
        return fits;
    }

    /**
     * f of each row of {@code tests}: t x m. The kernel between tests and samples is computed a block of rows at a time.
     *
     * @param tests t x d
     * @throws ShapeMismatchException if the inputs differ in length from those of the fit
     */
    public DoubleMatrix predict(DoubleMatrix tests) {
        DoubleMatrix predictions = DoubleMatrix.zeros(tests.rows(), weights.columns());
        for (int from = 0; from < tests.rows(); from += BLOCK) {
            int to = Math.min(from + BLOCK, tests.rows());
            DoubleMatrix cross = kernel.cross(tests.rows(from, to), x);
            Gemm.multiply(1, cross, weights, 0, predictions.rows(from, to));
        }
        return predictions;
    }

    /** (K + n r I)^(-1) Y: n x m, the weight of each sample's kernel function in f. */
    public DoubleMatrix weights() {
        return weights;
    }

    /**
     * The most heap, in bytes, that a fit of n samples of d entries and a prediction of {@code tests} inputs take together, for a few
     * targets: the matrix of n^2 doubles, the inputs, a block of test rows, and what is kept for each row and layer.
     */
    public static long bytes(long n, long tests, long d) {
        return Resources.regression(n, tests, d, 1).bytes();
    }

    /** Whether {@link #fit} holds the whole matrix of these samples; otherwise it goes in tiles. */
    public static boolean inOneArray(DoubleMatrix x) {
        return x.rows() <= LARGEST
                && Resources.regression(x.rows(), 0, x.columns(), 1).fits();
    }

    /** The lower triangle of K, once it is known to fit into the heap. */
    static DoubleMatrix gram(RowKernel kernel, DoubleMatrix x) {
        int n = x.rows();
        if (n > LARGEST) {
            throw new IllegalArgumentException(
                    n + " samples need more than the " + LARGEST
                            + " rows of one array, and only a regression with one ridge at a time goes in tiles: take fewer samples");
        }
        Resources.regression(n, 0, x.columns(), 1)
                .check(
                        "the Gram matrix of " + n + " samples",
                        "take fewer samples or start java with a larger -Xmx; regression with one ridge at a time also goes in tiles");
        DoubleMatrix gram = DoubleMatrix.zeros(n, n);
        kernel.lowerGram(x, gram);
        return gram;
    }
}
