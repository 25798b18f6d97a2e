package fathom.runs.page;

import fathom.runs.figure.Escape;
import java.util.regex.Pattern;

/** Formulas in Unicode with raised and lowered parts: {@code K_{n+1} = x^T x} has a subscript n+1 and a superscript T. */
final class Formula {

    private static final Pattern LOWERED = Pattern.compile("_(?:\\{([^{}]*)}|([\\p{L}\\p{N}]))");
    private static final Pattern RAISED = Pattern.compile("\\^(?:\\{([^{}]*)}|([\\p{L}\\p{N}]))");

    private Formula() {}

    static String html(String plain) {
        String lowered = LOWERED.matcher(Escape.text(plain)).replaceAll("<sub>$1$2</sub>");
        return RAISED.matcher(lowered).replaceAll("<sup>$1$2</sup>");
    }
}
