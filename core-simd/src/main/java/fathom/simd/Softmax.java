package fathom.simd;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.math.FloatFunctions;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.ShapeMismatchException;

/**
 * Functions of the exponentials of each row, computed from differences to the row's largest element, so that nothing overflows.
 *
 * <pre>
 * m = max_j x_ij,   s = sum_j exp(x_ij - m),   log-sum-exp_i = m + log(s),   softmax_ij = exp(x_ij - m) / s
 * </pre>
 *
 * Sums run over the 64 lanes of {@link Reduce}: a row has the same bits in any matrix, stride and vector width.
 */
public final class Softmax {

    private Softmax() {}

    /**
     * sums_i := log sum_j exp(x_ij); -infinity for a row without elements.
     *
     * @param sums rows x 1, overwritten
     */
    public static void logSumExp(FloatMatrix x, FloatMatrix sums) {
        check("logSumExp", x.rows(), 1, sums.rows(), sums.columns());
        FloatMatrix row = FloatMatrix.zeros(1, x.columns());
        for (int i = 0; i < x.rows(); i++) {
            Elementwise.copy(x.row(i), row);
            float max = Reduce.max(row);
            sums.set(i, 0, Float.isInfinite(max) ? max : max + FloatFunctions.log(exponentials(max, row)));
        }
    }

    /** y_ij := exp(x_ij) / sum_k exp(x_ik); x may be y. NaN in rows whose largest element is infinite. */
    public static void softmax(FloatMatrix x, FloatMatrix y) {
        check("softmax", x.rows(), x.columns(), y.rows(), y.columns());
        for (int i = 0; i < x.rows(); i++) {
            FloatMatrix row = y.row(i);
            Elementwise.copy(x.row(i), row);
            Elementwise.scale(1 / exponentials(Reduce.max(row), row), row);
        }
    }

    /**
     * The loss of a softmax against classes, and its gradient.
     *
     * <pre>
     * sum_i (log-sum-exp_i - x_i,class(i)),   gradient_ij = softmax_ij - [j = class(i)]
     * </pre>
     *
     * @param logits n x classes
     * @param classes the class of each row
     * @param gradient n x classes, overwritten; may be {@code logits}
     * @return the sum over the rows, a chain in double over ascending rows
     * @throws IllegalArgumentException if a class is not a column
     */
    public static double crossEntropy(FloatMatrix logits, int[] classes, FloatMatrix gradient) {
        check("crossEntropy", logits.rows(), logits.columns(), gradient.rows(), gradient.columns());
        checkClasses(classes, logits.rows(), logits.columns());
        double loss = 0;
        for (int i = 0; i < logits.rows(); i++) {
            FloatMatrix row = gradient.row(i);
            Elementwise.copy(logits.row(i), row);
            float max = Reduce.max(row);
            float margin = max - row.get(0, classes[i]);
            float sum = exponentials(max, row);
            loss += margin + FloatFunctions.log(sum);
            Elementwise.scale(1 / sum, row);
            row.set(0, classes[i], row.get(0, classes[i]) - 1);
        }
        return loss;
    }

    /** row_j := exp(row_j - max), and their sum */
    private static float exponentials(float max, FloatMatrix row) {
        Elementwise.shift(-max, row);
        Elementwise.apply(MathFunction.EXP, row, row);
        return Reduce.sum(row);
    }

    /**
     * sums_i := log sum_j exp(x_ij); -infinity for a row without elements.
     *
     * @param sums rows x 1, overwritten
     */
    public static void logSumExp(DoubleMatrix x, DoubleMatrix sums) {
        check("logSumExp", x.rows(), 1, sums.rows(), sums.columns());
        DoubleMatrix row = DoubleMatrix.zeros(1, x.columns());
        for (int i = 0; i < x.rows(); i++) {
            Elementwise.copy(x.row(i), row);
            double max = Reduce.max(row);
            sums.set(i, 0, Double.isInfinite(max) ? max : max + DoubleFunctions.log(exponentials(max, row)));
        }
    }

    /** y_ij := exp(x_ij) / sum_k exp(x_ik); x may be y. NaN in rows whose largest element is infinite. */
    public static void softmax(DoubleMatrix x, DoubleMatrix y) {
        check("softmax", x.rows(), x.columns(), y.rows(), y.columns());
        for (int i = 0; i < x.rows(); i++) {
            DoubleMatrix row = y.row(i);
            Elementwise.copy(x.row(i), row);
            Elementwise.scale(1 / exponentials(Reduce.max(row), row), row);
        }
    }

    /**
     * The loss of a softmax against classes, and its gradient.
     *
     * <pre>
     * sum_i (log-sum-exp_i - x_i,class(i)),   gradient_ij = softmax_ij - [j = class(i)]
     * </pre>
     *
     * @param logits n x classes
     * @param classes the class of each row
     * @param gradient n x classes, overwritten; may be {@code logits}
     * @return the sum over the rows, a chain in double over ascending rows
     * @throws IllegalArgumentException if a class is not a column
     */
    public static double crossEntropy(DoubleMatrix logits, int[] classes, DoubleMatrix gradient) {
        check("crossEntropy", logits.rows(), logits.columns(), gradient.rows(), gradient.columns());
        checkClasses(classes, logits.rows(), logits.columns());
        double loss = 0;
        for (int i = 0; i < logits.rows(); i++) {
            DoubleMatrix row = gradient.row(i);
            Elementwise.copy(logits.row(i), row);
            double max = Reduce.max(row);
            double margin = max - row.get(0, classes[i]);
            double sum = exponentials(max, row);
            loss += margin + DoubleFunctions.log(sum);
            Elementwise.scale(1 / sum, row);
            row.set(0, classes[i], row.get(0, classes[i]) - 1);
        }
        return loss;
    }

    /** row_j := exp(row_j - max), and their sum */
    private static double exponentials(double max, DoubleMatrix row) {
        Elementwise.shift(-max, row);
        Elementwise.apply(MathFunction.EXP, row, row);
        return Reduce.sum(row);
    }

    private static void check(String operation, int rows, int columns, int otherRows, int otherColumns) {
        if (rows != otherRows || columns != otherColumns) {
            throw new ShapeMismatchException(operation + ": the result is " + otherRows + " x " + otherColumns
                    + " and must be " + rows + " x " + columns);
        }
    }

    private static void checkClasses(int[] classes, int rows, int columns) {
        if (classes.length != rows) {
            throw new ShapeMismatchException("crossEntropy: " + classes.length + " classes for logits of " + rows
                    + " x " + columns + ": there must be one class a row");
        }
        for (int i = 0; i < rows; i++) {
            if (classes[i] < 0 || classes[i] >= columns) {
                throw new IllegalArgumentException("crossEntropy: class " + classes[i] + " of row " + i
                        + " is not one of the " + columns + " columns");
            }
        }
    }
}
