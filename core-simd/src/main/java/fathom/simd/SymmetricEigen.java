package fathom.simd;

import fathom.simd.eigen.Eigenproblem;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * The spectrum of a symmetric matrix.
 *
 * <pre>
 * A = V diag(values) V',   V' V = I,   values ascending
 * </pre>
 *
 * Values alone: reduction to a band by products, from there to a tridiagonal matrix, then the root-free QL iteration. With vectors: blocked
 * Householder tridiagonalisation in one stage, then divide and conquer; so the two may differ by rounding. Results are the same to the bit
 * for every number of threads and every lane width.
 *
 * @param values eigenvalues in ascending order, each repeated as often as its multiplicity
 * @param vectors n x n, column j the unit eigenvector of value j; its sign is arbitrary but reproducible
 */
public record SymmetricEigen(double[] values, DoubleMatrix vectors) {

    /**
     * Eigenvalues and eigenvectors; about 9 n^3 operations, 5 n^2 doubles of memory.
     *
     * @param a n x n, of which only the lower triangle is read; not modified
     * @throws ShapeMismatchException if A is not square
     * @throws IllegalArgumentException if the lower triangle holds NaN or infinity
     */
    public static SymmetricEigen decompose(DoubleMatrix a) {
        check(a);
        DoubleMatrix vectors = DoubleMatrix.zeros(a.rows(), a.rows());
        double[] values = new Eigenproblem(a).vectors(vectors);
        return new SymmetricEigen(values, vectors);
    }

    /**
     * Eigenvalues alone, in ascending order; about 4 n^3 / 3 operations, n^2 doubles of memory.
     *
     * @param a n x n, of which only the lower triangle is read; not modified
     * @throws ShapeMismatchException if A is not square
     * @throws IllegalArgumentException if the lower triangle holds NaN or infinity
     */
    public static double[] values(DoubleMatrix a) {
        check(a);
        return new Eigenproblem(a).values();
    }

    private static void check(DoubleMatrix a) {
        if (a.rows() != a.columns()) {
            throw new ShapeMismatchException(
                    "A is " + a.shape() + ": a symmetric matrix has as many rows as columns, and eigenvalues need one");
        }
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j <= i; j++) {
                Finite.check("A", i, j, a.get(i, j));
            }
        }
    }
}
