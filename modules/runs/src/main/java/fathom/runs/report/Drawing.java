package fathom.runs.report;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A figure as SVG: XChart draws the panels, this class puts them side by side and writes the legend. */
final class Drawing {

    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    /** The width of a panel where all are square. */
    private static final int SQUARE = 330;

    private static final int LEGEND_ROW = 22;
    private static final int SWATCH = 34;
    /** Width of an average letter of the legend in pixels; real widths are the browser's business. */
    private static final double LETTER = 6.9;

    private Drawing() {}

    static String svg(Figure figure) {
        int columns = Math.min(figure.columns(), figure.panels().size());
        int rows = (figure.panels().size() + columns - 1) / columns;
        boolean square = figure.panels().stream().allMatch(Panel::isSquare);
        int across = square ? SQUARE : WIDTH;
        int down = square ? PanelChart.squareHeight(SQUARE) : HEIGHT;
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < figure.panels().size(); i++) {
            String id = figure.name() + "-" + i;
            String panel = PanelChart.svg(figure.panels().get(i), figure.legend(), id, across, down);
            body.append(String.format(
                    Locale.ROOT,
                    "<g transform=\"translate(%d %d)\">\n%s</g>\n",
                    i % columns * across,
                    i / columns * down,
                    panel));
        }
        int width = columns * across;
        int below = legend(figure, width, rows * down + 6, body);
        return String.format(
                Locale.ROOT,
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%d" height="%d" role="img" \
                aria-labelledby="%s-title" font-family="system-ui, 'DejaVu Sans', Arial, sans-serif">
                <title id="%s-title">%s</title>
                %s</svg>
                """,
                width,
                below,
                width,
                below,
                figure.name(),
                figure.name(),
                Html.text(figure.caption()),
                body);
    }

    /** Writes the legend in centred rows and returns the ordinate below it. */
    private static int legend(Figure figure, int width, int top, StringBuilder body) {
        List<String> names = figure.legend();
        if (names.size() < 2 && figure.panels().size() < 2) {
            return top;
        }
        int y = top + LEGEND_ROW / 2;
        for (int first = 0; first < names.size(); ) {
            int last = first;
            double row = space(names.get(first));
            while (last + 1 < names.size() && row + space(names.get(last + 1)) < width - 20) {
                row += space(names.get(++last));
            }
            double x = Math.max(10, (width - row) / 2);
            for (int i = first; i <= last; i++) {
                body.append(entry(figure, names.get(i), i, x, y));
                x += space(names.get(i));
            }
            first = last + 1;
            y += LEGEND_ROW;
        }
        return y;
    }

    private static double space(String name) {
        return SWATCH + 24 + name.length() * LETTER;
    }

    private static String entry(Figure figure, String name, int index, double x, int y) {
        Series.Kind kind = kind(figure, name);
        String colour = Palette.css(index);
        StringBuilder entry = new StringBuilder();
        entry.append(String.format(Locale.ROOT, "<g transform=\"translate(%.1f %d)\">", x, y));
        if (kind == Series.Kind.DOTS) {
            entry.append(
                    String.format(Locale.ROOT, "<circle cx=\"%d\" r=\"3\" fill=\"%s\"/>", (SWATCH - 6) / 2, colour));
        } else if (kind == Series.Kind.BANDS) {
            entry.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"4\" y=\"-5\" width=\"%d\" height=\"10\" fill=\"%s\"/>",
                    SWATCH - 14,
                    colour));
        } else if (kind != Series.Kind.POINTS) {
            String dashes = kind == Series.Kind.CURVE ? " stroke-dasharray=\"" + dashes(index) + "\"" : "";
            entry.append(String.format(
                    Locale.ROOT,
                    "<line x1=\"0\" x2=\"%d\" y1=\"0\" y2=\"0\" stroke=\"%s\" stroke-width=\"2\"%s/>",
                    SWATCH - 6,
                    colour,
                    dashes));
        }
        if (kind == Series.Kind.LINE || kind == Series.Kind.POINTS) {
            entry.append(PanelChart.marker(index, (SWATCH - 6) / 2.0, colour));
        }
        entry.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"4\" font-size=\"13\" style=\"fill:var(--ink,#222)\">%s</text></g>\n",
                SWATCH,
                Html.text(name)));
        return entry.toString();
    }

    private static String dashes(int index) {
        StringBuilder text = new StringBuilder();
        for (float length : Palette.dashes(index)) {
            text.append(text.isEmpty() ? "" : ",").append((int) length);
        }
        return text.toString();
    }

    private static Series.Kind kind(Figure figure, String name) {
        Optional<Series> series = figure.panels().stream()
                .flatMap(panel -> panel.series().stream())
                .filter(one -> one.name().equals(name))
                .findFirst();
        return series.map(Series::kind).orElse(Series.Kind.LINE);
    }
}
