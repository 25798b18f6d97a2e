package fathom.runs.settings;

import fathom.runs.Quoted;
import fathom.runs.UserError;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Checks for the constructors of configuration records; each refusal is one sentence with key, given value and expectation. */
public final class Require {

    private Require() {}

    /** value >= least. */
    public static int atLeast(String key, int value, int least) {
        return (int) atLeast(key, (long) value, least);
    }

    /** value >= least. */
    public static long atLeast(String key, long value, long least) {
        return that(value >= least, key, value, "at least " + least);
    }

    /** least ≤ value ≤ most. */
    public static int between(String key, int value, int least, int most) {
        return that(value >= least && value <= most, key, value, "between " + least + " and " + most);
    }

    /** least ≤ value ≤ most; NaN is refused. */
    public static double between(String key, double value, double least, double most) {
        return that(value >= least && value <= most, key, value, "between " + least + " and " + most);
    }

    /** 0 &lt; value &lt; infinity. */
    public static double positive(String key, double value) {
        return that(value > 0 && value < Double.POSITIVE_INFINITY, key, value, "a positive number");
    }

    /** A list with at least one element and none twice. */
    public static <T, L extends Collection<T>> L distinct(String key, L values) {
        if (values == null || values.isEmpty()) {
            throw new UserError(key + " is empty: give at least one value, for instance " + key + "=1,2,3");
        }
        Set<T> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(value)) {
                throw new UserError("invalid value " + key + ": " + Quoted.of(value) + " is given twice");
            }
        }
        return values;
    }

    /** Any other condition on a value. */
    public static <T> T that(boolean holds, String key, T value, String expected) {
        if (!holds) {
            throw new UserError("invalid value " + key + "=" + Quoted.of(value) + ": must be " + expected);
        }
        return value;
    }
}
