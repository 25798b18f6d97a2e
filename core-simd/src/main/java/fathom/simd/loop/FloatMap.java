package fathom.simd.loop;

/** One pass over n floats that lie together, y := f(x); x and y may be the same elements. */
@FunctionalInterface
public interface FloatMap {

    void run(float[] x, int xAt, float[] y, int yAt, int n);

    /** One number at a time. */
    @FunctionalInterface
    interface Scalar {
        float of(float x);
    }

    /** The loop of a function of one number. */
    static FloatMap of(Scalar function) {
        return (x, xAt, y, yAt, n) -> {
            for (int i = 0; i < n; i++) {
                y[yAt + i] = function.of(x[xAt + i]);
            }
        };
    }
}
