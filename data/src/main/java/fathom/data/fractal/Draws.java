package fathom.data.fractal;

import fathom.simd.random.RandomStream;

/** The random numbers of one sample, one after the other. */
final class Draws {

    private final RandomStream stream;
    private long next;

    Draws(RandomStream stream) {
        this.stream = stream;
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return stream.uniform(next++);
    }

    /** Uniform in [-1, 1). */
    double coordinate() {
        return 2 * uniform() - 1;
    }

    /** One of 0, ..., bound - 1. */
    int below(int bound) {
        return stream.below(bound, next++);
    }
}
