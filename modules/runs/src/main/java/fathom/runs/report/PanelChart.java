package fathom.runs.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.AffineTransform;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** One panel drawn by XChart. */
final class PanelChart {

    private static final int MARKER = 7;
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    private PanelChart() {}

    /** The panel as SVG elements; ids begin with {@code id}. */
    static String svg(Panel panel, List<String> legend, String id, int width, int height) {
        XYChart chart = new XYChartBuilder()
                .width(width)
                .height(height)
                .title(panel.title())
                .xAxisTitle(panel.xLabel())
                .yAxisTitle(panel.yLabel())
                .build();
        style(chart.getStyler(), panel);
        for (Series series : panel.series()) {
            if (series.visible(panel.hasLogX(), panel.hasLogY())) {
                add(chart, panel, series, legend.indexOf(series.name()));
            }
        }
        VectorGraphics2D graphics = new VectorGraphics2D();
        chart.paint(graphics, width, height);
        return Svg.elements(graphics, id, width, height);
    }

    private static void style(XYStyler styler, Panel panel) {
        styler.setLegendVisible(false);
        styler.setChartBackgroundColor(Svg.PAPER);
        styler.setPlotBackgroundColor(Svg.PAPER);
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(Svg.GRID);
        styler.setPlotGridLinesStroke(new BasicStroke(0.7f));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setChartFontColor(Svg.INK);
        styler.setChartTitleBoxVisible(false);
        styler.setChartTitleFont(PLAIN.deriveFont(Font.BOLD, 14f));
        styler.setAxisTitleFont(PLAIN.deriveFont(13f));
        styler.setAxisTickLabelsFont(PLAIN);
        styler.setAxisTickLabelsColor(Svg.INK);
        styler.setAxisTickMarksColor(Svg.AXIS);
        styler.setChartPadding(8);
        styler.setMarkerSize(MARKER);
        styler.setErrorBarsColorSeriesColor(true);
        styler.setXAxisLogarithmic(panel.hasLogX());
        styler.setYAxisLogarithmic(panel.hasLogY());
        styler.setLocale(java.util.Locale.ROOT);
        setRange(styler, panel);
    }

    private static void setRange(XYStyler styler, Panel panel) {
        if (Double.isFinite(panel.xRange()[0])) {
            styler.setXAxisMin(panel.xRange()[0]);
        }
        if (Double.isFinite(panel.xRange()[1])) {
            styler.setXAxisMax(panel.xRange()[1]);
        }
        if (Double.isFinite(panel.yRange()[0])) {
            styler.setYAxisMin(panel.yRange()[0]);
        }
        if (Double.isFinite(panel.yRange()[1])) {
            styler.setYAxisMax(panel.yRange()[1]);
        }
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
