package fathom.runs.figure;

/**
 * One series of a panel.
 *
 * @param name what the legend calls it; equal names look alike in all panels of a figure
 * @param kind how it is drawn
 * @param x abscissas
 * @param y ordinates, as many; NaN where there is none
 * @param low lower ends of the intervals, as many, or empty for none; an end that is not finite is not drawn
 * @param high upper ends, likewise
 */
record Mark(String name, Kind kind, double[] x, double[] y, double[] low, double[] high) {

    /** How a series is drawn. */
    enum Kind {
        /** Markers joined by lines, with error bars: measurements. */
        LINE,
        /** The same with a ribbon in place of error bars, for dense abscissas. */
        RIBBON,
        /** A dashed line without markers: theory. */
        CURVE,
        /** A dashed line across the panel at one ordinate. */
        LEVEL,
        /** A dashed line across the panel at one abscissa. */
        UPRIGHT,
        /** Markers with error bars. */
        POINTS,
        /** Hollow markers: published values. */
        PUBLISHED,
        /** Small points, for thousands of them. */
        DOTS,
        /** A staircase: y_i holds from x_i on. */
        STEPS,
        /** A filled staircase. */
        HISTOGRAM,
        /** Upright bars from 0, side by side with other bars at the same abscissa. */
        BARS,
        /** Bars along rows: each two points are a bar's ends. */
        SPANS;

        /** Whether its marker stands for it. */
        boolean marker() {
            return this == LINE || this == RIBBON || this == POINTS || this == PUBLISHED;
        }

        boolean dashed() {
            return this == CURVE || this == LEVEL || this == UPRIGHT;
        }
    }

    Mark {
        if (x.length != y.length || low.length != high.length || low.length != 0 && low.length != y.length) {
            throw new IllegalArgumentException("series " + name + " has " + x.length + " abscissas, " + y.length
                    + " ordinates and " + low.length + " intervals; expected one of each for each point");
        }
        if (kind == Kind.SPANS && x.length % 2 != 0) {
            throw new IllegalArgumentException("series " + name + " has " + x.length + " ends, expected two a bar");
        }
        if (kind == Kind.STEPS || kind == Kind.HISTOGRAM) {
            for (int i = 1; i < x.length; i++) {
                if (x[i] < x[i - 1]) {
                    throw new IllegalArgumentException("series " + name + ": the abscissas of steps must ascend");
                }
            }
        }
        x = x.clone();
        y = y.clone();
        low = low.clone();
        high = high.clone();
    }

    static Mark of(String name, Kind kind, double[] x, double[] y) {
        return new Mark(name, kind, x, y, new double[0], new double[0]);
    }

    /** Whether point i has an interval. */
    boolean hasInterval(int i) {
        return low.length > 0 && low[i] < high[i] && Double.isFinite(low[i]) && Double.isFinite(high[i]);
    }
}
