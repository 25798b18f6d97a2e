package fathom.simd.matrix;

/** A symmetric matrix that has no Cholesky factor: a pivot was not a positive finite number. */
public final class NotPositiveDefiniteException extends ArithmeticException {

    private static final long serialVersionUID = 1L;

    private final int pivot;
    private final double value;

    /**
     * @param pivot the row of the pivot, from 0
     * @param value the pivot before its square root: what is left of the diagonal element
     */
    public NotPositiveDefiniteException(int pivot, double value) {
        super("the matrix is not positive definite: pivot " + pivot + " (from 0) is " + value
                + ", not a positive number; "
                + (Double.isFinite(value)
                        ? "add a ridge to the diagonal, or remove rows that repeat others"
                        : "look for NaN or infinity in the matrix"));
        this.pivot = pivot;
        this.value = value;
    }

    /** The row of the first pivot that failed, from 0: the leading square of that size has a factor, the next has none. */
    public int pivot() {
        return pivot;
    }

    /** The pivot before its square root. */
    public double value() {
        return value;
    }
}
