package fathom.runs.figure;

import java.util.List;

/**
 * A figure in pieces.
 *
 * @param panels one {@code <svg>} element a panel, to be laid out by the page
 * @param legend the legend's entries in order
 * @param frame the whole figure's {@code <svg>} without what is in the panels: {@code <g data-panel="i">} are their places
 */
public record FigureParts(List<String> panels, List<Key> legend, String frame) {

    public FigureParts {
        panels = List.copyOf(panels);
        legend = List.copyOf(legend);
    }

    /**
     * An entry of the legend.
     *
     * @param look elements of that look have the class {@code s<look>} and the attribute {@code data-s}
     * @param name plain text
     * @param svg a small {@code <svg>} element that shows the look
     */
    public record Key(int look, String name, String svg) {}
}
