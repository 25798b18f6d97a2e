package fathom.runs.report;

import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * One pair of axes and what is drawn on them.
 *
 * <pre>{@code
 * Panel.of("3-local", "hidden layers L", "test error")
 *         .line("network", depths, intervals)
 *         .curve("NTK", depths, errors)
 *         .level("chance", 0.5);
 * }</pre>
 */
public final class Panel {

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final List<Series> series = new ArrayList<>();
    private HeatMap heatMap;
    private List<String> columnNames = List.of();
    private List<String> rowNames = List.of();
    private boolean square;
    private boolean logX;
    private boolean logY;
    private double[] xRange = {Double.NaN, Double.NaN};
    private double[] yRange = {Double.NaN, Double.NaN};

    private Panel(String title, String xLabel, String yLabel) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
    }

    /** Empty axes. */
    public static Panel of(String title, String xLabel, String yLabel) {
        return new Panel(title, xLabel, yLabel);
    }

    /** As wide as high, for pictures of the plane. */
    public Panel square() {
        square = true;
        return this;
    }

    /** Rows 0 to n in place of a scale, the lowest first, with a name at the middle of each. */
    public Panel rows(List<String> names) {
        rowNames = List.copyOf(names);
        return this;
    }

    /** Logarithmic abscissas; points at or below 0 are left out. */
    public Panel logX() {
        logX = true;
        return this;
    }

    /** Logarithmic ordinates; points at or below 0 are left out, as are error bars that reach there. */
    public Panel logY() {
        logY = true;
        return this;
    }

    /** Fixed ends of the abscissas; NaN leaves an end to the data. */
    public Panel xRange(double low, double high) {
        xRange = new double[] {low, high};
        return this;
    }

    /** Fixed ends of the ordinates; NaN leaves an end to the data. */
    public Panel yRange(double low, double high) {
        yRange = new double[] {low, high};
        return this;
    }

    /** Measurements with their intervals: markers joined by lines, error bars. */
    public Panel line(String name, double[] x, List<Interval> y) {
        double[] means = y.stream().mapToDouble(Interval::mean).toArray();
        double[] halves = y.stream().mapToDouble(Interval::halfWidth).toArray();
        return add(new Series(name, Series.Kind.LINE, x, means, halves));
    }

    /** Measurements with their intervals. */
    public Panel line(String name, Collection<? extends Number> x, List<Interval> y) {
        return line(name, doubles(x), y);
    }

    /** Measurements: markers joined by lines. */
    public Panel line(String name, double[] x, double[] y) {
        return add(new Series(name, Series.Kind.LINE, x, y, null));
    }

    /** A theory or a reference: a dashed line without markers. */
    public Panel curve(String name, double[] x, double[] y) {
        return add(new Series(name, Series.Kind.CURVE, x, y, null));
    }

    /** A horizontal reference over the abscissas drawn so far, such as chance level. */
    public Panel level(String name, double y) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Series each : series) {
            for (double x : each.x()) {
                low = Math.min(low, x);
                high = Math.max(high, x);
            }
        }
        if (low > high) {
            throw new IllegalStateException("level " + name + " needs a series before it, which tells how far it goes");
        }
        return curve(name, new double[] {low, high}, new double[] {y, y});
    }

    /** A cloud of points. */
    public Panel points(String name, double[] x, double[] y) {
        return add(new Series(name, Series.Kind.POINTS, x, y, null));
    }

    /** A cloud of small points, for thousands of them. */
    public Panel dots(String name, double[] x, double[] y) {
        return add(new Series(name, Series.Kind.DOTS, x, y, null));
    }

    /** Colours under everything else; the axes reach as far as the map. */
    public Panel heat(HeatMap map) {
        heatMap = map;
        xRange = new double[] {map.xLow(), map.xHigh()};
        yRange = new double[] {map.yLow(), map.yHigh()};
        return this;
    }

    /**
     * A table of numbers as colours, a name at each column and row; the first row is the lowest. Numbers stand in the cells while there
     * are at most 120.
     */
    public Panel cells(List<String> columns, List<String> rows, double[][] values, HeatMap.Scale scale, String label) {
        if (values.length != rows.size() || values.length > 0 && values[0].length != columns.size()) {
            throw new IllegalArgumentException(
                    "panel " + title + " has names for " + rows.size() + " x " + columns.size() + " cells, expected "
                            + values.length + " x " + (values.length > 0 ? values[0].length : 0));
        }
        columnNames = List.copyOf(columns);
        rowNames = List.copyOf(rows);
        return heat(HeatMap.of(0, columns.size(), 0, rows.size(), values, scale, label));
    }

    /**
     * Bars along rows, for sets of the line.
     *
     * @param ends where each bar begins and ends, one after the other
     * @param rows of each bar, 0 the lowest
     */
    public Panel bands(String name, double[] ends, int[] rows) {
        double[] y = new double[2 * rows.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = rows[i / 2];
        }
        return add(new Series(name, Series.Kind.BANDS, ends, y, null));
    }

    /** A staircase: the value y_i holds from x_i on. */
    public Panel steps(String name, double[] x, double[] y) {
        return add(new Series(name, Series.Kind.STEPS, x, y, null));
    }

    private Panel add(Series one) {
        if (series.stream().anyMatch(other -> other.name().equals(one.name()))) {
            throw new IllegalArgumentException("panel " + title + " has two series named " + one.name());
        }
        series.add(one);
        return this;
    }

    private static double[] doubles(Collection<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).toArray();
    }

    String title() {
        return title;
    }

    String xLabel() {
        return xLabel;
    }

    String yLabel() {
        return yLabel;
    }

    boolean isSquare() {
        return square;
    }

    boolean hasLogX() {
        return logX;
    }

    boolean hasLogY() {
        return logY;
    }

    double[] xRange() {
        return xRange;
    }

    double[] yRange() {
        return yRange;
    }

    HeatMap heatMap() {
        return heatMap;
    }

    List<String> columnNames() {
        return columnNames;
    }

    List<String> rowNames() {
        return rowNames;
    }

    List<Series> series() {
        return series;
    }
}
