package fathom.experiments.kernelregression;

import module fathom.experiments;

/**
 * Points on S^3 and the direction w of a target.
 *
 * @param pool training points, of which the first n are used
 * @param test test points
 * @param direction w, of length 1
 */
record SphereSample(DoubleMatrix pool, DoubleMatrix test, double[] direction) {

    static final int DIMENSION = 4;

    /** Points of the authors' training pool, and of their test set. */
    static final int PUBLISHED_POINTS = 10_000;

    private static final long PUBLISHED_SEED = 42;

    /**
     * The authors' own draw: NumPy's RandomState(42), 20,000 normal points first, then w, all scaled to length 1 and rounded to single
     * precision.
     */
    static SphereSample published() {
        NumpyRandomState random = new NumpyRandomState(PUBLISHED_SEED);
        DoubleMatrix x = DoubleMatrix.zeros(2 * PUBLISHED_POINTS, DIMENSION);
        random.randn(x);
        DoubleMatrix w = DoubleMatrix.zeros(1, DIMENSION);
        random.randn(w);
        toSphere(x);
        toSphere(w);
        return new SphereSample(x.rows(0, PUBLISHED_POINTS), x.rows(PUBLISHED_POINTS, 2 * PUBLISHED_POINTS), w.array());
    }

    /** A draw of our own; the first n points do not depend on how many there are. */
    static SphereSample fresh(long seed, int points, int testPoints) {
        RandomStream random = RandomStream.of(seed, "kernel-regression");
        DoubleMatrix pool = DoubleMatrix.zeros(points, DIMENSION);
        DoubleMatrix test = DoubleMatrix.zeros(testPoints, DIMENSION);
        DoubleMatrix w = DoubleMatrix.zeros(1, DIMENSION);
        random.child("training").fillSphere(pool, 0);
        random.child("test").fillSphere(test, 0);
        random.child("direction").fillSphere(w, 0);
        return new SphereSample(pool, test, w.array());
    }

    /** x / |x| for every row, in place, rounded to float. */
    private static void toSphere(DoubleMatrix x) {
        for (int i = 0; i < x.rows(); i++) {
            double square = 0;
            for (int j = 0; j < x.columns(); j++) {
                square += x.get(i, j) * x.get(i, j);
            }
            double length = Math.sqrt(square);
            for (int j = 0; j < x.columns(); j++) {
                x.set(i, j, (float) (x.get(i, j) / length));
            }
        }
    }
}
