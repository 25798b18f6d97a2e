package fathom.runs.report;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins segments that follow one another into one line. XChart draws every segment by itself, with its whole style: a curve of a few
 * hundred points becomes ten times smaller, and its dashes run through instead of beginning again at each point.
 */
final class Polylines {

    private static final Pattern SEGMENT = Pattern.compile(
            "\\s*<line style=\"([^\"]*)\" x1=\"([^\"]*)\" x2=\"([^\"]*)\" y1=\"([^\"]*)\" y2=\"([^\"]*)\"/>");

    private final StringBuilder svg = new StringBuilder();
    private final StringBuilder points = new StringBuilder();
    private String style = "";
    private String end = "";

    private Polylines() {}

    /** The elements, one on each line, with the segments joined. */
    static String joined(String elements) {
        Polylines lines = new Polylines();
        elements.lines().forEach(lines::add);
        lines.finish();
        return lines.svg.toString();
    }

    private void add(String element) {
        Matcher segment = SEGMENT.matcher(element);
        if (!segment.matches()) {
            finish();
            svg.append(element).append('\n');
            return;
        }
        String from = segment.group(2) + "," + segment.group(4);
        if (points.isEmpty() || !segment.group(1).equals(style) || !from.equals(end)) {
            finish();
            style = segment.group(1);
            points.append(from);
        }
        end = segment.group(3) + "," + segment.group(5);
        points.append(' ').append(end);
    }

    private void finish() {
        if (!points.isEmpty()) {
            svg.append(String.format(Locale.ROOT, "<polyline points=\"%s\" style=\"%s\"/>\n", points, style));
            points.setLength(0);
        }
    }
}
