package fathom.runs.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.Color;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One panel drawn by XChart. */
final class PanelChart {

    private static final int MARKER = 7;
    private static final int LEFT = 66;
    private static final int RIGHT = 14;
    private static final int TOP = 34;
    private static final int BOTTOM = 52;

    /** What the colour bar of a heat map needs more at the right. */
    private static final int BAR = 54;

    private PanelChart() {}

    /** The panel as SVG elements; ids begin with {@code id}. */
    static String svg(Panel panel, List<String> legend, String id, int width, int height) {
        boolean bar = panel.heatMap() != null && !panel.heatMap().label().isEmpty();
        Box box = box(panel, width - LEFT - RIGHT - (bar ? BAR : 0), height - TOP - BOTTOM);
        Axis x = panel.columnNames().isEmpty()
                ? Axis.of(abscissas(panel), panel.xRange(), panel.hasLogX(), true)
                : Axis.named(panel.columnNames());
        Axis y = panel.rowNames().isEmpty()
                ? Axis.of(ordinates(panel), panel.yRange(), panel.hasLogY(), false)
                : Axis.named(panel.rowNames());
        String below =
                panel.heatMap() == null ? "" : HeatDrawing.cells(panel.heatMap(), x, y, box.width(), box.height());
        String above = Bands.of(panel, legend, x, y, box)
                + curves(panel, legend, id, x, y, box)
                + Dots.of(panel, legend, x, y, box);
        return AxisText.around(panel, x, y, below, above, box)
                + (bar ? HeatDrawing.bar(panel.heatMap(), width - BAR, TOP, box.height()) : "");
    }

    /** The height of a panel of that width whose axes are a square. */
    static int squareHeight(int width) {
        return width - LEFT - RIGHT + TOP + BOTTOM;
    }

    private static Box box(Panel panel, int width, int height) {
        int side = Math.min(width, height);
        return panel.isSquare()
                ? new Box(LEFT + (width - side) / 2, TOP, side, side)
                : new Box(LEFT, TOP, width, height);
    }

    private static String curves(Panel panel, List<String> legend, String id, Axis x, Axis y, Box box) {
        List<Series> drawn = panel.series().stream()
                .filter(series -> series.kind() != Series.Kind.DOTS && series.kind() != Series.Kind.BANDS)
                .filter(series -> series.visible(panel.hasLogX(), panel.hasLogY()))
                .toList();
        if (drawn.isEmpty()) {
            return "";
        }
        XYChart chart =
                new XYChartBuilder().width(box.width()).height(box.height()).build();
        style(chart.getStyler(), x, y);
        drawn.forEach(series -> add(chart, panel, series, legend.indexOf(series.name())));
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, box.width(), box.height());
        return Svg.elements(graphics, id, box.width(), box.height());
    }

    private static SortedSet<Double> abscissas(Panel panel) {
        SortedSet<Double> values = new TreeSet<>();
        for (Series series : panel.series()) {
            for (int i = 0; i < series.x().length; i++) {
                if (series.drawable(i, panel.hasLogX(), panel.hasLogY())) {
                    values.add(series.x()[i]);
                }
            }
        }
        return values;
    }

    private static SortedSet<Double> ordinates(Panel panel) {
        SortedSet<Double> values = new TreeSet<>();
        for (Series series : panel.series()) {
            for (int i = 0; i < series.y().length; i++) {
                if (series.drawable(i, panel.hasLogX(), panel.hasLogY())) {
                    values.add(series.y()[i] - bar(series, i, panel.hasLogY()));
                    values.add(series.y()[i] + bar(series, i, panel.hasLogY()));
                }
            }
        }
        if (panel.heatMap() != null) {
            values.add(panel.heatMap().yLow());
            values.add(panel.heatMap().yHigh());
        }
        return values;
    }

    /** XChart draws the series alone: titles, ticks and legend are real text, which it would turn into outlines. */
    private static void style(XYStyler styler, Axis x, Axis y) {
        styler.setLegendVisible(false);
        styler.setChartTitleVisible(false);
        styler.setAxisTitlesVisible(false);
        styler.setAxisTicksVisible(false);
        styler.setPlotGridLinesVisible(false);
        styler.setPlotBorderVisible(false);
        styler.setPlotTicksMarksVisible(false);
        styler.setChartBackgroundColor(Svg.PAPER);
        styler.setPlotBackgroundColor(Svg.PAPER);
        styler.setChartPadding(0);
        styler.setPlotMargin(0);
        styler.setPlotContentSize(1);
        styler.setMarkerSize(MARKER);
        styler.setErrorBarsColorSeriesColor(true);
        styler.setXAxisLogarithmic(x.log());
        styler.setYAxisLogarithmic(y.log());
        styler.setXAxisMin(x.low());
        styler.setXAxisMax(x.high());
        styler.setYAxisMin(y.low());
        styler.setYAxisMax(y.high());
    }

    private static void add(XYChart chart, Panel panel, Series series, int look) {
        int n = series.x().length;
        double[] y = series.y().clone();
        double[] error = new double[n];
        double[] x = series.x().clone();
        int kept = 0;
        for (int i = 0; i < n; i++) {
            if (series.drawable(i, panel.hasLogX(), panel.hasLogY())) {
                x[kept] = series.x()[i];
                y[kept] = series.y()[i];
                error[kept] = bar(series, i, panel.hasLogY());
                kept++;
            }
        }
        double[] bars = series.error() == null ? null : java.util.Arrays.copyOf(error, kept);
        XYSeries drawn = chart.addSeries(
                series.name(), java.util.Arrays.copyOf(x, kept), java.util.Arrays.copyOf(y, kept), bars);
        Color hue = Palette.hue(look);
        drawn.setLineColor(hue);
        drawn.setMarkerColor(hue);
        drawn.setMarker(Palette.marker(look));
        drawn.setLineStyle(Palette.solid());
        switch (series.kind()) {
            case LINE -> drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Line);
            case CURVE -> {
                drawn.setLineStyle(Palette.dashed(look));
                drawn.setMarker(SeriesMarkers.NONE);
            }
            case POINTS -> drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            case STEPS -> {
                drawn.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Step);
                drawn.setMarker(SeriesMarkers.NONE);
            }
            case DOTS, BANDS -> throw new IllegalStateException("dots and bands are drawn elsewhere");
        }
    }

    /** Half the length of an error bar; 0 where it is unknown or would leave a logarithmic axis. */
    private static double bar(Series series, int i, boolean log) {
        double half = series.error() == null ? 0 : series.error()[i];
        return Double.isFinite(half) && (!log || half < series.y()[i]) ? half : 0;
    }

    /** A marker of the legend, centred at (x, 0). */
    static String marker(int look, double x, String colour) {
        VectorGraphics2D graphics = new VectorGraphics2D();
        graphics.setTransform(new AffineTransform());
        graphics.setColor(Palette.hue(look));
        Palette.marker(look).paint(graphics, x, 0, MARKER);
        return Svg.elements(graphics, "legend", 1, 1);
    }
}
