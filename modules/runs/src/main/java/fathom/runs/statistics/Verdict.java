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
    OPEN;

    /** The verdict on "all of these hold": contradicted if one is, supported if all are. Nothing at all leaves it open. */
    public static Verdict all(Collection<Verdict> verdicts) {
        if (verdicts.contains(CONTRADICTED)) {
            return CONTRADICTED;
        }
        return verdicts.isEmpty() || verdicts.contains(OPEN) ? OPEN : SUPPORTED;
    }

    /** For instance "supported". */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
