package fathom.experiments.conditioning;

import static fathom.runs.report.Numbers.format;

import fathom.runs.results.Metric;
import fathom.runs.verdict.Verdict;
import java.util.Arrays;

/** Bound minus exact value, at every place where a bound applies; NaN or infinity where it says nothing. */
final class Slack {

    /** Exact values carry rounding errors of about this size. */
    static final double ROUNDING = 1e-9;

    private Slack() {}

    /** The claim that a bound holds, without a place yet. */
    static Verdict bound(String statement, String scope) {
        return Verdict.of(statement)
                .scope(scope)
                .rule("Supported if the bound holds wherever it applies, up to rounding of 1e-9.");
    }

    /** The claim that a bound holds at all places. */
    static Verdict bound(String statement, String scope, Metric slack) {
        return at(bound(statement, scope), "", slack);
    }

    /** Adds some places to such a claim; not tested where the bound applies at none of them. */
    static Verdict at(Verdict claim, String places, Metric slack) {
        double[] known = Arrays.stream(slack.values())
                .filter(value -> value < Double.POSITIVE_INFINITY)
                .toArray();
        long held = Arrays.stream(known).filter(value -> value >= -ROUNDING).count();
        return claim.check(
                places,
                known.length > 0,
                held == known.length,
                known.length == 0
                        ? "the bound applies nowhere"
                        : format(
                                "holds at %d of %d places where it applies; least slack %.2g",
                                held, known.length, Arrays.stream(known).min().orElseThrow()));
    }
}
