package fathom.experiments.conditioning.layer;

import fathom.experiments.protocol.Finding;
import fathom.runs.statistics.Verdict;
import java.util.Locale;

/** Bound less exact value, at all places where a bound applies. */
public final class Slack {

    /** Exact values carry rounding errors of about this size. */
    public static final double ROUNDING = 1e-9;

    private int held;
    private int broken;
    private double least = Double.POSITIVE_INFINITY;

    public Slack() {}

    /** One more place; not a number, or infinity, where the bound says nothing. */
    public void add(double slack) {
        if (!Double.isNaN(slack) && slack < Double.POSITIVE_INFINITY) {
            least = Math.min(least, slack);
            held += slack >= -ROUNDING ? 1 : 0;
            broken += slack >= -ROUNDING ? 0 : 1;
        }
    }

    public int places() {
        return held + broken;
    }

    public int broken() {
        return broken;
    }

    /** Supported if the bound holds at every place. */
    public Finding finding(String statement, String over) {
        if (places() == 0) {
            return new Finding(statement, Verdict.OPEN, "It applies at none of the depths that were computed.");
        }
        return Finding.of(
                statement,
                broken == 0,
                String.format(
                        Locale.ROOT,
                        "Holds at %d of the %d %s where it applies, rounding of 1e-9 allowed; the least slack is %.2g.",
                        held,
                        places(),
                        over,
                        least));
    }
}
