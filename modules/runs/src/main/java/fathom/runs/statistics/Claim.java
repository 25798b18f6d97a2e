package fathom.runs.statistics;

import java.util.Locale;

/**
 * A claim about an effect, such as a difference of two errors, and the interval measured. One rule for all: the claim names a region of
 * the line; it is supported when the interval lies in it, contradicted when the interval lies outside, open otherwise.
 *
 * @param statement what is claimed, one sentence
 * @param region where the claim puts the effect
 * @param margin the smallest effect that matters, at least 0; {@code EQUAL} needs a positive one
 * @param effect the measured effect
 */
public record Claim(String statement, Region region, double margin, Interval effect) {

    /** Where a claim puts an effect, m being the margin. */
    public enum Region {
        /** effect < -m */
        LOWER,
        /** effect > m */
        HIGHER,
        /** effect >= -m */
        NOT_LOWER,
        /** effect <= m */
        NOT_HIGHER,
        /** |effect| <= m */
        EQUAL
    }

    public Claim {
        if (!(margin >= 0) || region == Region.EQUAL && margin == 0) {
            throw new IllegalArgumentException("a claim of region " + region + " cannot have margin " + margin);
        }
    }

    /** A claim without margin. */
    public static Claim of(String statement, Region region, Interval effect) {
        return new Claim(statement, region, 0, effect);
    }

    /** The rule applied to the interval; an interval that is not a number leaves the claim open, one of fewer than 3 values tests nothing. */
    public Verdict verdict() {
        if (!effect.testable()) {
            return Verdict.NOT_TESTED;
        }
        double low = effect.low();
        double high = effect.high();
        boolean in = switch (region) {
            case LOWER -> high < -margin;
            case HIGHER -> low > margin;
            case NOT_LOWER -> low >= -margin;
            case NOT_HIGHER -> high <= margin;
            case EQUAL -> low >= -margin && high <= margin;
        };
        boolean out = switch (region) {
            case LOWER -> low >= -margin;
            case HIGHER -> high <= margin;
            case NOT_LOWER -> high < -margin;
            case NOT_HIGHER -> low > margin;
            case EQUAL -> high < -margin || low > margin;
        };
        return in ? Verdict.SUPPORTED : out ? Verdict.CONTRADICTED : Verdict.OPEN;
    }

    /** The rule in words, for a report. */
    public String rule() {
        String where = switch (region) {
            case LOWER -> "below " + number(-margin);
            case HIGHER -> "above " + number(margin);
            case NOT_LOWER -> "at or above " + number(-margin);
            case NOT_HIGHER -> "at or below " + number(margin);
            case EQUAL -> "between " + number(-margin) + " and " + number(margin);
        };
        return "supported if the whole " + percent() + " interval of the effect lies " + where
                + ", contradicted if none of it does, open otherwise";
    }

    private String percent() {
        double percent = effect.level() * 100;
        return percent == Math.rint(percent)
                ? String.format(Locale.ROOT, "%.0f %%", percent)
                : String.format(Locale.ROOT, "%.2f %%", percent);
    }

    private static String number(double value) {
        return value == 0 ? "0" : Double.toString(value);
    }
}
