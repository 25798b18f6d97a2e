package fathom.runs.figure;

import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws heat maps: cells with their numbers while these can be read, runs of equal colour beyond. */
final class HeatSvg {

    /** What the colour bar needs at the right of the plot area. */
    static final double BAR = 56;

    private static final int MOST_NUMBERS = 120;
    private static final int LEVELS = 64;
    private static final double THICK = 12;

    private final Svg svg;
    private final Place place;
    private final HeatMap map;

    HeatSvg(Svg svg, Place place, HeatMap map) {
        this.svg = svg;
        this.place = place;
        this.map = map;
    }

    void cells() {
        double left = place.px(map.xLow());
        double bottom = place.py(map.yLow());
        double wide = (place.px(map.xHigh()) - left) / map.columns();
        double high = (bottom - place.py(map.yHigh())) / map.rows();
        if (map.rows() * map.columns() <= MOST_NUMBERS) {
            numbered(left, bottom, wide, high);
        } else {
            runs(left, bottom, wide, high);
        }
    }

    private void numbered(double left, double bottom, double wide, double high) {
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                double value = map.values()[row][column];
                if (Double.isNaN(value)) {
                    continue;
                }
                int colour = map.scale().colour(map.share(value));
                double x = left + column * wide;
                double y = bottom - (row + 1) * high;
                svg.rect(x, y, wide, high, "fill=\"" + hex(colour) + "\"");
                String text = Numerals.significant(value, 3);
                double size = Math.min(11, Math.min(high * 0.7, wide * 1.6 / Math.max(3, text.length())));
                if (size >= 6) {
                    svg.raw("<text x=\"").px(x + wide / 2).raw("\" y=\"").px(y + high / 2 + size * 0.36);
                    svg.raw("\" font-size=\"").px(size).raw("\" text-anchor=\"middle\" fill=\"");
                    svg.raw(bright(colour) ? "#111111" : "#ffffff")
                            .raw("\">")
                            .text(text)
                            .raw("</text>\n");
                }
            }
        }
    }

    /** One path for each colour, in units of cells. */
    private void runs(double left, double bottom, double wide, double high) {
        SortedMap<Integer, StringBuilder> paths = new TreeMap<>();
        for (int row = 0; row < map.rows(); row++) {
            double[] values = map.values()[row];
            for (int from = 0, to; from < values.length; from = to) {
                int level = level(values[from]);
                for (to = from + 1; to < values.length && level(values[to]) == level; to++) {}
                if (level >= 0) {
                    paths.computeIfAbsent(level, key -> new StringBuilder())
                            .append('M')
                            .append(from)
                            .append(' ')
                            .append(row)
                            .append('h')
                            .append(to - from)
                            .append("v1h")
                            .append(from - to)
                            .append('z');
                }
            }
        }
        svg.raw("<g shape-rendering=\"crispEdges\" transform=\"matrix(")
                .px(wide)
                .raw(" 0 0 ")
                .px(-high)
                .raw(" ");
        svg.px(left).raw(" ").px(bottom).raw(")\">");
        paths.forEach((level, path) -> svg.raw("<path fill=\"")
                .raw(hex(map.scale().colour(level / (LEVELS - 1.0))))
                .raw("\" d=\"")
                .raw(path.toString())
                .raw("\"/>"));
        svg.raw("</g>\n");
    }

    private int level(double value) {
        return Double.isNaN(value) ? -1 : (int) Math.rint(map.share(value) * (LEVELS - 1));
    }

    /** The scale at the right of the plot area. */
    void bar() {
        double x = place.right() + 10;
        double step = place.height() / LEVELS;
        svg.raw("<g shape-rendering=\"crispEdges\">");
        for (int i = 0; i < LEVELS; i++) {
            String fill = "fill=\"" + hex(map.scale().colour(i / (LEVELS - 1.0))) + "\"";
            svg.rect(x, place.bottom() - (i + 1) * step, THICK, step + 0.5, fill);
        }
        svg.raw("</g>\n");
        Axis axis =
                new Axis(Axis.Kind.LINEAR, map.low(), map.high(), Ticks.of(Axis.Kind.LINEAR, map.low(), map.high()));
        for (Axis.Tick tick : axis.ticks()) {
            double y = place.bottom() - place.height() * axis.share(tick.value());
            svg.word(x + THICK + 4, y + 4, PanelSvg.SMALL, tick.label());
        }
        svg.word(place.right() + BAR, place.top() - 12, PanelSvg.MUTED + " text-anchor=\"end\"", map.label());
    }

    private static String hex(int colour) {
        return String.format(Locale.ROOT, "#%06x", colour);
    }

    /** Whether black reads better on it than white: by luminance, 0.2 R + 0.7 G + 0.1 B. */
    private static boolean bright(int colour) {
        return 2 * (colour >> 16) + 7 * (colour >> 8 & 0xff) + (colour & 0xff) > 1300;
    }
}
