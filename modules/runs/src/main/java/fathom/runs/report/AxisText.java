package fathom.runs.report;

import java.util.Locale;

/** Title, axes, ticks and grid of a panel around its curves, in real text. */
final class AxisText {

    private static final int TICK = 5;
    private static final String INK = "style=\"fill:var(--ink,#222)\"";

    private AxisText() {}

    /**
     * The panel with its axes.
     *
     * @param below what lies under the grid's place, such as a heat map; no grid is drawn over it
     * @param above the curves
     */
    static String around(Panel panel, Axis x, Axis y, String below, String above, Box box) {
        StringBuilder svg = new StringBuilder();
        double bottom = box.top() + box.height();
        double right = box.left() + box.width();
        double centre = box.left() + box.width() / 2.0;
        text(svg, centre, box.top() - 14, "middle", "font-size=\"14\" font-weight=\"600\"", panel.title());
        group(svg, box, below);
        for (int i = 0; i < y.ticks().size(); i++) {
            double at = bottom - box.height() * y.share(y.ticks().get(i));
            if (below.isEmpty()) {
                line(svg, box.left(), at, right, at, "var(--grid,#ddd)");
            }
            text(
                    svg,
                    box.left() - TICK - 3,
                    at + 4,
                    "end",
                    "font-size=\"12\"",
                    y.labels().get(i));
        }
        for (int i = 0; i < x.ticks().size(); i++) {
            double at = box.left() + box.width() * x.share(x.ticks().get(i));
            line(svg, at, bottom, at, bottom + TICK, "var(--axis,#777)");
            text(
                    svg,
                    at,
                    bottom + TICK + 14,
                    "middle",
                    "font-size=\"12\"",
                    x.labels().get(i));
        }
        line(svg, box.left(), bottom, right, bottom, "var(--axis,#777)");
        text(svg, centre, bottom + TICK + 34, "middle", "font-size=\"13\"", panel.xLabel());
        double middle = box.top() + box.height() / 2.0;
        String upward = String.format(Locale.ROOT, "font-size=\"13\" transform=\"rotate(-90 14 %s)\"", number(middle));
        text(svg, 14, middle, "middle", upward, panel.yLabel());
        group(svg, box, above);
        return svg.toString();
    }

    private static void group(StringBuilder svg, Box box, String content) {
        if (!content.isEmpty()) {
            svg.append(String.format(
                    Locale.ROOT, "<g transform=\"translate(%d %d)\">%s</g>\n", box.left(), box.top(), content));
        }
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
        svg.append(String.format(
                Locale.ROOT,
                "<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" style=\"stroke:%s\"/>\n",
                number(x1),
                number(y1),
                number(x2),
                number(y2),
                colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String font, String words) {
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" %s %s>%s</text>\n",
                number(x),
                number(y),
                anchor,
                font,
                INK,
                Html.text(words)));
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
