package fathom.runs.report;

import fathom.runs.statistics.Interval;
import java.util.List;

/**
 * A published number beside ours: it passes when |ours - published| <= tolerance. The tolerance is fixed before the number is known and
 * says why it is what it is.
 *
 * @param what which number, and where it is published
 * @param published the published number
 * @param ours our mean, with its interval if there is one
 * @param tolerance the greatest difference that counts as the same, at least 0
 * @param reason why that tolerance
 */
public record Comparison(String what, double published, Interval ours, double tolerance, String reason) {

    public Comparison {
        if (!(tolerance >= 0) || !Double.isFinite(published)) {
            throw new IllegalArgumentException("the comparison of " + what
                    + " needs a published number and a tolerance, not " + published + " and " + tolerance);
        }
    }

    /** A comparison with a number that has no interval. */
    public static Comparison of(String what, double published, double ours, double tolerance, String reason) {
        return new Comparison(what, published, Interval.exactly(ours), tolerance, reason);
    }

    /** ours - published. */
    public double difference() {
        return ours.mean() - published;
    }

    /** Whether ours counts as the same; a number of ours that is NaN does not. */
    public boolean passes() {
        return Math.abs(difference()) <= tolerance;
    }

    /** The rows as a table. */
    public static Table table(List<Comparison> rows) {
        Table table = Table.of("number", "published", "ours", "difference", "tolerance", "why this tolerance", "same");
        rows.forEach(row ->
                table.row(row.what, row.published, row.ours, row.difference(), row.tolerance, row.reason, row.mark()));
        return table;
    }

    /** The rows as a table for readers who know why the tolerances are what they are. */
    static Table brief(List<Comparison> rows) {
        Table table = Table.of("number", "published", "ours", "difference", "tolerance", "same");
        rows.forEach(row -> table.row(row.what, row.published, row.ours, row.difference(), row.tolerance, row.mark()));
        return table;
    }

    private Mark mark() {
        return passes() ? Mark.PASS : Mark.FAIL;
    }

    /** How a comparison came out. */
    public enum Mark {
        PASS,
        FAIL
    }
}
