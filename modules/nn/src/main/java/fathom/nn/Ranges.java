package fathom.nn;

/** Checks of settings: one sentence for a number out of its range, NaN included. */
final class Ranges {

    private Ranges() {}

    static void positive(double value, String what) {
        if (!(value > 0) || value > Float.MAX_VALUE) {
            throw new IllegalArgumentException(what + " must be a positive number, not " + value);
        }
    }

    static void notNegative(double value, String what) {
        if (!(value >= 0) || value > Float.MAX_VALUE) {
            throw new IllegalArgumentException(what + " must be 0 or a positive number, not " + value);
        }
    }

    static void fraction(double value, String what) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException(what + " must be at least 0 and less than 1, not " + value);
        }
    }
}
