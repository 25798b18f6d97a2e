package fathom.runs.report;

import java.util.List;
import java.util.Locale;

/** Bars along the rows of a panel: one path a series, exact where a picture of pixels would blur. */
final class Bands {

    /** What a bar leaves free of its row, above and below. */
    private static final double MARGIN = 0.14;

    private Bands() {}

    static String of(Panel panel, List<String> legend, Axis x, Axis y, Box box) {
        StringBuilder svg = new StringBuilder();
        for (Series series : panel.series()) {
            if (series.kind() == Series.Kind.BANDS) {
                svg.append(bars(series, Palette.css(legend.indexOf(series.name())), x, y, box));
            }
        }
        return svg.toString();
    }

    private static String bars(Series series, String colour, Axis x, Axis y, Box box) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < series.x().length; i += 2) {
            double left = box.width() * Math.clamp(x.share(series.x()[i]), 0.0, 1.0);
            double right = box.width() * Math.clamp(x.share(series.x()[i + 1]), 0.0, 1.0);
            double top = box.height() * (1 - y.share(series.y()[i] + 1 - MARGIN));
            double bottom = box.height() * (1 - y.share(series.y()[i] + MARGIN));
            if (right > left) {
                path.append(String.format(
                        Locale.ROOT,
                        "M%s %sH%sV%sH%sz",
                        AxisText.number(left),
                        AxisText.number(top),
                        AxisText.number(right),
                        AxisText.number(bottom),
                        AxisText.number(left)));
            }
        }
        return String.format(Locale.ROOT, "<path d=\"%s\" fill=\"%s\"/>\n", path, colour);
    }
}
