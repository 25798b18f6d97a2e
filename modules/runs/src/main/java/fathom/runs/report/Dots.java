package fathom.runs.report;

import java.util.List;
import java.util.Locale;

/** Clouds of many small points: one path a cloud, a tenth of the bytes of as many markers. */
final class Dots {

    private Dots() {}

    static String of(Panel panel, List<String> legend, Axis x, Axis y, Box box) {
        StringBuilder svg = new StringBuilder();
        for (Series series : panel.series()) {
            if (series.kind() == Series.Kind.DOTS) {
                svg.append(cloud(panel, series, legend.indexOf(series.name()), x, y, box));
            }
        }
        return svg.toString();
    }

    private static String cloud(Panel panel, Series series, int look, Axis x, Axis y, Box box) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < series.x().length; i++) {
            double across = x.share(series.x()[i]);
            double up = y.share(series.y()[i]);
            if (series.drawable(i, panel.hasLogX(), panel.hasLogY())
                    && across >= 0
                    && across <= 1
                    && up >= 0
                    && up <= 1) {
                path.append('M')
                        .append(AxisText.number(box.width() * across))
                        .append(' ')
                        .append(AxisText.number(box.height() * (1 - up)))
                        .append("h0");
            }
        }
        return String.format(
                Locale.ROOT,
                "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2.6\" stroke-linecap=\"round\"/>\n",
                path,
                Palette.css(look));
    }
}
