package fathom.simd.loop;

/** One pass over n doubles that lie together, y := f(x); x and y may be the same elements. */
@FunctionalInterface
public interface DoubleMap {

    void run(double[] x, int xAt, double[] y, int yAt, int n);

    /** One number at a time. */
    @FunctionalInterface
    interface Scalar {
        double of(double x);
    }

    /** The loop of a function of one number. */
    static DoubleMap of(Scalar function) {
        return (x, xAt, y, yAt, n) -> {
            for (int i = 0; i < n; i++) {
                y[yAt + i] = function.of(x[xAt + i]);
            }
        };
    }
}
