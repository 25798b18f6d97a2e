package fathom.ntk;

import fathom.simd.Cholesky;
import fathom.simd.ConjugateGradients;
import fathom.simd.ConjugateGradients.LinearMap;
import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.TriangularSolve;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Regression on any number of samples by conjugate gradients, where K is known by its products alone ({@link TiledGram}).
 *
 * <pre>
 * (K + n r I) W = Y,   preconditioner (B B' + n r I)^(-1) = (I - B (n r I + B'B)^(-1) B') / (n r),   B = K_nm L^-T,  K_mm = L L'
 * </pre>
 *
 * for m landmarks drawn from the samples by a fixed permutation (Nystroem). Memory is n m doubles and a tile; an iteration computes n^2 / 2
 * entries of K. Sources: A. Rudi, L. Carratino, L. Rosasco, "FALKON: an optimal large scale kernel method" (2017); Z. Frangella,
 * J. Tropp, M. Udell, "Randomized Nystroem preconditioning" (2023).
 *
 * @param landmarks m, at most n of which are used
 * @param tolerance of |Y - (K + n r I) W| / |Y|
 * @param limit of the number of iterations
 * @param notices receives a sentence when it has converged
 */
public record IterativeRegression(int landmarks, double tolerance, int limit, Consumer<String> notices) {

    private static final double STANDARD_TOLERANCE = 1e-12;
    private static final int STANDARD_LIMIT = 1000;

    /** Added to K_mm in units of its largest diagonal element, so that repeated landmarks do no harm. */
    private static final double JITTER = 1e-12;

    /** With a relative residual of 1e-12, silent. */
    public static IterativeRegression withLandmarks(int landmarks) {
        return new IterativeRegression(landmarks, STANDARD_TOLERANCE, STANDARD_LIMIT, sentence -> {});
    }

    /** The same that tells how it went. */
    public IterativeRegression telling(Consumer<String> listener) {
        return new IterativeRegression(landmarks, tolerance, limit, listener);
    }

    /** The heap in bytes that a fit takes: B, the vectors of the iteration, and two tiles. */
    public long bytes(long n, long d, long outputs, int tile) {
        long m = Math.min(landmarks, n);
        return Double.BYTES * (n * m + m * m + n * (d + 16 + 8 * outputs) + 3L * tile * tile);
    }

    /**
     * As {@link KernelRegression#fit(RowKernel, DoubleMatrix, DoubleMatrix, double)}.
     *
     * @param gram the products with K, computed here or elsewhere: y := K v for n x m matrices
     * @param ridge r > 0: without it the system can be singular
     * @throws IllegalArgumentException if the ridge is not positive and finite
     * @throws ArithmeticException if the iteration has not converged within its limit
     */
    public KernelRegression fit(RowKernel kernel, DoubleMatrix x, DoubleMatrix targets, double ridge, LinearMap gram) {
        RidgeSystem.checkTargets(x, targets);
        RidgeSystem.checkRidge(ridge);
        double shift = x.rows() * ridge;
        if (!(shift > 0)) {
            throw new IllegalArgumentException(
                    "conjugate gradients need a ridge above 0, such as 1e-6; without one, K" + " may be singular");
        }
        LinearMap system = (v, y) -> {
            gram.apply(v, y);
            Elementwise.addScaled(shift, v, y);
        };
        DoubleMatrix weights = DoubleMatrix.zeros(targets.rows(), targets.columns());
        ConjugateGradients.Outcome outcome =
                ConjugateGradients.solve(system, preconditioner(kernel, x, shift), targets, weights, tolerance, limit);
        double worst = Arrays.stream(outcome.residuals()).max().orElse(0);
        if (!outcome.converged()) {
            throw new ArithmeticException(String.format(
                    Locale.ROOT,
                    "after %d iterations the residual is %.2g of the targets, not %.2g: give a larger ridge or more landmarks",
                    outcome.iterations(),
                    worst,
                    tolerance));
        }
        notices.accept(String.format(
                Locale.ROOT,
                "%d iterations with %d landmarks; residual %.2g of the targets",
                outcome.iterations(),
                Math.min(landmarks, x.rows()),
                worst));
        return new KernelRegression(kernel, x, weights);
    }

    private LinearMap preconditioner(RowKernel kernel, DoubleMatrix x, double shift) {
        int m = Math.min(landmarks, x.rows());
        if (m == 0) {
            return ConjugateGradients.noPreconditioner();
        }
        int[] order = RandomStream.of(0, "landmarks").permutation(x.rows());
        DoubleMatrix chosen = DoubleMatrix.zeros(m, x.columns());
        for (int i = 0; i < m; i++) {
            Elementwise.copy(x.row(order[i]), chosen.row(i));
        }
        DoubleMatrix factor = kernel.gram(chosen);
        double largest = 0;
        for (int i = 0; i < m; i++) {
            largest = Math.max(largest, factor.get(i, i));
        }
        for (int i = 0; i < m; i++) {
            factor.set(i, i, factor.get(i, i) + JITTER * largest);
        }
        Cholesky.factorise(factor);
        // L B' = K_mn
        DoubleMatrix across = kernel.cross(chosen, x);
        TriangularSolve.lower(factor, across);
        DoubleMatrix inner = Gemm.product(across, across.transposed());
        for (int i = 0; i < m; i++) {
            inner.set(i, i, inner.get(i, i) + shift);
        }
        Cholesky.factorise(inner);
        return (v, y) -> {
            DoubleMatrix projected = Gemm.product(across, v);
            Cholesky.solve(inner, projected);
            Elementwise.copy(v, y);
            Gemm.multiply(-1, across.transposed(), projected, 1, y);
            Elementwise.scale(1 / shift, y);
        };
    }
}
