package fathom.experiments.conditioning;

/** Small repairs of rounding. */
final class Measures {

    /** Below this mu is a rounding error of 0. */
    private static final double LEAST = 1e-12;

    private Measures() {}

    /** The number, or 0 where it differs from it by rounding alone. */
    static double positive(double mu) {
        return mu < LEAST ? 0 : mu;
    }
}
