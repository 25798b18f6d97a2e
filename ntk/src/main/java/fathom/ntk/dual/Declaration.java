package fathom.ntk.dual;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/**
 * Holds what is said of a function against its values: phi' against differences of phi, and jumps of phi, phi' and phi'' against the kinks
 * that were declared. Looks from -10 to 10, in cells of 1/32.
 *
 * <pre>
 * jump of f or f' at c:   |f(a + h) - 2 f(a + h/2) + f(a)| / h  stays as h -> 0, with c in [a, a + h]; elsewhere it falls like h
 * </pre>
 */
record Declaration(String name, DoubleUnaryOperator value, DoubleUnaryOperator derivative, double[] kinks) {

    private static final double END = 10;
    private static final double CELL = 1.0 / 32;

    /** Halvings of a cell: after the first ones smooth functions are straight, and after all of them rounding is still small. */
    private static final int HALVINGS = 16;

    private static final int EARLY = 10;

    /** Differences of a steep function are as far off at the coarse steps, of a large one at the fine steps. */
    private static final double[] STEPS = {1e-3, 1e-4, 1e-5};

    private static final double TOLERANCE = 1e-5;

    /** @throws IllegalArgumentException if one of them is not as declared, or phi itself jumps */
    void check() {
        for (double kink : kinks) {
            if (!Double.isFinite(kink)) {
                throw new IllegalArgumentException("a kink of " + name + " must be a finite number, not " + kink);
            }
            double step = 1e-9 * (1 + Math.abs(kink));
            double jump = Math.abs(value.applyAsDouble(kink + step) - value.applyAsDouble(kink - step));
            if (jump > 1e-6 * (1 + Math.abs(value.applyAsDouble(kink)))) {
                throw new IllegalArgumentException(
                        name + " jumps by " + jump + " at " + kink + ", so its derivative is no function and it has no"
                                + " kernel here; of steps only those of the list (step, sign) are known");
            }
        }
        for (int i = 0; i < 2 * END / CELL; i++) {
            // Off the round numbers, where kinks are: one at an end of a cell bends nothing.
            double from = -END + (i + 0.3819) * CELL;
            if (!kinked(from - CELL / 2, from + 1.5 * CELL)) {
                differences(from + 0.37 * CELL);
                smooth(from, value, "phi or phi'");
                smooth(from, derivative, "phi' or phi''");
            }
        }
    }

    private boolean kinked(double from, double to) {
        return Arrays.stream(kinks).anyMatch(kink -> kink >= from && kink <= to);
    }

    private void differences(double x) {
        double slope = derivative.applyAsDouble(x);
        double height = value.applyAsDouble(x);
        if (Double.isNaN(slope) || Double.isNaN(height)) {
            throw new IllegalArgumentException(
                    name + " or its derivative is NaN at " + x + "; give functions of all numbers");
        }
        double nearest = Double.POSITIVE_INFINITY;
        double found = 0;
        for (double h : STEPS) {
            double difference = (8 * (value.applyAsDouble(x + h) - value.applyAsDouble(x - h))
                            - (value.applyAsDouble(x + 2 * h) - value.applyAsDouble(x - 2 * h)))
                    / (12 * h);
            if (!Double.isFinite(difference)) {
                return; // it overflows here, where no normal variable comes
            }
            if (Math.abs(difference - slope) < nearest) {
                nearest = Math.abs(difference - slope);
                found = difference;
            }
        }
        if (nearest > TOLERANCE * (1 + Math.abs(slope) + Math.abs(height))) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT,
                    "the derivative of %s at %s is given as %s, but its values say %s; give phi' itself, or declare the kink there",
                    name,
                    x,
                    slope,
                    found));
        }
    }

    /** Follows the half, or the middle, that is least straight. */
    private void smooth(double cell, DoubleUnaryOperator f, String what) {
        double from = cell;
        double width = CELL;
        double early = 0;
        for (int halving = 1; halving <= HALVINGS; halving++) {
            width /= 2;
            double best = from;
            double most = -1;
            for (double start = from; start <= from + width; start += width / 2) {
                double bend = bend(f, start, width);
                if (bend > most) {
                    most = bend;
                    best = start;
                }
            }
            from = best;
            early = halving == EARLY ? most / width : early;
            if (halving == HALVINGS && most / width > early / 4 && most > size(f, from) * noise(width)) {
                throw new IllegalArgumentException(String.format(
                        Locale.ROOT,
                        "%s: %s jumps near %.6f, where no kink is declared; give it as one, as in Nonlinearity.of(name, phi, phi', %.6f)",
                        name,
                        what,
                        from,
                        from));
            }
        }
    }

    /** Second differences below this share of f are rounding, or a jump too small to matter. */
    private static double noise(double width) {
        return Math.max(1e-13, 1e-4 * width);
    }

    private static double bend(DoubleUnaryOperator f, double from, double width) {
        double bend =
                Math.abs(f.applyAsDouble(from + width) - 2 * f.applyAsDouble(from + width / 2) + f.applyAsDouble(from));
        return Double.isFinite(bend) ? bend : 0;
    }

    private static double size(DoubleUnaryOperator f, double x) {
        return 1 + Math.abs(f.applyAsDouble(x));
    }
}
