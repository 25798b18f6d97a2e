package fathom.runs.figure;

import fathom.runs.figure.Axis.Kind;
import fathom.runs.figure.Axis.Tick;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One panel as SVG elements: title, axes, ticks, grid, then what is drawn on them, then its numbers as JSON. */
final class PanelSvg {

    static final String TEXT = "class=\"ink\" fill=\"#1d2329\" font-size=\"12.5\"";
    static final String BOLD = "class=\"ink\" fill=\"#1d2329\" font-size=\"13\" font-weight=\"bold\"";
    static final String MUTED = "class=\"soft\" fill=\"#5b6570\" font-size=\"12\"";
    static final String SMALL = "class=\"soft\" fill=\"#5b6570\" font-size=\"11.5\"";

    private static final String GRID = "class=\"grid\" stroke=\"#e3e7ea\" stroke-width=\"1\"";
    private static final String AXIS = "class=\"axis\" stroke=\"#7a848e\" stroke-width=\"1\"";

    /** Width of a tick's letter at most, over all usual fonts. */
    private static final double LETTER = 7;

    private static final int LONGEST = 24;
    private static final double RIGHT = 16;

    private final Panel panel;
    private final Axis x;
    private final Axis y;

    PanelSvg(Panel panel, Axis y) {
        this.panel = panel;
        this.x = Axes.x(panel);
        this.y = y;
    }

    /** What the labels at the left need. */
    double left() {
        if (panel.isForest()) {
            return 10;
        }
        double names = Math.min(LONGEST, y.letters()) * LETTER + 12;
        return Math.max(28, names);
    }

    double right() {
        return panel.heatMap() != null && !panel.heatMap().label().isEmpty() ? HeatSvg.BAR + 8 : RIGHT;
    }

    double top() {
        boolean label = !panel.yLabel().isEmpty()
                || panel.heatMap() != null && !panel.heatMap().label().isEmpty();
        return 12 + (panel.title().isEmpty() ? 0 : 20) + (label ? 20 : 0);
    }

    /** What ticks and label below need, in a plot area of that width. */
    double bottom(double width) {
        return 24
                + (slanted(width) ? Math.min(LONGEST, x.letters()) * LETTER * 0.5 : 0)
                + (panel.xLabel().isEmpty() ? 0 : 18);
    }

    /** Whether names at the x axis are too long to stand side by side. */
    private boolean slanted(double width) {
        return x.kind() == Kind.NAMES
                && !x.ticks().isEmpty()
                && Math.min(LONGEST, x.letters()) * 6.6 > width / x.ticks().size();
    }

    /** Its elements, drawn with their upper left corner at the origin. */
    void write(Svg svg, Place place, Map<String, Integer> index, Map<String, Integer> looks, String id) {
        svg.raw("<clipPath id=\"").raw(id).raw("-clip\">");
        svg.rect(place.left(), place.top(), place.width(), place.height(), "fill=\"none\"")
                .raw("</clipPath>\n");
        double above = place.top() - 14;
        if (!panel.yLabel().isEmpty()) {
            svg.word(4, above + 2, MUTED, panel.yLabel());
        }
        if (!panel.title().isEmpty()) {
            svg.word(4, 16, BOLD, panel.title());
        }
        boolean heat = panel.heatMap() != null;
        if (heat) {
            new HeatSvg(svg, place, panel.heatMap()).cells();
        }
        ticksBelow(svg, place, heat);
        if (!panel.isForest()) {
            ticksLeft(svg, place, heat);
        }
        double slant = slanted(place.width()) ? Math.min(LONGEST, x.letters()) * LETTER * 0.5 : 0;
        svg.word(
                place.left() + place.width() / 2,
                place.bottom() + 36 + slant,
                MUTED + " text-anchor=\"middle\"",
                panel.xLabel());
        if (heat && !panel.heatMap().label().isEmpty()) {
            new HeatSvg(svg, place, panel.heatMap()).bar();
        }
        marks(svg, place, index, looks, id);
        if (panel.isForest()) {
            new ForestSvg(svg, place).draw(panel.effects());
        }
        svg.raw("<metadata>").text(PanelData.json(panel, place, index)).raw("</metadata>\n");
    }

    private void marks(Svg svg, Place place, Map<String, Integer> index, Map<String, Integer> looks, String id) {
        MarkSvg draw = new MarkSvg(svg, place, panel.marks(), id + "-clip");
        for (boolean below : new boolean[] {true, false}) {
            for (Mark mark : panel.marks()) {
                if (MarkSvg.below(mark) == below) {
                    draw.draw(mark, index.get(mark.name()), looks.get(mark.name()));
                }
            }
        }
        boolean empty = panel.heatMap() == null
                && panel.effects().isEmpty()
                && panel.marks().stream().allMatch(mark -> !drawable(mark, place));
        if (empty) {
            svg.word(
                    place.left() + place.width() / 2,
                    place.top() + place.height() / 2,
                    MUTED + " text-anchor=\"middle\"",
                    "no data");
        }
    }

    private static boolean drawable(Mark mark, Place place) {
        for (int i = 0; i < mark.x().length; i++) {
            boolean level =
                    mark.kind() == Mark.Kind.LEVEL && Axis.placeable(place.y().kind(), mark.y()[i]);
            boolean upright =
                    mark.kind() == Mark.Kind.UPRIGHT && Axis.placeable(place.x().kind(), mark.x()[i]);
            if (level || upright || place.places(mark.x()[i], mark.y()[i])) {
                return true;
            }
        }
        return false;
    }

    private void ticksBelow(Svg svg, Place place, boolean heat) {
        List<Tick> labelled = labelled(x, place.width(), true);
        boolean slanted = slanted(place.width());
        for (Tick tick : x.ticks()) {
            double at = place.px(tick.value());
            if (x.kind() != Kind.NAMES && !heat) {
                svg.line(at, place.top(), at, place.bottom(), GRID);
            }
            if (x.kind() != Kind.NAMES) {
                svg.line(at, place.bottom(), at, place.bottom() + 4, AXIS);
            }
            if (slanted) {
                svg.raw("<text transform=\"translate(").px(at + 4).raw(" ").px(place.bottom() + 14);
                svg.raw(") rotate(-35)\" text-anchor=\"end\" ").raw(SMALL).raw(">");
                svg.text(shortened(tick.label(), LONGEST)).raw("</text>\n");
            } else if (labelled.contains(tick)) {
                svg.word(at, place.bottom() + 17, SMALL + " text-anchor=\"middle\"", tick.label());
            }
        }
        svg.line(place.left(), place.bottom(), place.right(), place.bottom(), AXIS)
                .raw("\n");
    }

    private void ticksLeft(Svg svg, Place place, boolean heat) {
        List<Tick> labelled = labelled(y, place.height(), false);
        for (Tick tick : y.ticks()) {
            double at = place.py(tick.value());
            if (y.kind() != Kind.NAMES && !heat) {
                svg.line(place.left(), at, place.right(), at, GRID);
            }
            if (labelled.contains(tick)) {
                String label = shortened(tick.label(), LONGEST);
                svg.word(place.left() - 7, at + 4, SMALL + " text-anchor=\"end\"", label);
            }
        }
        svg.line(place.left(), place.top(), place.left(), place.bottom(), AXIS).raw("\n");
    }

    /** Those ticks whose labels fit beside each other, by rank, then from the low end. */
    static List<Tick> labelled(Axis axis, double length, boolean across) {
        List<Tick> kept = new ArrayList<>();
        List<Tick> wanted = new ArrayList<>(axis.ticks());
        wanted.sort(Comparator.comparingInt(Tick::rank));
        for (Tick tick : wanted) {
            double at = length * axis.share(tick.value());
            boolean free = kept.stream().allMatch(other -> {
                double apart = Math.abs(at - length * axis.share(other.value()));
                double letters = (tick.label().length() + other.label().length()) / 2.0;
                return apart >= (across ? letters * 6.4 + 5 : 12.5);
            });
            if (free) {
                kept.add(tick);
            }
        }
        return kept;
    }

    /** A text cut to so many letters. */
    static String shortened(String text, int most) {
        return text.length() <= most
                ? text
                : text.substring(0, Math.max(1, most - 1)).stripTrailing() + "…";
    }

    Axis x() {
        return x;
    }

    Axis y() {
        return y;
    }

    Panel panel() {
        return panel;
    }
}
