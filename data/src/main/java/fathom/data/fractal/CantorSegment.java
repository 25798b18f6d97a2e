package fathom.data.fractal;

import java.util.ArrayList;
import java.util.List;

/**
 * A cell of C_n, or a gap that some level opens, on the unit interval: between two neighbouring ends all mass has one label.
 *
 * @param from its left end
 * @param to its right end
 * @param gap the level that opens it; 0 for a cell
 */
public record CantorSegment(double from, double to, int gap) {

    /** All of them from left to right, for n levels. */
    public static List<CantorSegment> all(int n) {
        List<CantorSegment> all = new ArrayList<>();
        collect(0, 1, 1, n, all);
        return List.copyOf(all);
    }

    private static void collect(double from, double to, int level, int n, List<CantorSegment> all) {
        if (level > n) {
            all.add(new CantorSegment(from, to, 0));
            return;
        }
        double third = (to - from) / 3;
        collect(from, from + third, level + 1, n, all);
        all.add(new CantorSegment(from + third, to - third, level));
        collect(to - third, to, level + 1, n, all);
    }

    /** Pr(x in this segment) under the Cantor distribution of a curve. */
    public double mass(ApproximationCurve curve) {
        return gap == 0 ? 0.5 / (1L << curve.levels()) : 0.5 * curve.share(gap) / (1L << gap - 1);
    }
}
