package fathom.runs.statistics;

import java.util.Collection;
import java.util.Locale;

/** What the data say of a claim. */
public enum Verdict {
    /** The interval lies wholly where the claim puts the effect. */
    SUPPORTED,
    /** The interval lies wholly elsewhere. */
    CONTRADICTED,
    /** The interval has points of both kinds. */
    OPEN,
    /** There are too few values for an interval that says anything. */
    NOT_TESTED;

    /** The verdict on "all of these hold": contradicted if one is, supported if all are, not tested if none is. Nothing at all leaves it open. */
    public static Verdict all(Collection<Verdict> verdicts) {
        if (verdicts.contains(CONTRADICTED)) {
            return CONTRADICTED;
        }
        if (!verdicts.isEmpty() && verdicts.stream().allMatch(NOT_TESTED::equals)) {
            return NOT_TESTED;
        }
        return verdicts.isEmpty() || verdicts.contains(OPEN) || verdicts.contains(NOT_TESTED) ? OPEN : SUPPORTED;
    }

    /** For instance "supported". */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
