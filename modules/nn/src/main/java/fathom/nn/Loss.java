package fathom.nn;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.FloatMatrix;
import java.util.Locale;

/**
 * What training makes small: the mean over rows of l(f, y), f the network's output, y the target. The first three are sums over outputs,
 * of these terms; the last is a function of the whole row.
 *
 * <pre>
 * logistic  l = log(1 + exp(-y f)) = softplus(-y f),   dl/df = -y sigmoid(-y f),          y = -1 or 1
 * hinge     l = max(0, 1 - y f),                       dl/df = -y where y f &lt; 1, else 0,  y = -1 or 1
 * squared   l = (f - y)^2 / 2,                         dl/df = f - y,                     y any number
 *
 * softmax cross-entropy   l = log(sum_j exp f_j) - sum_j y_j f_j,   dl/df_j = exp f_j / sum_k exp f_k - y_j,
 *                         y_j = 1 for the row's class, else 0 (see {@link Classification#targets})
 * </pre>
 *
 * Losses are computed in double, whatever the network's type: they cost nothing beside a product.
 */
public enum Loss {
    /** softplus(-y f). */
    LOGISTIC {
        @Override
        double term(double output, double target) {
            return DoubleFunctions.softplus(-target * output);
        }

        @Override
        double termSlope(double output, double target) {
            return -target * DoubleFunctions.sigmoid(-target * output);
        }
    },

    /** max(0, 1 - y f). */
    HINGE {
        @Override
        double term(double output, double target) {
            return Math.max(0, 1 - target * output);
        }

        @Override
        double termSlope(double output, double target) {
            return target * output < 1 ? -target : 0;
        }
    },

    /** (f - y)^2 / 2. */
    SQUARED {
        @Override
        double term(double output, double target) {
            double distance = output - target;
            return distance * distance / 2;
        }

        @Override
        double termSlope(double output, double target) {
            return output - target;
        }
    },

    /** log(sum_j exp f_j) - f_class. */
    SOFTMAX_CROSS_ENTROPY {
        @Override
        public double value(double[] outputs, double[] targets) {
            double greatest = greatest(outputs);
            double sum = 0;
            double margin = 0;
            for (int j = 0; j < outputs.length; j++) {
                sum += DoubleFunctions.exp(outputs[j] - greatest);
                margin = Math.fma(targets[j], greatest - outputs[j], margin);
            }
            return margin + DoubleFunctions.log(sum);
        }

        @Override
        public void slope(double[] outputs, double[] targets, double[] slope) {
            double greatest = greatest(outputs);
            double sum = 0;
            for (int j = 0; j < outputs.length; j++) {
                slope[j] = DoubleFunctions.exp(outputs[j] - greatest);
                sum += slope[j];
            }
            for (int j = 0; j < outputs.length; j++) {
                slope[j] = slope[j] / sum - targets[j];
            }
        }

        private double greatest(double[] outputs) {
            double greatest = Double.NEGATIVE_INFINITY;
            for (double output : outputs) {
                greatest = Math.max(greatest, output);
            }
            return greatest;
        }
    };

    /** l of one output, where l is a sum over outputs. */
    double term(double output, double target) {
        throw new AssertionError(this + " is no sum over outputs");
    }

    double termSlope(double output, double target) {
        throw new AssertionError(this + " is no sum over outputs");
    }

    /** l(f, y) of one row. */
    public double value(double[] outputs, double[] targets) {
        double sum = 0;
        for (int j = 0; j < outputs.length; j++) {
            sum += term(outputs[j], targets[j]);
        }
        return sum;
    }

    /** slope_j := dl/df_j at (f, y), for one row. */
    public void slope(double[] outputs, double[] targets, double[] slope) {
        for (int j = 0; j < outputs.length; j++) {
            slope[j] = termSlope(outputs[j], targets[j]);
        }
    }

    /** Whether targets stand for classes; {@link #check} says how. */
    public boolean takesLabels() {
        return this != SQUARED;
    }

    /** The sum of l(f, y) over all rows, in ascending order. */
    double sum(FloatMatrix outputs, FloatMatrix targets) {
        double[] f = new double[outputs.columns()];
        double[] y = new double[outputs.columns()];
        double sum = 0;
        for (int i = 0; i < outputs.rows(); i++) {
            copy(outputs, i, f);
            copy(targets, i, y);
            sum += value(f, y);
        }
        return sum;
    }

    /**
     * Writes the derivative of the mean loss by each output.
     *
     * @param room three rows, overwritten
     * @return the mean loss
     */
    double slopes(FloatMatrix outputs, FloatMatrix targets, FloatMatrix slopes, double[][] room) {
        int n = outputs.rows();
        double sum = 0;
        for (int i = 0; i < n; i++) {
            copy(outputs, i, room[0]);
            copy(targets, i, room[1]);
            sum += value(room[0], room[1]);
            slope(room[0], room[1], room[2]);
            for (int j = 0; j < room[2].length; j++) {
                slopes.set(i, j, (float) (room[2][j] / n));
            }
        }
        return sum / n;
    }

    private static void copy(FloatMatrix x, int row, double[] to) {
        for (int j = 0; j < to.length; j++) {
            to[j] = x.get(row, j);
        }
    }

    /** @throws IllegalArgumentException if a target lies outside this loss's range; the sentence names the first such place */
    public void check(FloatMatrix targets) {
        Finite.check(targets, "targets");
        switch (this) {
            case SQUARED -> {}
            case LOGISTIC, HINGE -> checkSigns(targets);
            case SOFTMAX_CROSS_ENTROPY -> checkClasses(targets);
        }
    }

    private void checkSigns(FloatMatrix targets) {
        for (int i = 0; i < targets.rows(); i++) {
            for (int j = 0; j < targets.columns(); j++) {
                float y = targets.get(i, j);
                if (y != 1 && y != -1) {
                    throw new IllegalArgumentException("the " + name().toLowerCase(Locale.ROOT)
                            + " loss takes labels -1 and 1, but the target at row " + i + ", column " + j + " is " + y);
                }
            }
        }
    }

    private static void checkClasses(FloatMatrix targets) {
        if (targets.columns() < 2) {
            throw new IllegalArgumentException(
                    "the softmax cross-entropy needs an output for each of 2 or more classes, but the targets are "
                            + targets.shape());
        }
        for (int i = 0; i < targets.rows(); i++) {
            int ones = 0;
            for (int j = 0; j < targets.columns(); j++) {
                float y = targets.get(i, j);
                if (y != 0 && y != 1) {
                    throw new IllegalArgumentException(
                            "the softmax cross-entropy takes targets 0 and 1, but the target at row " + i + ", column "
                                    + j + " is " + y);
                }
                ones += y == 1 ? 1 : 0;
            }
            if (ones != 1) {
                throw new IllegalArgumentException("the softmax cross-entropy takes one class a row, but row " + i
                        + " of the targets names " + ones);
            }
        }
    }
}
