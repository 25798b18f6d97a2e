package fathom.simd;

import fathom.simd.eigen.OrthogonalTriangular;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * Factors of a matrix with at least as many rows as columns.
 *
 * <pre>
 * A = Q R,   Q' Q = I,   R upper triangular with r_ii >= 0
 * </pre>
 *
 * With that sign Q is unique when A has full rank, and if A has independent standard normal elements Q is uniformly distributed (Haar), as
 * orthogonal initialisation wants it. Blocked Householder reflections, the same bits for every number of threads and lane width.
 * Source: F. Mezzadri, "How to generate random matrices from the classical compact groups", Notices of the AMS 54 (2007).
 *
 * @param q m x n, with orthonormal columns
 * @param r n x n, zero below the diagonal
 */
public record Qr(DoubleMatrix q, DoubleMatrix r) {

    /**
     * Both factors of A.
     *
     * @param a m x n, m >= n; not modified
     * @throws ShapeMismatchException if A has more columns than rows
     * @throws IllegalArgumentException if A holds NaN or infinity
     */
    public static Qr decompose(DoubleMatrix a) {
        OrthogonalTriangular factors = factors(a);
        return new Qr(factors.orthogonal(), factors.triangular());
    }

    /**
     * The factor Q alone: the columns of A made orthonormal from the left to the right.
     *
     * @param a m x n, m >= n; not modified
     * @throws ShapeMismatchException if A has more columns than rows
     * @throws IllegalArgumentException if A holds NaN or infinity
     */
    public static DoubleMatrix orthonormal(DoubleMatrix a) {
        return factors(a).orthogonal();
    }

    private static OrthogonalTriangular factors(DoubleMatrix a) {
        if (a.rows() < a.columns()) {
            throw new ShapeMismatchException(
                    "A is " + a.shape()
                            + ": more columns than rows cannot be orthonormal; pass the transposed view, and transpose the result");
        }
        Finite.check("A", a);
        return new OrthogonalTriangular(a);
    }
}
