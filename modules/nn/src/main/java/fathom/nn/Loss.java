package fathom.nn;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.FloatMatrix;

/**
 * What training makes small: the mean over rows of the sum over outputs of l(f, y), f the network's output, y the target.
 *
 * <pre>
 * logistic  l = log(1 + exp(-y f)) = softplus(-y f),   dl/df = -y sigmoid(-y f),          y = -1 or 1
 * hinge     l = max(0, 1 - y f),                       dl/df = -y where y f < 1, else 0,  y = -1 or 1
 * squared   l = (f - y)^2 / 2,                         dl/df = f - y,                     y any number
 * </pre>
 *
 * Losses are computed in double, whatever the network's type: they cost nothing beside a product.
 */
public enum Loss {
    /** softplus(-y f). */
    LOGISTIC {
        @Override
        public double value(double output, double target) {
            return DoubleFunctions.softplus(-target * output);
        }

        @Override
        public double slope(double output, double target) {
            return -target * DoubleFunctions.sigmoid(-target * output);
        }
    },

    /** max(0, 1 - y f). */
    HINGE {
        @Override
        public double value(double output, double target) {
            return Math.max(0, 1 - target * output);
        }

        @Override
        public double slope(double output, double target) {
            return target * output < 1 ? -target : 0;
        }
    },

    /** (f - y)^2 / 2. */
    SQUARED {
        @Override
        public double value(double output, double target) {
            double distance = output - target;
            return distance * distance / 2;
        }

        @Override
        public double slope(double output, double target) {
            return output - target;
        }
    };

    /** l(f, y). */
    public abstract double value(double output, double target);

    /** dl/df at (f, y). */
    public abstract double slope(double output, double target);

    /** Whether targets must be -1 or 1. */
    public boolean takesLabels() {
        return this != SQUARED;
    }

    /** The sum of l(f, y) over all elements, row after row. */
    double sum(FloatMatrix outputs, FloatMatrix targets) {
        double sum = 0;
        for (int i = 0; i < outputs.rows(); i++) {
            for (int j = 0; j < outputs.columns(); j++) {
                sum += value(outputs.get(i, j), targets.get(i, j));
            }
        }
        return sum;
    }

    /** @throws IllegalArgumentException if a target lies outside this loss's range; the sentence names the first such place */
    public void check(FloatMatrix targets) {
        Finite.check(targets, "targets");
        if (!takesLabels()) {
            return;
        }
        for (int i = 0; i < targets.rows(); i++) {
            for (int j = 0; j < targets.columns(); j++) {
                float y = targets.get(i, j);
                if (y != 1 && y != -1) {
                    throw new IllegalArgumentException("the " + name().toLowerCase(java.util.Locale.ROOT)
                            + " loss takes labels -1 and 1, but the target at row " + i + ", column " + j + " is " + y);
                }
            }
        }
    }
}
