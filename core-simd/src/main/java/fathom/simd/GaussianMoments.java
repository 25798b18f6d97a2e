package fathom.simd;

import fathom.simd.loop.DoubleMap;
import fathom.simd.math.DoubleFunctions;

/** Mean and deviation of a function of a standard normal variable, by a quadrature that is split at the function's kink. */
final class GaussianMoments {

    /** Beyond it the density, even times e^(2 x), is below 1e-32 of what matters. */
    private static final double END = 16;

    private static final int PANELS = 400;

    /** Nodes and weights of Gauss and Legendre's rule of 5 points on [-1, 1], from their closed forms. */
    private static final double[] NODES = {
        -0.9061798459386640, -0.5384693101056831, 0, 0.5384693101056831, 0.9061798459386640
    };

    private static final double[] WEIGHTS = {
        0.2369268850561891, 0.4786286704993665, 0.5688888888888889, 0.4786286704993665, 0.2369268850561891
    };

    private GaussianMoments() {}

    /** E f(g) */
    static double mean(DoubleMap f, double kink) {
        return integral(f, 0, 1, kink);
    }

    /** sqrt(E (f(g) - mean)^2) */
    static double deviation(DoubleMap f, double mean, double kink) {
        return Math.sqrt(integral(f, mean, 2, kink));
    }

    private static double integral(DoubleMap f, double shift, int power, double kink) {
        return piece(f, shift, power, -END, kink) + piece(f, shift, power, kink, END);
    }

    private static double piece(DoubleMap f, double shift, int power, double from, double to) {
        double half = (to - from) / (2 * PANELS);
        double[] x = new double[NODES.length];
        double[] y = new double[NODES.length];
        double sum = 0;
        for (int panel = 0; panel < PANELS; panel++) {
            double middle = from + (2 * panel + 1) * half;
            for (int i = 0; i < x.length; i++) {
                x[i] = Math.fma(half, NODES[i], middle);
            }
            f.run(x, 0, y, 0, x.length);
            for (int i = 0; i < x.length; i++) {
                double value = power == 1 ? y[i] : (y[i] - shift) * (y[i] - shift);
                sum = Math.fma(WEIGHTS[i] * DoubleFunctions.normalDensity(x[i]), value, sum);
            }
        }
        return sum * half;
    }
}
