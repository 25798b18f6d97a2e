package fathom.runs.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One figure: panels side by side and one legend for all. Equal series names look alike in every panel.
 *
 * @param name a file name without its end; also what the figure's ids begin with, so that several fit in one page
 * @param caption what it shows, one or two sentences
 * @param columns how many panels stand in a row
 * @param panels the panels, row by row
 */
public record Figure(String name, String caption, int columns, List<Panel> panels) {

    public Figure {
        panels = List.copyOf(panels);
        if (columns < 1 || panels.isEmpty()) {
            throw new IllegalArgumentException("figure " + name + " needs at least one panel and one column");
        }
    }

    /** Up to three panels in a row. */
    public static Figure of(String name, String caption, Panel... panels) {
        return new Figure(name, caption, Math.min(3, panels.length), List.of(panels));
    }

    /** The figure as an SVG document, the same bytes whenever it is drawn on this machine. */
    public String svg() {
        return Drawing.svg(this);
    }

    /** The names of the legend in the order of their first appearance. */
    List<String> legend() {
        Set<String> names = new LinkedHashSet<>();
        panels.forEach(panel -> panel.series().forEach(series -> names.add(series.name())));
        return new ArrayList<>(names);
    }
}
