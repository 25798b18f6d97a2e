package fathom.runs.figure;

import java.util.List;
import java.util.Map;

/**
 * The numbers of a panel as JSON, for readers that are programs: every bit of every point, but large maps to five digits, and large
 * clouds not at all, for their places in the drawing tell as much.
 */
final class PanelData {

    private static final int LARGE = 400;
    private static final int DIGITS = 5;

    private final StringBuilder json = new StringBuilder();

    private PanelData() {}

    static String json(Panel panel, Place place, Map<String, Integer> index) {
        PanelData data = new PanelData();
        data.json.append('{');
        data.name("title").text(panel.title());
        data.name("box").numbers(new double[] {place.left(), place.top(), place.width(), place.height()}, true);
        data.name("x").axis(place.x(), panel.xLabel());
        data.name("y").axis(place.y(), panel.yLabel());
        data.name("series").json.append('[');
        for (Mark mark : panel.marks()) {
            data.mark(mark, index.get(mark.name()));
        }
        data.json.append(']');
        if (panel.heatMap() != null) {
            data.heat(panel.heatMap());
        }
        if (panel.isForest()) {
            data.forest(panel.effects(), place.top());
        }
        return data.json.append('}').toString();
    }

    private void mark(Mark mark, int index) {
        element().append('{');
        name("name").text(mark.name());
        name("s").json.append(index);
        name("kind").text(mark.kind().name().toLowerCase(java.util.Locale.ROOT));
        if (mark.kind() != Mark.Kind.DOTS || mark.x().length <= LARGE) {
            name("x").numbers(mark.x(), false);
            name("y").numbers(mark.y(), false);
        }
        if (mark.low().length > 0) {
            name("low").numbers(mark.low(), false);
            name("high").numbers(mark.high(), false);
        }
        json.append('}');
    }

    private void heat(HeatMap map) {
        name("heat").json.append('{');
        name("label").text(map.label());
        name("edges").numbers(new double[] {map.xLow(), map.xHigh(), map.yLow(), map.yHigh()}, false);
        name("values").json.append('[');
        for (double[] row : map.values()) {
            element();
            numbers(row, map.rows() * map.columns() > LARGE);
        }
        json.append("]}");
    }

    private void forest(List<ForestRow> rows, double top) {
        name("effects").json.append('[');
        for (ForestSvg.Laid laid : ForestSvg.laid(rows, top)) {
            ForestRow row = laid.row();
            element().append('{');
            name("group").text(row.group());
            name("label").text(row.label());
            name("at").numbers(new double[] {laid.top(), laid.bottom()}, true);
            name("value").numbers(new double[] {row.estimate(), row.low(), row.high()}, false);
            json.append('}');
        }
        json.append(']');
    }

    private void axis(Axis axis, String label) {
        json.append('{');
        name("label").text(label);
        name("log").json.append(axis.kind().log());
        name("ends").numbers(new double[] {axis.low(), axis.high()}, false);
        if (axis.kind() == Axis.Kind.NAMES) {
            name("names").json.append('[');
            axis.ticks().forEach(tick -> {
                element();
                text(tick.label());
            });
            json.append(']');
        }
        json.append('}');
    }

    private PanelData name(String name) {
        element().append('"').append(name).append("\":");
        return this;
    }

    /** Separates from what is before. */
    private StringBuilder element() {
        char last = json.charAt(json.length() - 1);
        return last == '{' || last == '[' ? json : json.append(',');
    }

    private void numbers(double[] values, boolean rounded) {
        json.append('[');
        for (int i = 0; i < values.length; i++) {
            json.append(i == 0 ? "" : ",").append(number(values[i], rounded));
        }
        json.append(']');
    }

    private static String number(double value, boolean rounded) {
        if (!Double.isFinite(value)) {
            return "null";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return rounded
                ? new java.math.BigDecimal(value, new java.math.MathContext(DIGITS)).toString()
                : Double.toString(value);
    }

    private void text(String plain) {
        json.append('"');
        plain.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                json.append('\\').appendCodePoint(c);
            } else if (c < 0x20) {
                json.append(c == '\n' ? "\\n" : " ");
            } else {
                json.appendCodePoint(c);
            }
        });
        json.append('"');
    }
}
