package fathom.runs.figure;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * One figure: small multiples with one legend. Equal series names look alike in every panel.
 *
 * <pre>{@code
 * Figure figure = Figure.of("error", "Test error by depth, mean over seeds with 95 % intervals.", left, right)
 *         .titled("Depth helps the global target");
 * Files.writeString(path, figure.svg());
 * }</pre>
 *
 * @param name a file name without its end; also what the figure's ids begin with, so that several fit in one page
 * @param title one line above it; may be empty
 * @param caption what it shows, one or two sentences
 * @param columns how many panels stand in a row where there is room
 * @param sharedY whether all panels have one y axis
 * @param panels the panels, row by row
 */
public record Figure(String name, String title, String caption, int columns, boolean sharedY, List<Panel> panels) {

    public Figure {
        panels = List.copyOf(panels);
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "the name of a figure is letters, digits, points and hyphens, not " + name);
        }
        if (columns < 1 || panels.isEmpty()) {
            throw new IllegalArgumentException("figure " + name + " needs at least one panel and one column");
        }
    }

    /** A figure without title, each panel with its own axes. */
    public Figure(String name, String caption, int columns, List<Panel> panels) {
        this(name, "", caption, columns, false, panels);
    }

    /** Up to three panels in a row. */
    public static Figure of(String name, String caption, Panel... panels) {
        return new Figure(name, caption, Math.clamp(panels.length, 1, 3), List.of(panels));
    }

    /** Up to three panels in a row. */
    public static Figure of(String name, String caption, List<Panel> panels) {
        return of(name, caption, panels.toArray(Panel[]::new));
    }

    public Figure titled(String line) {
        return new Figure(name, line, caption, columns, sharedY, panels);
    }

    /** All panels with one y axis, so that they can be compared. */
    public Figure withSharedY() {
        return new Figure(name, title, caption, columns, true, panels);
    }

    /** The figure as an SVG document: the same bytes on every machine and in every locale. */
    public String svg() {
        return new FigureSvg(this).document();
    }

    /** The same in pieces, for a page that wraps the panels on a narrow screen. */
    public FigureParts parts() {
        return new FigureSvg(this).parts();
    }

    /** The names of the legend in the order of their first appearance. */
    List<String> legend() {
        Set<String> names = new LinkedHashSet<>();
        panels.forEach(panel -> panel.marks().forEach(mark -> names.add(mark.name())));
        return new ArrayList<>(names);
    }
}
