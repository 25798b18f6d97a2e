package fathom.ntk;

import fathom.simd.Cholesky;
import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * Regression with the kernel of an infinitely wide network: the posterior mean of its Gaussian process, or the limit of its training
 * on the squared loss.
 *
 * <pre>
 * f(x) = K(x, X) (K(X, X) + n r I)^(-1) Y
 * </pre>
 *
 * X is n x d, Y is n x m: one factorisation serves all m targets. Ridge 0 interpolates.
 */
public final class KernelRegression {

    /** Test rows whose kernel is held at once; a row's prediction does not depend on it. */
    private static final int BLOCK = 256;

    /** Beyond this an n x n matrix has more elements than a Java array. */
    private static final int LARGEST = 46_340;

    private final Kernel kind;
    private final InfiniteNetwork network;
    private final int depth;
    private final DoubleMatrix x;
    private final DoubleMatrix weights;

    private KernelRegression(Kernel kind, InfiniteNetwork network, int depth, DoubleMatrix x, DoubleMatrix weights) {
        this.kind = kind;
        this.network = network;
        this.depth = depth;
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
     * @throws IllegalArgumentException if the ridge is negative or not finite, or the matrix cannot fit into the heap
     * @throws NotPositiveDefiniteException if K + n r I has no Cholesky factor, as with repeated rows and ridge 0
     */
    public static KernelRegression fit(
            Kernel kind, InfiniteNetwork network, int depth, DoubleMatrix x, DoubleMatrix targets, double ridge) {
        int n = x.rows();
        if (targets.rows() != n) {
            throw new ShapeMismatchException(
                    "inputs are " + x.shape() + " and targets " + targets.shape() + ": both need one row a sample");
        }
        if (!(ridge >= 0 && ridge < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("the ridge must be at least 0 and finite, not " + ridge);
        }
        checkMemory(n, x.columns());
        DoubleMatrix gram = DoubleMatrix.zeros(n, n);
        ReluKernels.lowerGram(kind, network, depth, x, gram);
        for (int i = 0; i < n; i++) {
            gram.set(i, i, gram.get(i, i) + n * ridge);
        }
        Cholesky.factorise(gram);
        DoubleMatrix weights = targets.copy();
        Cholesky.solve(gram, weights);
        return new KernelRegression(kind, network, depth, x, weights);
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
            DoubleMatrix cross = ReluKernels.cross(kind, network, depth, tests.rows(from, to), x);
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
        long matrices = n * n + 2 * BLOCK * n;
        long inputs = (n + tests) * d;
        long perRow = 16 * (n + tests);
        long slack = 16L << 20;
        return Double.BYTES * (matrices + inputs + perRow) + slack;
    }

    private static void checkMemory(int n, int d) {
        long needed = bytes(n, 0, d) - (long) Double.BYTES * n * d;
        long heap = Runtime.getRuntime().maxMemory();
        if (n > LARGEST || needed > heap) {
            throw new IllegalArgumentException("regression on " + n + " samples needs " + (needed >> 20)
                    + " MiB in one matrix; the heap has " + (heap >> 20) + " MiB and a matrix at most " + LARGEST
                    + " rows: take fewer samples or start java with a larger -Xmx");
        }
    }
}
