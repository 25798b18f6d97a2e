package fathom.runs.statistics;

import java.util.Collection;
import java.util.Collections;

/**
 * Where in the grid of its candidates a selected value lies. At the smallest or the largest of several the best value may lie beyond the
 * grid, and whatever was selected so must be shown with that remark.
 */
public enum GridEdge {
    /** Candidates lie on both sides, or there was nothing to select from. */
    NONE(""),
    SMALLEST("smallest offered"),
    LARGEST("largest offered");

    private final String words;

    GridEdge(String words) {
        this.words = words;
    }

    /**
     * @param chosen one of the candidates
     * @param grid all candidates, in any order
     */
    public static GridEdge of(double chosen, Collection<Double> grid) {
        if (grid.size() < 2) {
            return NONE;
        }
        return chosen <= Collections.min(grid) ? SMALLEST : chosen >= Collections.max(grid) ? LARGEST : NONE;
    }

    /** For instance "largest offered"; empty where it is no edge. */
    public String words() {
        return words;
    }
}
