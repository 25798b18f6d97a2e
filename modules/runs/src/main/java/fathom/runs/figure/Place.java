package fathom.runs.figure;

/**
 * The plot area of a panel in pixels, and where values stand in it.
 *
 * @param x the horizontal axis
 * @param y the vertical axis
 */
record Place(double left, double top, double width, double height, Axis x, Axis y) {

    double px(double value) {
        return left + width * bounded(x.share(value));
    }

    double py(double value) {
        return top + height * (1 - bounded(y.share(value)));
    }

    double right() {
        return left + width;
    }

    double bottom() {
        return top + height;
    }

    /** Whether a point can be placed at all, inside or outside. */
    boolean places(double atX, double atY) {
        return Axis.placeable(x.kind(), atX) && Axis.placeable(y.kind(), atY);
    }

    boolean holds(double atX, double atY) {
        return x.holds(atX) && y.holds(atY);
    }

    /** Far outside is as good as farther outside, and can be written. */
    private static double bounded(double share) {
        return Math.clamp(share, -100.0, 100.0);
    }
}
