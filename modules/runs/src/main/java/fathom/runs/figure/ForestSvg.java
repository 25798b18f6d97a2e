package fathom.runs.figure;

import java.util.List;

/** Draws a forest plot: for each effect its label and numbers on one line, its estimate and interval below. */
final class ForestSvg {

    static final double ROW = 36;
    static final double HEADING = 24;

    private final Svg svg;
    private final Place place;

    ForestSvg(Svg svg, Place place) {
        this.svg = svg;
        this.place = place;
    }

    static double height(List<ForestRow> rows) {
        double height = 6;
        String group = "";
        for (ForestRow row : rows) {
            height += ROW + (row.group().equals(group) ? 0 : HEADING);
            group = row.group();
        }
        return Math.max(height, ROW);
    }

    void draw(List<ForestRow> rows) {
        double y = place.top();
        String group = "";
        for (ForestRow row : rows) {
            if (!row.group().equals(group)) {
                group = row.group();
                y += HEADING;
                svg.word(place.left(), y - 5, PanelSvg.BOLD, group);
            }
            row(row, y);
            y += ROW;
        }
    }

    private void row(ForestRow row, double y) {
        Axis x = place.x();
        boolean known = Axis.placeable(x.kind(), row.estimate());
        String numbers = known ? Numerals.interval(row.estimate(), row.low(), row.high()) : "not known";
        String label = PanelSvg.shortened(row.label(), (int) ((place.width() - 6.6 * numbers.length() - 12) / 6.4));
        svg.raw("<g class=\"effect\">");
        svg.word(place.left(), y + 14, PanelSvg.TEXT, label);
        svg.word(place.right(), y + 14, PanelSvg.MUTED + " text-anchor=\"end\"", numbers);
        double middle = y + 25;
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
