package fathom.runs.figure;

import java.util.ArrayList;
import java.util.List;

/** Draws a forest plot: for each effect its label and numbers on one line, its estimate and interval below. */
final class ForestSvg {

    private static final double ROW = 36;
    private static final double LINE = 15;
    private static final double HEADING = 24;

    /** Letters of a label's line; what follows three lines is left out. */
    private static final int LETTERS = 44;

    private static final int LINES = 3;

    private final Svg svg;
    private final Place place;

    /**
     * Where a row stands.
     *
     * @param heading whether the group's name stands above it
     * @param lines the label
     */
    record Laid(ForestRow row, double top, double bottom, boolean heading, List<String> lines) {}

    ForestSvg(Svg svg, Place place) {
        this.svg = svg;
        this.place = place;
    }

    static double height(List<ForestRow> rows) {
        return rows.isEmpty() ? ROW : laid(rows, 0).getLast().bottom() + 6;
    }

    /** The rows below each other from a place on. */
    static List<Laid> laid(List<ForestRow> rows, double from) {
        List<Laid> laid = new ArrayList<>();
        double y = from;
        String group = "";
        for (ForestRow row : rows) {
            boolean heading = !row.group().equals(group);
            group = row.group();
            y += heading ? HEADING : 0;
            List<String> lines = lines(row.label());
            double bottom = y + ROW + LINE * (lines.size() - 1);
            laid.add(new Laid(row, y, bottom, heading, lines));
            y = bottom;
        }
        return laid;
    }

    private static List<String> lines(String label) {
        List<String> lines = new ArrayList<>();
        String rest = label;
        while (rest.length() > LETTERS && lines.size() < LINES - 1) {
            int space = rest.lastIndexOf(' ', LETTERS);
            int end = space > 0 ? space : LETTERS;
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).strip();
        }
        lines.add(PanelSvg.shortened(rest, LETTERS));
        return lines;
    }

    void draw(List<ForestRow> rows) {
        for (Laid laid : laid(rows, place.top())) {
            if (laid.heading()) {
                svg.word(place.left(), laid.top() - 5, PanelSvg.BOLD, laid.row().group());
            }
            row(laid);
        }
    }

    private void row(Laid laid) {
        ForestRow row = laid.row();
        Axis x = place.x();
        boolean known = Axis.placeable(x.kind(), row.estimate());
        String numbers = known ? Numerals.interval(row.estimate(), row.low(), row.high()) : "not known";
        svg.raw("<g class=\"effect\">");
        for (int i = 0; i < laid.lines().size(); i++) {
            svg.word(
                    place.left(),
                    laid.top() + 14 + i * LINE,
                    PanelSvg.TEXT,
                    laid.lines().get(i));
        }
        svg.word(place.right(), laid.top() + 14, PanelSvg.MUTED + " text-anchor=\"end\"", numbers);
        double middle = laid.bottom() - 11;
        String hue = Look.hue(0);
        String stroke = "fill=\"none\" stroke=\"" + hue + "\" stroke-width=\"2\"";
        if (known
                && row.low() < row.high()
                && Double.isFinite(row.high() - row.low())
                && row.high() >= x.low()
                && row.low() <= x.high()) {
            boolean cutLow = !(row.low() >= x.low());
            boolean cutHigh = !(row.high() <= x.high());
            double left = cutLow ? place.left() : place.px(row.low());
            double right = cutHigh ? place.right() : place.px(row.high());
            svg.line(left, middle, right, middle, stroke);
            end(left, middle, cutLow ? 1 : 0, stroke);
            end(right, middle, cutHigh ? -1 : 0, stroke);
        }
        if (known && x.holds(row.estimate())) {
            Look.marker(svg, 1, place.px(row.estimate()), middle, false, "");
        }
        svg.raw("</g>\n");
    }

    /** A cap, or an arrow that points left (1) or right (-1). */
    private void end(double x, double y, int arrow, String stroke) {
        if (arrow == 0) {
            svg.line(x, y - 3, x, y + 3, stroke);
        } else {
            svg.raw("<path d=\"M")
                    .px(x + 5 * arrow)
                    .raw(" ")
                    .px(y - 4)
                    .raw("L")
                    .px(x)
                    .raw(" ")
                    .px(y);
            svg.raw("L")
                    .px(x + 5 * arrow)
                    .raw(" ")
                    .px(y + 4)
                    .raw("\" ")
                    .raw(stroke)
                    .raw("/>");
        }
    }
}
