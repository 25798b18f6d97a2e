package fathom.experiments.cli;

import fathom.runs.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Depths as the command line takes them: numbers and ranges with commas, such as 1,2,4..8. */
final class Depths {

    private static final Pattern PART = Pattern.compile("\\s*(-?\\d{1,9})\\s*(?:\\.\\.\\s*(\\d{1,9})\\s*)?");
    private static final int MOST = 1000;

    private Depths() {}

    /** @throws UserError unless the text is such a list of at least one and at most 1000 depths */
    static List<Integer> parse(String text) {
        List<Integer> depths = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            Matcher matcher = PART.matcher(part);
            if (!matcher.matches()) {
                throw refused(text);
            }
            int first = Integer.parseInt(matcher.group(1));
            int last = matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (last < first || last - first >= MOST - depths.size()) {
                throw refused(text);
            }
            for (int depth = first; depth <= last; depth++) {
                depths.add(depth);
            }
        }
        return depths;
    }

    private static UserError refused(String text) {
        return new UserError(
                "invalid value --depth=" + text + ": expected whole numbers and ascending ranges with commas,"
                        + " such as 1,2,4..8, " + MOST + " depths at most");
    }
}
