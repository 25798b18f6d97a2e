package fathom.runs.report;

import java.util.Locale;

/** Title, axes, ticks and grid of a panel around its curves, in real text. */
final class AxisText {

    private static final int TICK = 5;
    private static final String INK = "style=\"fill:var(--ink,#222)\"";

    private AxisText() {}

    static String around(Panel panel, Axis x, Axis y, String curves, int left, int top, int width, int height) {
        StringBuilder svg = new StringBuilder();
        text(svg, left + width / 2.0, top - 14, "middle", "font-size=\"14\" font-weight=\"600\"", panel.title());
        for (double tick : y.ticks()) {
            double at = top + height * (1 - share(y, tick));
            line(svg, left, at, left + width, at, "var(--grid,#ddd)");
            text(svg, left - TICK - 3, at + 4, "end", "font-size=\"12\"", y.label(tick));
        }
        for (double tick : x.ticks()) {
            double at = left + width * share(x, tick);
            line(svg, at, top + height, at, top + height + TICK, "var(--axis,#777)");
            text(svg, at, top + height + TICK + 14, "middle", "font-size=\"12\"", x.label(tick));
        }
        line(svg, left, top + height, left + width, top + height, "var(--axis,#777)");
        text(svg, left + width / 2.0, top + height + TICK + 34, "middle", "font-size=\"13\"", panel.xLabel());
        double middle = top + height / 2.0;
        String upward = "font-size=\"13\" transform=\"rotate(-90 14 %s)\"".formatted(number(middle));
        text(svg, 14, middle, "middle", upward, panel.yLabel());
        svg.append("<g transform=\"translate(%d %d)\">%s</g>\n".formatted(left, top, curves));
        return svg.toString();
    }

    /** Where a value stands between the ends of its axis, 0 to 1. */
    private static double share(Axis axis, double value) {
        return axis.log()
                ? Math.log10(value / axis.low()) / Math.log10(axis.high() / axis.low())
                : (value - axis.low()) / (axis.high() - axis.low());
    }

    private static void line(StringBuilder svg, double x1, double y1, double x2, double y2, String colour) {
        svg.append("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" style=\"stroke:%s\"/>\n"
                .formatted(number(x1), number(y1), number(x2), number(y2), colour));
    }

    private static void text(StringBuilder svg, double x, double y, String anchor, String font, String words) {
        svg.append("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" %s %s>%s</text>\n"
                .formatted(number(x), number(y), anchor, font, INK, Html.text(words)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value).replaceAll("\\.?0+$", "");
    }
}
