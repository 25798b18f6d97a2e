package fathom.runs.figure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lays the panels of a figure out, with its title above and its legend below. */
final class FigureSvg {

    private static final int[] WIDTHS = {480, 430, 340};
    private static final int[] HEIGHTS = {220, 200, 180};
    private static final double GAP = 12;
    private static final double TITLE = 26;
    private static final double LEGEND_ROW = 22;
    private static final double SWATCH = 34;
    private static final double LETTER = 6.8;
    private static final String FONT = "font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\"";

    private final Figure figure;
    private final int columns;
    private final double width;
    private final List<PanelSvg> panels = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final Map<String, Integer> index = new HashMap<>();
    private final Map<String, Integer> looks = new HashMap<>();

    FigureSvg(Figure figure) {
        this.figure = figure;
        this.columns = Math.min(Math.min(figure.columns(), figure.panels().size()), WIDTHS.length);
        this.width = WIDTHS[columns - 1];
        Axis shared = figure.sharedY() ? Axes.y(figure.panels()) : null;
        figure.panels()
                .forEach(panel -> panels.add(new PanelSvg(panel, shared == null ? Axes.y(List.of(panel)) : shared)));
        looks();
        places();
    }

    private void looks() {
        Map<String, String> alike = new HashMap<>();
        figure.panels().forEach(panel -> alike.putAll(panel.alike()));
        List<String> names = figure.legend();
        int next = 0;
        for (String name : names) {
            index.put(name, index.size());
            if (!names.contains(alike.get(name))) {
                looks.put(name, next++);
            }
        }
        names.forEach(name -> looks.computeIfAbsent(name, key -> looks.getOrDefault(alike.get(key), 0)));
    }

    private void places() {
        double left = panels.stream().mapToDouble(PanelSvg::left).max().orElse(0);
        double top = panels.stream().mapToDouble(PanelSvg::top).max().orElse(0);
        double right = panels.stream().mapToDouble(PanelSvg::right).max().orElse(0);
        for (PanelSvg panel : panels) {
            boolean forest = panel.panel().isForest();
            double from = forest ? panel.left() : left;
            double across = width - from - (forest ? panel.right() : right);
            double down = panel.panel().isSquare()
                    ? across
                    : forest ? ForestSvg.height(panel.panel().effects()) : HEIGHTS[columns - 1];
            places.add(new Place(from, top, across, down, panel.x(), panel.y()));
        }
    }

    private double height(int i) {
        return places.get(i).bottom() + panels.get(i).bottom(places.get(i).width());
    }

    String document() {
        return page(true);
    }

    FigureParts parts() {
        List<String> single = new ArrayList<>();
        for (int i = 0; i < panels.size(); i++) {
            Svg svg = new Svg();
            svg.raw("<svg class=\"panel\" data-panel=\"")
                    .raw(i)
                    .raw("\" viewBox=\"0 0 ")
                    .px(width)
                    .raw(" ");
            svg.px(height(i))
                    .raw("\" role=\"img\" aria-label=\"")
                    .text(describe(i))
                    .raw("\" ")
                    .raw(FONT)
                    .raw(">\n");
            write(svg, i);
            single.add(svg.raw("</svg>\n").toString());
        }
        List<FigureParts.Key> keys = new ArrayList<>();
        for (String name : figure.legend()) {
            Svg svg = new Svg();
            svg.raw("<svg width=\"28\" height=\"14\" viewBox=\"0 -7 28 14\" aria-hidden=\"true\">");
            swatch(svg, name, 0, 0);
            keys.add(
                    new FigureParts.Key(index.get(name), name, svg.raw("</svg>").toString()));
        }
        return new FigureParts(single, keys, page(false));
    }

    private String describe(int i) {
        String title = figure.panels().get(i).title();
        return title.isEmpty() ? figure.caption() : title;
    }

    private void write(Svg svg, int i) {
        panels.get(i).write(svg, places.get(i), index, looks, figure.name() + "-" + i);
    }

    private String page(boolean whole) {
        double y = figure.title().isEmpty() ? 0 : TITLE;
        Svg body = new Svg();
        if (!figure.title().isEmpty()) {
            body.word(4, 18, PanelSvg.BOLD.replace("\"13\"", "\"15\""), figure.title());
        }
        for (int first = 0; first < panels.size(); first += columns) {
            double tallest = 0;
            for (int i = first; i < Math.min(panels.size(), first + columns); i++) {
                body.raw("<g data-panel=\"")
                        .raw(i)
                        .raw("\" transform=\"translate(")
                        .px((i - first) * (width + GAP));
                body.raw(" ").px(y).raw(")\">\n");
                if (whole) {
                    write(body, i);
                }
                body.raw("</g>\n");
                tallest = Math.max(tallest, height(i));
            }
            y += tallest + GAP;
        }
        double total = columns * width + (columns - 1) * GAP;
        y = legend(body, total, y);
        Svg svg = new Svg();
        svg.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ")
                .px(total)
                .raw(" ")
                .px(y);
        svg.raw("\" width=\"")
                .px(total)
                .raw("\" height=\"")
                .px(y)
                .raw("\" role=\"img\" ")
                .raw(FONT)
                .raw(">\n");
        svg.raw("<title>")
                .text(figure.title().isEmpty() ? figure.caption() : figure.title())
                .raw("</title>\n");
        svg.raw("<desc>").text(figure.caption()).raw("</desc>\n");
        svg.rect(0, 0, total, y, "class=\"paper\" fill=\"#ffffff\"").raw("\n");
        return svg.raw(body.toString()).raw("</svg>\n").toString();
    }

    /** Writes the legend in rows from the left and returns the ordinate below it. */
    private double legend(Svg svg, double total, double top) {
        double x = 6;
        double y = top + LEGEND_ROW / 2;
        List<String> names = figure.legend();
        for (String name : names) {
            double needs = SWATCH + name.length() * LETTER + 18;
            if (x > 6 && x + needs > total) {
                x = 6;
                y += LEGEND_ROW;
            }
            svg.raw("<g class=\"series\" data-s=\"").raw(index.get(name)).raw("\">");
            swatch(svg, name, x, y);
            svg.word(x + SWATCH, y + 4, PanelSvg.TEXT, name).raw("</g>\n");
            x += needs;
        }
        return names.isEmpty() ? top : y + LEGEND_ROW / 2 + 4;
    }

    private void swatch(Svg svg, String name, double x, double y) {
        Mark.Kind kind = figure.panels().stream()
                .flatMap(panel -> panel.marks().stream())
                .filter(mark -> mark.name().equals(name))
                .findFirst()
                .orElseThrow()
                .kind();
        int look = looks.get(name);
        String hue = Look.hue(look);
        if (kind == Mark.Kind.BARS || kind == Mark.Kind.HISTOGRAM || kind == Mark.Kind.SPANS) {
            svg.rect(x + 4, y - 5, 20, 10, "fill=\"" + hue + "\" fill-opacity=\"0.8\"");
        } else if (kind == Mark.Kind.DOTS) {
            svg.raw("<circle cx=\"")
                    .px(x + 14)
                    .raw("\" cy=\"")
                    .px(y)
                    .raw("\" r=\"3\" fill=\"")
                    .raw(hue)
                    .raw("\"/>");
        } else if (kind != Mark.Kind.POINTS && kind != Mark.Kind.PUBLISHED) {
            String dashes = kind.dashed() ? " stroke-dasharray=\"" + Look.dashes(look) + "\"" : "";
            svg.line(x, y, x + 28, y, "stroke=\"" + hue + "\" stroke-width=\"2\"" + dashes);
        }
        if (kind.marker()) {
            Look.marker(svg, look, x + 14, y, kind == Mark.Kind.PUBLISHED, "");
        }
    }
}
