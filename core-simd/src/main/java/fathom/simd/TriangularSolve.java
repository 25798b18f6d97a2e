package fathom.simd;

import fathom.simd.factor.DoubleFactor;
import fathom.simd.factor.FloatFactor;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * Triangular systems with many right-hand sides, in place.
 *
 * <pre>
 * lower:  c = b_ij,  c = fma(-l_ik, x_kj, c) for k = 0 .. i - 1,  x_ij = c / l_ii        upper:  the same from the last row up
 * </pre>
 *
 * The upper solution subtracts its terms in blocks that depend on n alone. For L' X = B pass {@code l.transposed()} to {@link #upper}.
 * What lies on the other side of the diagonal is not read. Results are the same to the bit for every number of threads and lane
 * width. The solution is exact for a triangle changed by about n eps |T| (N. Higham, "Accuracy and Stability of Numerical
 * Algorithms", theorem 8.5).
 */
public final class TriangularSolve {

    private TriangularSolve() {}

    /**
     * B := X with L X = B.
     *
     * @param l n x n, of which the lower triangle is read
     * @param b n x m, overwritten; must not share elements with L
     * @throws ShapeMismatchException if L is not square, or B has not as many rows
     * @throws IllegalArgumentException if the diagonal holds NaN or infinity, or B shares elements with L
     * @throws ArithmeticException if an element of the diagonal is 0
     */
    public static void lower(DoubleMatrix l, DoubleMatrix b) {
        check(l, b);
        DoubleFactor triangle = new DoubleFactor(l);
        triangle.checkApart(b);
        triangle.solveLower(b);
    }

    /**
     * B := X with U X = B.
     *
     * @param u n x n, of which the upper triangle is read
     * @param b n x m, overwritten; must not share elements with U
     * @throws ShapeMismatchException if U is not square, or B has not as many rows
     * @throws IllegalArgumentException if the diagonal holds NaN or infinity, or B shares elements with U
     * @throws ArithmeticException if an element of the diagonal is 0
     */
    public static void upper(DoubleMatrix u, DoubleMatrix b) {
        check(u, b);
        DoubleFactor triangle = new DoubleFactor(u.transposed());
        triangle.checkApart(b);
        triangle.solveUpper(b);
    }

    private static void check(DoubleMatrix triangle, DoubleMatrix b) {
        if (triangle.rows() != triangle.columns() || triangle.rows() != b.rows()) {
            throw new ShapeMismatchException("the triangle is " + triangle.shape() + " and B is " + b.shape()
                    + ": a triangle has as many rows as columns, and B as many rows as it");
        }
        for (int i = 0; i < triangle.rows(); i++) {
            Finite.check("the triangle", i, i, triangle.get(i, i));
            if (triangle.get(i, i) == 0) {
                throw new ArithmeticException("the triangle is singular: diagonal element " + i
                        + " (from 0) is 0, so that no solution exists");
            }
        }
    }

    /**
     * B := X with L X = B.
     *
     * @param l n x n, of which the lower triangle is read
     * @param b n x m, overwritten; must not share elements with L
     * @throws ShapeMismatchException if L is not square, or B has not as many rows
     * @throws IllegalArgumentException if the diagonal holds NaN or infinity, or B shares elements with L
     * @throws ArithmeticException if an element of the diagonal is 0
     */
    public static void lower(FloatMatrix l, FloatMatrix b) {
        check(l, b);
        FloatFactor triangle = new FloatFactor(l);
        triangle.checkApart(b);
        triangle.solveLower(b);
    }

    /**
     * B := X with U X = B.
     *
     * @param u n x n, of which the upper triangle is read
     * @param b n x m, overwritten; must not share elements with U
     * @throws ShapeMismatchException if U is not square, or B has not as many rows
     * @throws IllegalArgumentException if the diagonal holds NaN or infinity, or B shares elements with U
     * @throws ArithmeticException if an element of the diagonal is 0
     */
    public static void upper(FloatMatrix u, FloatMatrix b) {
        check(u, b);
        FloatFactor triangle = new FloatFactor(u.transposed());
        triangle.checkApart(b);
        triangle.solveUpper(b);
    }

    private static void check(FloatMatrix triangle, FloatMatrix b) {
        if (triangle.rows() != triangle.columns() || triangle.rows() != b.rows()) {
            throw new ShapeMismatchException("the triangle is " + triangle.shape() + " and B is " + b.shape()
                    + ": a triangle has as many rows as columns, and B as many rows as it");
        }
        for (int i = 0; i < triangle.rows(); i++) {
            Finite.check("the triangle", i, i, triangle.get(i, i));
            if (triangle.get(i, i) == 0) {
                throw new ArithmeticException("the triangle is singular: diagonal element " + i
                        + " (from 0) is 0, so that no solution exists");
            }
        }
    }
}
