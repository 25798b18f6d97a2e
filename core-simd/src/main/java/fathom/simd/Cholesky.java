package fathom.simd;

import fathom.simd.factor.DoubleFactor;
import fathom.simd.factor.FloatFactor;
import fathom.simd.factor.InverseDiagonal;
import fathom.simd.factor.LogDeterminant;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * Cholesky's factorisation of symmetric positive definite matrices, and what its factor solves.
 *
 * <pre>
 * A = L L':   c = a_ij,   c = fma(-l_ik, l_jk, c) for k = 0 .. j - 1,   l_jj = sqrt(c),   l_ij = c / l_jj for i > j
 * </pre>
 *
 * The factor has exactly these bits, whatever the threads, the lane width and the strides. Only the lower triangle is read and
 * written: what lies above the diagonal may be anything, and stays.
 *
 * <p>Source: G. Golub, C. Van Loan, "Matrix Computations", section 4.2; the residual |A - L L'| is below about n eps |A|.
 */
public final class Cholesky {

    private Cholesky() {}

    /**
     * A := L in the lower triangle, where A = L L'; n^3 / 3 operations.
     *
     * @param a n x n, its lower triangle overwritten; partly overwritten when an exception is thrown
     * @throws ShapeMismatchException if A is not square
     * @throws NotPositiveDefiniteException if a pivot is not a positive finite number
     */
    public static void factorise(DoubleMatrix a) {
        checkSquare(a.rows(), a.columns());
        new DoubleFactor(a).factorise();
    }

    /**
     * A := L in the lower triangle, where A = L L'; n^3 / 3 operations.
     *
     * @param a n x n, its lower triangle overwritten; partly overwritten when an exception is thrown
     * @throws ShapeMismatchException if A is not square
     * @throws NotPositiveDefiniteException if a pivot is not a positive finite number
     */
    public static void factorise(FloatMatrix a) {
        checkSquare(a.rows(), a.columns());
        new FloatFactor(a).factorise();
    }

    /**
     * B := X with L L' X = B: solves A X = B when {@code factor} is what {@link #factorise} made of A.
     *
     * @param factor n x n, its lower triangle read
     * @param rightSides n x m, overwritten; must not share elements with the factor
     * @throws ShapeMismatchException if the factor is not square, or B has not as many rows
     * @throws IllegalArgumentException if B shares elements with the factor
     */
    public static void solve(DoubleMatrix factor, DoubleMatrix rightSides) {
        checkSystem(factor.rows(), factor.columns(), rightSides.rows(), rightSides.columns());
        DoubleFactor l = new DoubleFactor(factor);
        l.checkApart(rightSides);
        l.solveLower(rightSides);
        l.solveUpper(rightSides);
    }

    /**
     * B := X with L L' X = B: solves A X = B when {@code factor} is what {@link #factorise} made of A.
     *
     * @param factor n x n, its lower triangle read
     * @param rightSides n x m, overwritten; must not share elements with the factor
     * @throws ShapeMismatchException if the factor is not square, or B has not as many rows
     * @throws IllegalArgumentException if B shares elements with the factor
     */
    public static void solve(FloatMatrix factor, FloatMatrix rightSides) {
        checkSystem(factor.rows(), factor.columns(), rightSides.rows(), rightSides.columns());
        FloatFactor l = new FloatFactor(factor);
        l.checkApart(rightSides);
        l.solveLower(rightSides);
        l.solveUpper(rightSides);
    }

    /** log det A = 2 sum of log l_ii; 0 for an empty matrix. */
    public static double logDeterminant(DoubleMatrix factor) {
        checkSquare(factor.rows(), factor.columns());
        LogDeterminant product = new LogDeterminant();
        for (int i = 0; i < factor.rows(); i++) {
            product.multiply(factor.get(i, i));
        }
        return product.ofSquare();
    }

    /** log det A = 2 sum of log l_ii, summed in double; 0 for an empty matrix. */
    public static double logDeterminant(FloatMatrix factor) {
        checkSquare(factor.rows(), factor.columns());
        LogDeterminant product = new LogDeterminant();
        for (int i = 0; i < factor.rows(); i++) {
            product.multiply(factor.get(i, i));
        }
        return product.ofSquare();
    }

    /**
     * (A^-1)_jj for all j, as the leave-one-out residuals of kernel regression need them; n^3 / 3 operations, 128 n numbers of
     * memory.
     */
    public static double[] inverseDiagonal(DoubleMatrix factor) {
        checkSquare(factor.rows(), factor.columns());
        return InverseDiagonal.of(factor);
    }

    /** (A^-1)_jj for all j; the squares of the inverse factor's floats are summed in double. */
    public static double[] inverseDiagonal(FloatMatrix factor) {
        checkSquare(factor.rows(), factor.columns());
        return InverseDiagonal.of(factor);
    }

    private static void checkSquare(int rows, int columns) {
        if (rows != columns) {
            throw new ShapeMismatchException("A is " + rows + " x " + columns
                    + ": a symmetric matrix and its factor have as many rows as columns");
        }
    }

    private static void checkSystem(int rows, int columns, int rightRows, int rightColumns) {
        checkSquare(rows, columns);
        if (rows != rightRows) {
            throw new ShapeMismatchException("the factor is " + rows + " x " + columns + " and B is " + rightRows
                    + " x " + rightColumns + ": B must have as many rows as the factor");
        }
    }
}
