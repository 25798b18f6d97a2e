package fathom.runs.figure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.Sweep;
import fathom.runs.results.Metric;
import fathom.runs.results.Results;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is drawn: error bars within the plot area, all marks with data of any kind. */
class MarksTest {

    private static final long SEED = 17;
    private static final double[] NONE = {};

    @Test
    void everyMarkTakesNoDataOnePointAndPointsWithoutPlace() {
        double nan = Double.NaN;
        double inf = Double.POSITIVE_INFINITY;
        List<double[][]> data = List.of(
                new double[][] {NONE, NONE, NONE, NONE},
                new double[][] {{1}, {2}, {1.5}, {2.5}},
                new double[][] {{1}, {nan}, {nan}, {nan}},
                new double[][] {{nan, 2, 3}, {1, nan, 3}, {nan, nan, -inf}, {nan, nan, inf}},
                new double[][] {{-1, 0, 1}, {-5, 0, 5}, {-6, -1, -1e300}, {-4, 1, 1e300}},
                new double[][] {{inf, 1, 1}, {1, -inf, 1e-300}, {0, 0, 0}, {2, 2, 2}});
        for (Mark.Kind kind : Mark.Kind.values()) {
            for (double[][] d : data) {
                boolean steps = kind == Mark.Kind.STEPS || kind == Mark.Kind.HISTOGRAM;
                if (steps && d[0].length > 1 && d[0][0] > d[0][1]) {
                    continue;
                }
                for (boolean log : new boolean[] {false, true}) {
                    Panel panel = Panel.of("p", "x", "y");
                    if (log) {
                        panel.logX().logY();
                    }
                    add(panel, kind, d);
                    assertDoesNotThrow(() -> check(panel), kind + " of " + Arrays.deepToString(d) + ", log: " + log);
                }
            }
        }
        check(Panel.forest("f", "x"));
        check(Panel.forest("f", "x").effect("", "a", nan, nan, nan).upright("zero", 0));
        check(Panel.forest("f", "x").effect("", "a", 1, -inf, inf).effect("g", "b", 2, 2, 2));
        check(Panel.of("h", "x", "y")
                .cells(List.of("a"), List.of("b"), new double[][] {{nan}}, HeatMap.Scale.DIVERGING, "f"));
        double[][] large = new double[20][20];
        large[3][4] = nan;
        check(Panel.of("h", "x", "y").heat(HeatMap.of(0, 1, 0, 1, large, HeatMap.Scale.SEQUENTIAL, "f")));
        check(Panel.of("n", "x", "y")
                .columns(List.of("a", "b"))
                .bars("one", new double[] {nan, 1})
                .bars("two", NONE));
    }

    public record PlottedCell(String kind, int depth, long seed) {}

    public record PlottedHeight(double value) {}

    /** height = depth + seed, of one kind NaN: means by depth, ascending, with intervals; a kind without a finite mean has no line. */
    @Test
    void metricsAreDrawnByTheirMeans() {
        List<PlottedCell> plan = new ArrayList<>();
        for (String kind : List.of("a", "none", "b")) {
            for (int depth : List.of(4, 1)) {
                plan.add(new PlottedCell(kind, depth, 1));
                plan.add(new PlottedCell(kind, depth, 2));
            }
        }
        Sweep<PlottedCell, PlottedHeight> sweep = Sweep.of(
                "s",
                PlottedCell.class,
                PlottedHeight.class,
                plan,
                cell -> new PlottedHeight(
                        cell.kind.equals("none")
                                ? Double.NaN
                                : cell.depth + cell.seed + (cell.kind.equals("b") ? 10 : 0)));
        Metric height = Results.empty().with(sweep, sweep.trial()).of(sweep).metric("height", PlottedHeight::value);
        Panel panel = Panel.of("p", "x", "y").lines("kind ", height, "kind", "depth");
        assertEquals(
                List.of("kind a", "kind b"),
                panel.marks().stream().map(Mark::name).toList());
        Mark a = panel.marks().getFirst();
        assertArrayEquals(new double[] {1, 4}, a.x());
        assertArrayEquals(new double[] {2.5, 5.5}, a.y());
        // t(0.975, 1) = 12.7062, sd of 2 and 3 over the root of 2 = 1/2.
        assertEquals(12.7062 / 2, a.high()[0] - a.y()[0], 1e-4);
        panel.curve("theory", height.where("kind", "b"), "depth")
                .curve("no theory", height.where("kind", "none"), "depth");
        assertEquals(3, panel.marks().size());
        assertEquals(Mark.Kind.CURVE, panel.marks().getLast().kind());
        assertArrayEquals(new double[] {12.5, 15.5}, panel.marks().getLast().y());
    }

    private static void add(Panel panel, Mark.Kind kind, double[][] d) {
        switch (kind) {
            case LINE -> panel.line("m", d[0], d[1], d[2], d[3]);
            case RIBBON -> panel.ribbon("m", d[0], d[1], d[2], d[3]);
            case CURVE -> panel.curve("m", d[0], d[1]);
            case LEVEL -> panel.level("m", d[1].length == 0 ? Double.NaN : d[1][0]);
            case UPRIGHT -> panel.upright("m", d[0].length == 0 ? Double.NaN : d[0][0]);
            case POINTS -> panel.points("m", d[0], d[1], d[2], d[3]);
            case PUBLISHED -> panel.published("m", d[0], d[1]);
            case DOTS -> panel.dots("m", d[0], d[1]);
            case STEPS -> panel.steps("m", d[0], d[1]);
            case HISTOGRAM ->
                panel.histogram(
                        "m",
                        d[0].length == 0 ? new double[] {0} : d[0],
                        d[0].length == 0 ? NONE : Arrays.copyOf(d[1], d[0].length - 1));
            case BARS -> panel.bars("m", d[1], d[2], d[3]);
            case SPANS ->
                panel.rows(List.of("r"))
                        .bands(
                                "m",
                                d[0].length % 2 == 0 ? d[0] : new double[] {0, d[0][0]},
                                new int[d[0].length % 2 == 0 ? d[0].length / 2 : 1]);
        }
    }

    private static void check(Panel panel) {
        String svg = Figure.of("figure", "caption", panel).svg();
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
        try {
            GalleryTest.parse(svg);
        } catch (Exception e) {
            throw new AssertionError(svg, e);
        }
    }

    @Test
    void errorBarsStayWithinThePlotArea() {
        Random random = new Random(SEED);
        for (int trial = 0; trial < 200; trial++) {
            double[] x = new double[6];
            double[] y = new double[6];
            double[] low = new double[6];
            double[] high = new double[6];
            for (int i = 0; i < 6; i++) {
                x[i] = i;
                y[i] = random.nextDouble(1, 2);
                double half = Math.exp(6 * random.nextGaussian() - 4);
                low[i] = y[i] - half;
                high[i] = y[i] + half;
            }
            boolean log = random.nextBoolean();
            Panel panel = Panel.of("p", "x", "y").line("m", x, y, low, high);
            if (log) {
                panel.logY();
            }
            String svg = Figure.of("f", "c", panel).svg();
            double[] box = box(svg);
            String series = svg.substring(svg.indexOf("<g class=\"series\""), svg.indexOf("<metadata>"));
            for (String attribute : List.of("y1", "y2", "cy")) {
                numbers(
                        series,
                        attribute,
                        value -> assertTrue(
                                value >= box[1] - 0.01 && value <= box[1] + box[3] + 0.01,
                                "seed " + SEED + ": " + value));
            }
        }
    }

    @Test
    void oneLongBarIsCutWithAnArrowAndDoesNotDwarfTheOthers() {
        double[] x = {1, 2, 3};
        double[] y = {0.1, 0.2, 0.3};
        Panel panel =
                Panel.of("p", "x", "y").line("m", x, y, new double[] {0.05, -90, 0.25}, new double[] {0.15, 90, 0.35});
        Axis axis = Axes.y(List.of(panel));
        assertTrue(axis.low() > -0.5 && axis.high() < 1, axis.toString());
        String svg = Figure.of("f", "c", panel).svg();
        String series = svg.substring(svg.indexOf("<g class=\"series\""), svg.indexOf("<metadata>"));
        assertEquals(3, series.split("<path", -1).length - 1, "the line and two arrows");
    }

    @Test
    void barsThatAreAllLongAreShownWhole() {
        double[] y = {0.1, 0.1001, 0.1002};
        double[] low = Gallery.shifted(y, -0.05);
        double[] high = Gallery.shifted(y, 0.05);
        Axis axis = Axes.y(List.of(Panel.of("p", "x", "y").line("m", new double[] {1, 2, 3}, y, low, high)));
        assertTrue(axis.low() < 0.05 && axis.high() > 0.15, axis.toString());
    }

    @Test
    void equalNamesLookAlikeAndAlikeNamesShareTheirHue() {
        Panel one = Panel.of("a", "x", "y").line("b", new double[] {1}, new double[] {1});
        Panel two = Panel.of("b", "x", "y")
                .line("a", new double[] {1}, new double[] {1})
                .line("b", new double[] {1}, new double[] {2})
                .curve("theory of a", new double[] {1, 2}, new double[] {1, 2})
                .alike("theory of a", "a");
        List<FigureParts.Key> keys = Figure.of("f", "c", one, two).parts().legend();
        assertEquals(
                List.of("b", "a", "theory of a"),
                keys.stream().map(FigureParts.Key::name).toList());
        assertTrue(keys.get(0).svg().contains(Look.hue(0)));
        assertTrue(keys.get(1).svg().contains(Look.hue(1)));
        assertTrue(keys.get(2).svg().contains(Look.hue(1)));
    }

    @Test
    void aSharedAxisHoldsAllPanels() {
        Panel low = Panel.of("low", "x", "y").line("m", new double[] {1}, new double[] {1});
        Panel high = Panel.of("high", "x", "y").line("m", new double[] {1}, new double[] {100});
        Axis axis = Axes.y(List.of(low, high));
        assertTrue(axis.holds(1) && axis.holds(100));
        assertThrows(
                IllegalArgumentException.class,
                () -> Axes.y(List.of(low, Panel.of("log", "x", "y").logY())));
    }

    @Test
    void faultsAreRefusedWithASentence() {
        double[] one = {1};
        assertThrows(
                IllegalArgumentException.class, () -> Panel.of("p", "x", "y").line("m", one, new double[2]));
        assertThrows(
                IllegalArgumentException.class,
                () -> Panel.of("p", "x", "y").curve("m", one, one).curve("m", one, one));
        assertThrows(
                IllegalArgumentException.class,
                () -> Panel.of("p", "x", "y").steps("m", new double[] {2, 1}, new double[2]));
        assertThrows(
                IllegalArgumentException.class, () -> Panel.forest("p", "x").curve("m", one, one));
        assertThrows(IllegalStateException.class, () -> Panel.of("p", "x", "y").effect("", "a", 1, 0, 2));
        assertThrows(IllegalArgumentException.class, () -> Figure.of("a name\"", "c", Panel.of("p", "x", "y")));
        assertThrows(IllegalArgumentException.class, () -> Figure.of("none", "c"));
    }

    private static void numbers(String svg, String attribute, Consumer<Double> check) {
        List<MatchResult> found = Pattern.compile(" " + attribute + "=\"([^\"]*)\"")
                .matcher(svg)
                .results()
                .toList();
        assertFalse(found.isEmpty(), attribute);
        new ArrayList<>(found).forEach(match -> check.accept(Double.parseDouble(match.group(1))));
    }

    /** Left, top, width and height of the plot area. */
    private static double[] box(String svg) {
        String text = svg.substring(svg.indexOf("&quot;box&quot;:[") + 17);
        return Arrays.stream(text.substring(0, text.indexOf(']')).split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
