package fathom.runs.report;

/**
 * One curve or cloud of a panel.
 *
 * @param name what the legend calls it; equal names have equal looks in all panels of a figure
 * @param kind how it is drawn
 * @param x abscissas, ascending but for points
 * @param y ordinates, as many
 * @param error half-widths of the error bars, as many, or null for none; those that are not finite are left out
 */
record Series(String name, Kind kind, double[] x, double[] y, double[] error) {

    /** How a series is drawn. */
    enum Kind {
        /** Markers joined by lines: measurements. */
        LINE,
        /** A dashed line without markers: theory, a reference. */
        CURVE,
        /** Markers alone. */
        POINTS,
        /** Small points without markers of their own, for thousands of them. */
        DOTS,
        /** A staircase. */
        STEPS,
        /** Bars along rows: each two points are a bar's ends. */
        BANDS
    }

    Series {
        if (x.length != y.length || error != null && error.length != y.length) {
            throw new IllegalArgumentException("series " + name + " has " + x.length + " abscissas and " + y.length
                    + " ordinates, expected as many");
        }
        if (kind == Kind.BANDS && x.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "series " + name + " has " + x.length + " ends of bands, expected two for each");
        }
        if (kind == Kind.STEPS) {
            for (int i = 1; i < x.length; i++) {
                if (x[i] < x[i - 1]) {
                    throw new IllegalArgumentException("the abscissas of steps " + name + " must ascend");
                }
            }
        }
        x = x.clone();
        y = y.clone();
        error = error == null ? null : error.clone();
    }

    /** Whether any point can be drawn on the axes. */
    boolean visible(boolean logX, boolean logY) {
        for (int i = 0; i < x.length; i++) {
            if (drawable(i, logX, logY)) {
                return true;
            }
        }
        return false;
    }

    /** Whether point i can be drawn: finite, and positive where an axis is logarithmic. */
    boolean drawable(int i, boolean logX, boolean logY) {
        return Double.isFinite(x[i]) && Double.isFinite(y[i]) && (!logX || x[i] > 0) && (!logY || y[i] > 0);
    }
}
