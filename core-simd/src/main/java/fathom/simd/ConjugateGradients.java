package fathom.simd;

import fathom.simd.math.PowerOfTwo;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.stream.IntStream;

/**
 * Symmetric positive definite systems whose matrix is known only by its products, by preconditioned conjugate gradients.
 *
 * <pre>
 * r = b - A x,  z = M r,  p = z;   then  alpha = r'z / p'A p,  x += alpha p,  r -= alpha A p,  z = M r,  p := z + (r'z / before) p
 * </pre>
 *
 * For every right-hand side r, z and A p carry powers of two of their own, which leave all bits but keep squares in the range whatever the
 * units of A, M and B. Every right-hand side runs its own iteration; they share the products with A and M, and stop together when each has |r| ≤ tolerance |b|.
 * Sums run over ascending rows, so that the bits depend on nothing but the operands. Source: G. Golub, C. Van Loan, "Matrix
 * Computations", section 11.5.
 */
public final class ConjugateGradients {

    private ConjugateGradients() {}

    /** A symmetric positive definite matrix as its product: overwrites {@code y} (n x m) with A x, and leaves {@code x} (n x m) alone. */
    @FunctionalInterface
    public interface LinearMap {
        void apply(DoubleMatrix x, DoubleMatrix y);
    }

    /**
     * How it went.
     *
     * @param iterations products with A after the first
     * @param residuals |b - A x| / |b| of each right-hand side by the recurrence; 0 where b is 0
     * @param converged whether every one of them is at most the tolerance
     */
    public record Outcome(int iterations, double[] residuals, boolean converged) {}

    /** M = I. */
    public static LinearMap noPreconditioner() {
        return Elementwise::copy;
    }

    /**
     * M = diag(A)^-1 (Jacobi).
     *
     * @throws IllegalArgumentException if an element of the diagonal is not positive
     */
    public static LinearMap jacobi(double... diagonal) {
        double[] kept = diagonal.clone();
        for (int i = 0; i < kept.length; i++) {
            if (!(kept[i] > 0)) {
                throw new IllegalArgumentException("diagonal element " + i + " (from 0) is " + kept[i]
                        + ": a positive definite matrix has a positive diagonal");
            }
        }
        return (x, y) -> {
            for (int i = 0; i < x.rows(); i++) {
                for (int j = 0; j < x.columns(); j++) {
                    y.set(i, j, x.get(i, j) / kept[i]);
                }
            }
        };
    }

    /**
     * Improves X until A X = B.
     *
     * @param a the matrix
     * @param preconditioner an approximation of its inverse, itself symmetric positive definite
     * @param b n x m, not modified
     * @param x n x m, the first guess, overwritten
     * @param tolerance of |b - A x| / |b|
     * @param limit of the number of iterations
     * @throws ShapeMismatchException if B and X have not the same shape
     * @throws IllegalArgumentException if B or X holds NaN or infinity, or the tolerance is NaN
     * @throws ArithmeticException if p'A p is not positive for some p: A is not positive definite
     */
    public static Outcome solve(
            LinearMap a, LinearMap preconditioner, DoubleMatrix b, DoubleMatrix x, double tolerance, int limit) {
        if (b.rows() != x.rows() || b.columns() != x.columns()) {
            throw new ShapeMismatchException(
                    "B is " + b.shape() + " and X is " + x.shape() + ": they must have one shape");
        }
        Finite.check("B", b);
        Finite.check("X", x);
        if (Double.isNaN(tolerance)) {
            throw new IllegalArgumentException("the tolerance is NaN: it must be a number, such as 1e-10");
        }
        int n = b.rows();
        int m = b.columns();
        DoubleMatrix r = DoubleMatrix.zeros(n, m);
        DoubleMatrix z = DoubleMatrix.zeros(n, m);
        DoubleMatrix product = DoubleMatrix.zeros(n, m);
        a.apply(x, product);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < m; j++) {
                r.set(i, j, b.get(i, j) - product.get(i, j));
            }
        }
        // r is kept as 2^-units r, z as 2^-preconditioned z and A p as 2^-curved A p.
        DoubleMatrix sizes = b.copy();
        int[] units = exponents(sizes);
        scale(sizes, units);
        scale(r, units);
        preconditioner.apply(r, z);
        int[] preconditioned = exponents(z);
        scale(z, preconditioned);
        int[] curved = null;
        DoubleMatrix p = z.copy();
        double[] sides = dots(sizes, sizes);
        double[] inner = dots(r, z);
        double[] residuals = residuals(r, sides);
        int iteration = 0;
        while (iteration < limit && !all(residuals, tolerance)) {
            a.apply(p, product);
            curved = curved == null ? exponents(product) : curved;
            scale(product, curved);
            double[] curvature = dots(p, product);
            for (int j = 0; j < m; j++) {
                if (residuals[j] > tolerance && !(curvature[j] > 0)) {
                    throw new ArithmeticException(
                            "the matrix is not positive definite: p'A p is " + curvature[j] + " in iteration "
                                    + iteration + " for right-hand side " + j + "; add a ridge to its diagonal");
                }
                // A side that is done stays as it is.
                double alpha = residuals[j] > tolerance ? inner[j] / curvature[j] : 0;
                double step = Math.scalb(alpha, units[j] - curved[j]);
                for (int i = 0; i < n; i++) {
                    x.set(i, j, Math.fma(step, p.get(i, j), x.get(i, j)));
                    r.set(i, j, Math.fma(-alpha, product.get(i, j), r.get(i, j)));
                }
            }
            iteration++;
            preconditioner.apply(r, z);
            scale(z, preconditioned);
            double[] next = dots(r, z);
            for (int j = 0; j < m; j++) {
                double beta = inner[j] == 0 ? 0 : next[j] / inner[j];
                for (int i = 0; i < n; i++) {
                    p.set(i, j, Math.fma(beta, p.get(i, j), z.get(i, j)));
                }
            }
            inner = next;
            residuals = residuals(r, sides);
        }
        return new Outcome(iteration, residuals, all(residuals, tolerance));
    }

    private static int[] exponents(DoubleMatrix x) {
        return IntStream.range(0, x.columns())
                .map(j -> PowerOfTwo.ofColumn(x, j))
                .toArray();
    }

    private static void scale(DoubleMatrix x, int[] exponents) {
        for (int j = 0; j < exponents.length; j++) {
            PowerOfTwo.scaleColumn(x, j, exponents[j]);
        }
    }

    /** For each column the sum of x_ij y_ij over ascending i. */
    private static double[] dots(DoubleMatrix x, DoubleMatrix y) {
        double[] sums = new double[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] = Math.fma(x.get(i, j), y.get(i, j), sums[j]);
            }
        }
        return sums;
    }

    private static double[] residuals(DoubleMatrix r, double[] sides) {
        double[] residuals = dots(r, r);
        for (int j = 0; j < residuals.length; j++) {
            residuals[j] = residuals[j] == 0 ? 0 : Math.sqrt(residuals[j] / sides[j]);
        }
        return residuals;
    }

    private static boolean all(double[] residuals, double tolerance) {
        for (double residual : residuals) {
            if (!(residual <= tolerance)) {
                return false;
            }
        }
        return true;
    }
}
