package fathom.simd.loop;

/** One pass over n pairs of doubles, y := f(alpha, x, y), both with any step; x and y may be the same elements. */
@FunctionalInterface
public interface DoubleLoop {

    void run(double alpha, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n);
}
