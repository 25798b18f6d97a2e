package fathom.runs.verdict;

import fathom.runs.page.Badge;
import fathom.runs.report.Table;
import fathom.runs.statistics.Interval;
import java.util.List;

/**
 * A published number beside ours: met when |ours - published| ≤ tolerance. The tolerance is fixed before the number is known.
 *
 * @param what which number
 * @param published the published number; NaN where only its absence matters
 * @param ours our mean, with its interval if there is one; NaN where there is none
 * @param tolerance the greatest difference that counts as the same
 * @param status what came of it
 * @param note why that tolerance; the probable cause of a miss and the run that would settle it; why it cannot be compared; what a run would cost
 */
public record Reproduction(String what, double published, Interval ours, double tolerance, Status status, String note) {

    /** What came of a comparison. */
    public enum Status {
        MET("met"),
        MISSED("missed"),
        NOT_COMPARABLE("not comparable"),
        NOT_RUN("not run");

        private final String word;

        Status(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    private static final Interval NONE =
            new Interval(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0, Interval.LEVEL);

    /** A comparison with a mean of ours. */
    public static Reproduction of(String what, double published, Interval ours, double tolerance, String reason) {
        if (!(tolerance >= 0) || !Double.isFinite(published)) {
            throw new IllegalArgumentException("the comparison of " + what
                    + " needs a published number and a tolerance, not " + published + " and " + tolerance);
        }
        Status status = Math.abs(ours.mean() - published) <= tolerance ? Status.MET : Status.MISSED;
        return new Reproduction(what, published, ours, tolerance, status, reason);
    }

    /** A comparison with a number of ours that has no interval. */
    public static Reproduction of(String what, double published, double ours, double tolerance, String reason) {
        return of(what, published, Interval.exactly(ours), tolerance, reason);
    }

    /** A number that ours must not be held against. */
    public static Reproduction notComparable(String what, double published, Interval ours, String why) {
        return new Reproduction(what, published, ours, Double.NaN, Status.NOT_COMPARABLE, why);
    }

    /** A number for which this run has none. */
    public static Reproduction notRun(String what, double published, String cost) {
        return new Reproduction(what, published, NONE, Double.NaN, Status.NOT_RUN, cost);
    }

    /** The same with the probable cause of a miss and the run that would settle it; a number that is met stays as it is. */
    public Reproduction ifMissed(String cause) {
        return status == Status.MISSED ? new Reproduction(what, published, ours, tolerance, status, cause) : this;
    }

    /** The verdict on all rows together: supported if all comparable ones are met. */
    public static Verdict verdict(String statement, List<Reproduction> rows) {
        List<Reproduction> compared = rows.stream()
                .filter(row -> row.status == Status.MET || row.status == Status.MISSED)
                .toList();
        long met = compared.stream().filter(row -> row.status == Status.MET).count();
        Ruling ruling = compared.isEmpty()
                ? Ruling.NOT_TESTED
                : met == compared.size() ? Ruling.SUPPORTED : met > 0 ? Ruling.IN_PART : Ruling.CONTRADICTED;
        String rest = rows.size() == compared.size() ? "" : "; " + (rows.size() - compared.size()) + " not compared";
        return Verdict.of(statement)
                .rule("Supported if every number lies within its tolerance.")
                .part("", ruling, met + " of " + compared.size() + " within tolerance" + rest);
    }

    /** The rows as a table. */
    public static Table table(List<Reproduction> rows) {
        Table table = Table.of("number", "published", "ours", "difference", "tolerance", "result", "note");
        rows.forEach(row -> {
            boolean compared = row.status == Status.MET || row.status == Status.MISSED;
            table.row(
                    row.what,
                    Double.isNaN(row.published) ? null : row.published,
                    row.ours.n() == 0 ? null : row.ours,
                    compared ? row.ours.mean() - row.published : null,
                    compared ? row.tolerance : null,
                    new Badge(row.status.word()),
                    row.note);
        });
        return table;
    }
}
