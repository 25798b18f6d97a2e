package fathom.ntk;

import java.util.Locale;

/** Kernels that leave the range of their numbers: since |K(x, x')| ≤ sqrt(K(x, x) K(x', x')), diagonals tell. */
final class Range {

    private static final String REMEDY =
            "scale the rows to length 1 (--unit), or give a smaller input scale (--input-scale) or weight variance";

    private Range() {}

    /** @throws IllegalArgumentException if a number is not finite */
    static void check(String what, double... diagonal) {
        for (int i = 0; i < diagonal.length; i++) {
            if (!Double.isFinite(diagonal[i])) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s of row %d (from 0) is %s: the kernel overflows the range of double precision; %s",
                        what,
                        i,
                        diagonal[i],
                        REMEDY));
            }
        }
    }

    /** @throws IllegalArgumentException if a number, or the inverse of its root, is not finite as a float; 0 is */
    static void checkFloats(String what, double... diagonal) {
        for (int i = 0; i < diagonal.length; i++) {
            boolean small = diagonal[i] > 0 && diagonal[i] < Float.MIN_NORMAL;
            if (small || diagonal[i] > Float.MAX_VALUE) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s of row %d (from 0) is %s: the kernel %s the range of single precision; take double (--precision f64), or %s",
                        what,
                        i,
                        diagonal[i],
                        small ? "falls below" : "overflows",
                        small ? "give a larger input scale (--input-scale), or rows of length 1 (--unit)" : REMEDY));
            }
        }
    }
}
