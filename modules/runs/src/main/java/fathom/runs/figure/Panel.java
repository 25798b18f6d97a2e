package fathom.runs.figure;

import fathom.runs.results.Curve;
import fathom.runs.results.Metric;
import fathom.runs.statistics.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One pair of axes and what is drawn on them.
 *
 * <pre>{@code
 * Panel.of("3-local", "hidden layers L", "test error")
 *         .line("network", depths, intervals)
 *         .curve("NTK", depths, errors)
 *         .level("chance", 0.5);
 * Panel.forest("Change from L=1 to L=4", "test error").effect("local", "k=3, d=30", -0.078, -0.088, -0.068).upright("no change", 0);
 * }</pre>
 *
 * Points without a place (NaN, or at or below 0 on a logarithmic axis) are left out.
 */
public final class Panel {

    private static final double[] NONE = {};

    private final String title;
    private final String xLabel;
    private final String yLabel;
    private final boolean forest;
    private final List<Mark> marks = new ArrayList<>();
    private final List<ForestRow> effects = new ArrayList<>();
    private final Map<String, String> alike = new HashMap<>();
    private HeatMap heatMap;
    private List<String> columnNames = List.of();
    private List<String> rowNames = List.of();
    private boolean square;
    private Axis.Kind xKind = Axis.Kind.LINEAR;
    private Axis.Kind yKind = Axis.Kind.LINEAR;
    private double[] xRange = {Double.NaN, Double.NaN};
    private double[] yRange = {Double.NaN, Double.NaN};

    private Panel(String title, String xLabel, String yLabel, boolean forest) {
        this.title = title;
        this.xLabel = xLabel;
        this.yLabel = yLabel;
        this.forest = forest;
    }

    /** Empty axes. */
    public static Panel of(String title, String xLabel, String yLabel) {
        return new Panel(title, xLabel, yLabel, false);
    }

    /** A forest plot: a row for each effect, its estimate and interval as a point with a bar and as text. */
    public static Panel forest(String title, String xLabel) {
        return new Panel(title, xLabel, "", true);
    }

    /** Adds a row to a forest plot; ends that are not finite leave the bar out. */
    public Panel effect(String group, String label, double estimate, double low, double high) {
        if (!forest) {
            throw new IllegalStateException("panel " + title + " is no forest plot: make it with Panel.forest");
        }
        effects.add(new ForestRow(group, label, estimate, low, high));
        return this;
    }

    /** Adds a row to a forest plot. */
    public Panel effect(String group, String label, Interval effect) {
        return effect(group, label, effect.mean(), effect.low(), effect.high());
    }

    /** As wide as high, for maps of the plane. */
    public Panel square() {
        square = true;
        return this;
    }

    /** Rows 0 to n in place of a y scale, the lowest first, with a name at the middle of each. */
    public Panel rows(List<String> names) {
        rowNames = List.copyOf(names);
        return this;
    }

    /** Categories 0 to n in place of an x scale, the name of category i at i + 1/2. */
    public Panel columns(List<String> names) {
        columnNames = List.copyOf(names);
        return this;
    }

    public Panel logX() {
        xKind = Axis.Kind.LOG10;
        return this;
    }

    public Panel logY() {
        yKind = Axis.Kind.LOG10;
        return this;
    }

    /** Logarithmic abscissas with ticks at powers of two. */
    public Panel log2X() {
        xKind = Axis.Kind.LOG2;
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
    public Panel line(String name, double[] x, double[] y, double[] low, double[] high) {
        return add(new Mark(name, Mark.Kind.LINE, x, y, low, high));
    }

    /** Measurements: markers joined by lines. */
    public Panel line(String name, double[] x, double[] y) {
        return line(name, x, y, NONE, NONE);
    }

    public Panel line(String name, double[] x, List<Interval> y) {
        return line(name, x, means(y), lows(y), highs(y));
    }

    public Panel line(String name, Collection<? extends Number> x, List<Interval> y) {
        return line(name, doubles(x), y);
    }

    /** Means over seeds against a key, with their intervals; nothing where no mean is finite. */
    public Panel line(String name, Metric metric, String key) {
        Curve c = metric.curve(key);
        return known(c) ? line(name, c.x(), c.mean(), c.low(), c.high()) : this;
    }

    /** A line for each value of another key, named {@code prefix + value}. */
    public Panel lines(String prefix, Metric metric, String each, String key) {
        metric.by(each).forEach(one -> line(prefix + one.at(each), one, key));
        return this;
    }

    private static boolean known(Curve curve) {
        return Arrays.stream(curve.mean()).anyMatch(Double::isFinite);
    }

    /** Measurements at dense abscissas: a line within a ribbon that shows the intervals. */
    public Panel ribbon(String name, double[] x, double[] y, double[] low, double[] high) {
        return add(new Mark(name, Mark.Kind.RIBBON, x, y, low, high));
    }

    /** Theory: a dashed line without markers. */
    public Panel curve(String name, double[] x, double[] y) {
        return add(Mark.of(name, Mark.Kind.CURVE, x, y));
    }

    /** Theory that is a metric: its means over seeds against a key; nothing where no mean is finite. */
    public Panel curve(String name, Metric metric, String key) {
        Curve c = metric.curve(key);
        return known(c) ? curve(name, c.x(), c.mean()) : this;
    }

    /** A horizontal reference across the panel, such as chance level. */
    public Panel level(String name, double y) {
        return add(Mark.of(name, Mark.Kind.LEVEL, new double[] {Double.NaN}, new double[] {y}));
    }

    /** An upright reference across the panel, such as no effect in a forest plot. */
    public Panel upright(String name, double x) {
        return add(Mark.of(name, Mark.Kind.UPRIGHT, new double[] {x}, new double[] {Double.NaN}));
    }

    /** Measurements that no line joins. */
    public Panel points(String name, double[] x, double[] y) {
        return points(name, x, y, NONE, NONE);
    }

    public Panel points(String name, double[] x, double[] y, double[] low, double[] high) {
        return add(new Mark(name, Mark.Kind.POINTS, x, y, low, high));
    }

    public Panel points(String name, double[] x, List<Interval> y) {
        return points(name, x, means(y), lows(y), highs(y));
    }

    /** Published values: hollow markers. */
    public Panel published(String name, double[] x, double[] y) {
        return add(Mark.of(name, Mark.Kind.PUBLISHED, x, y));
    }

    /** A cloud of small points, for thousands of them. */
    public Panel dots(String name, double[] x, double[] y) {
        return add(Mark.of(name, Mark.Kind.DOTS, x, y));
    }

    /** A staircase: the value y_i holds from x_i on. */
    public Panel steps(String name, double[] x, double[] y) {
        return add(Mark.of(name, Mark.Kind.STEPS, x, y));
    }

    /** Counts between edges, one edge more than counts. */
    public Panel histogram(String name, double[] edges, double[] counts) {
        if (edges.length != counts.length + 1) {
            throw new IllegalArgumentException("histogram " + name + " has " + edges.length + " edges and "
                    + counts.length + " counts, expected one edge more than counts");
        }
        return add(Mark.of(name, Mark.Kind.HISTOGRAM, edges, Arrays.copyOf(counts, edges.length)));
    }

    /** Upright bars from 0 at the categories of {@link #columns}, with intervals where the ends are finite. */
    public Panel bars(String name, double[] y, double[] low, double[] high) {
        double[] x = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = i + 0.5;
        }
        return add(new Mark(name, Mark.Kind.BARS, x, y, low, high));
    }

    public Panel bars(String name, double[] y) {
        return bars(name, y, NONE, NONE);
    }

    public Panel bars(String name, List<Interval> y) {
        return bars(name, means(y), lows(y), highs(y));
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
        return add(Mark.of(name, Mark.Kind.SPANS, ends, y));
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

    /** Draws a series in the hue of another, for instance a theory in that of its measurement. */
    public Panel alike(String name, String other) {
        alike.put(name, other);
        return this;
    }

    private Panel add(Mark one) {
        if (marks.stream().anyMatch(other -> other.name().equals(one.name()))) {
            throw new IllegalArgumentException("panel " + title + " has two series named " + one.name());
        }
        if (forest && one.kind() != Mark.Kind.UPRIGHT) {
            throw new IllegalArgumentException("a forest plot takes effects and upright references only");
        }
        marks.add(one);
        return this;
    }

    private static double[] doubles(Collection<? extends Number> values) {
        return values.stream().mapToDouble(Number::doubleValue).toArray();
    }

    private static double[] means(List<Interval> intervals) {
        return intervals.stream().mapToDouble(Interval::mean).toArray();
    }

    private static double[] lows(List<Interval> intervals) {
        return intervals.stream().mapToDouble(Interval::low).toArray();
    }

    private static double[] highs(List<Interval> intervals) {
        return intervals.stream().mapToDouble(Interval::high).toArray();
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

    boolean isForest() {
        return forest;
    }

    boolean isSquare() {
        return square;
    }

    Axis.Kind xKind() {
        return columnNames.isEmpty() ? xKind : Axis.Kind.NAMES;
    }

    Axis.Kind yKind() {
        return rowNames.isEmpty() ? yKind : Axis.Kind.NAMES;
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

    List<Mark> marks() {
        return marks;
    }

    List<ForestRow> effects() {
        return effects;
    }

    Map<String, String> alike() {
        return alike;
    }
}
