package fathom.runs.page;

import fathom.runs.figure.Escape;
import java.util.Locale;

/**
 * What came of a claim or a comparison, as colour, sign and word: <em>supported, supported in part, contradicted, open, not tested;
 * met, missed, not comparable, not run</em>. Other words are shown without colour. As a cell of a table it is a badge too.
 *
 * @param word the outcome
 */
public record Badge(String word) {

    /** The style's class: good, partly, bad, open or none. */
    String kind() {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "supported", "met" -> "good";
            case "supported in part" -> "partly";
            case "contradicted", "missed" -> "bad";
            case "open" -> "open";
            default -> "none";
        };
    }

    private String sign() {
        return switch (kind()) {
            case "good" -> "✓";
            case "partly" -> "◐";
            case "bad" -> "✗";
            case "open" -> "?";
            default -> "○";
        };
    }

    String html() {
        return "<span class=\"badge " + kind() + "\"><span aria-hidden=\"true\">" + sign() + "</span> "
                + Escape.text(word) + "</span>";
    }

    @Override
    public String toString() {
        return word;
    }
}
