package fathom.ntk.dual;

import fathom.simd.math.DoubleFunctions;
import java.util.function.DoubleUnaryOperator;

/** Gauss and Legendre's rule of 16 points on panels: exact for polynomials of degree 31 on each. */
final class GaussLegendre {

    static final int POINTS = 16;

    private static final double[] NODES = new double[POINTS];
    private static final double[] WEIGHTS = new double[POINTS];

    static {
        for (int i = 0; i < POINTS; i++) {
            // Tricomi's approximation of the root, then Newton's rule on P_16 until it stands still.
            double x = DoubleFunctions.cos(Math.PI * (i + 0.75) / (POINTS + 0.5));
            double slope = 1;
            for (int step = 0; step < 6; step++) {
                double before = 1;
                double p = x;
                for (int k = 1; k < POINTS; k++) {
                    double next = ((2 * k + 1) * x * p - k * before) / (k + 1);
                    before = p;
                    p = next;
                }
                slope = POINTS * (x * p - before) / (x * x - 1);
                x -= p / slope;
            }
            NODES[i] = x;
            WEIGHTS[i] = 2 / ((1 - x * x) * slope * slope);
        }
    }

    private GaussLegendre() {}

    /** The i-th point of the rule on [from, to]. */
    static double node(int i, double from, double to) {
        return Math.fma(0.5 * (to - from), NODES[i], 0.5 * (from + to));
    }

    /** The i-th weight of the rule on [from, to]. */
    static double weight(int i, double from, double to) {
        return 0.5 * (to - from) * WEIGHTS[i];
    }

    /** The integral of f over [from, to], on one panel. */
    static double integral(DoubleUnaryOperator f, double from, double to) {
        double sum = 0;
        for (int i = 0; i < POINTS; i++) {
            sum = Math.fma(weight(i, from, to), f.applyAsDouble(node(i, from, to)), sum);
        }
        return sum;
    }
}
