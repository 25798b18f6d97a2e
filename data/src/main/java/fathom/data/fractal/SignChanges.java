package fathom.data.fractal;

/**
 * The best that any function with so many changes of sign can do on a Cantor distribution on the line, whatever computes it.
 *
 * <pre>
 * accuracy(m) = max over labellings of the cells and gaps, from left to right, with at most m changes, of the mass that is labelled rightly
 * </pre>
 *
 * A change within a cell or a gap never helps, for all its mass has one label. A network of m affine pieces changes its sign m times at most.
 */
public final class SignChanges {

    private SignChanges() {}

    /** The accuracy for 0, 1, ..., {@code most} changes. */
    public static double[] accuracies(ApproximationCurve curve, int most) {
        // best[s][c]: the most of the mass so far, with c changes and the last label positive (s = 1) or negative.
        double[][] best = new double[2][most + 1];
        for (CantorSegment segment : CantorSegment.all(curve.levels())) {
            double[][] next = new double[2][most + 1];
            for (int s = 0; s < 2; s++) {
                double own = (segment.gap() == 0) == (s == 1) ? segment.mass(curve) : 0;
                for (int c = 0; c <= most; c++) {
                    double before = c == 0 ? best[s][c] : Math.max(best[s][c], best[1 - s][c - 1]);
                    next[s][c] = own + before;
                }
            }
            best = next;
        }
        double[] accuracies = new double[most + 1];
        for (int c = 0; c <= most; c++) {
            accuracies[c] = Math.max(best[0][c], best[1][c]);
        }
        return accuracies;
    }
}
