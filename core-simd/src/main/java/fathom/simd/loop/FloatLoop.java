package fathom.simd.loop;

/** One pass over n pairs of floats, y := f(alpha, x, y), both with any step; x and y may be the same elements. */
@FunctionalInterface
public interface FloatLoop {

    void run(float alpha, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n);
}
