package fathom.runs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.statistics.Interval;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class FigureTest {

    private static final double[] DEPTHS = {1, 2, 4, 8};

    private static Panel panel(String title) {
        return Panel.of(title, "hidden layers L", "error & <more>")
                .line(
                        "network",
                        DEPTHS,
                        List.of(Interval.of(.2, .3), Interval.of(.1, .12), Interval.of(.2), Interval.of(.3, .3)))
                .curve("kernel", DEPTHS, new double[] {.5, Double.NaN, .4, Double.POSITIVE_INFINITY})
                .level("chance", 0.5);
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<String> texts(Document document) {
        List<String> texts = new ArrayList<>();
        NodeList nodes = document.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            texts.add(nodes.item(i).getTextContent());
        }
        return texts;
    }

    @Test
    void aFigureIsWellFormedAndItsWordsAreText() throws Exception {
        Document document = parse(Figure.of("errors", "Errors & \"depth\"", panel("3-local"), panel("3-global"))
                .svg());
        List<String> texts = texts(document);
        assertTrue(
                texts.containsAll(List.of("3-local", "3-global", "error & <more>", "network", "kernel", "chance")),
                texts::toString);
        assertTrue(texts.containsAll(List.of("1", "2", "4", "8")), "a tick at every depth: " + texts);
        assertEquals(
                "Errors & \"depth\"",
                document.getElementsByTagName("title").item(0).getTextContent());
    }

    @Test
    void figuresAreTheSameBytesEachTimeAndNumbersAreDrawable() {
        String svg = Figure.of("errors", "", panel("a")).svg();
        assertEquals(svg, Figure.of("errors", "", panel("a")).svg());
        assertFalse(svg.contains("NaN") || svg.contains("Infinity"), svg);
    }

    @Test
    void idsOfSeveralFiguresInOnePageDiffer() throws Exception {
        String page = "<page>" + Figure.of("one", "", panel("a"), panel("b")).svg()
                + Figure.of("two", "", panel("a")).svg() + "</page>";
        NodeList nodes = parse(page).getElementsByTagName("*");
        HashSet<String> ids = new HashSet<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            String id = ((Element) nodes.item(i)).getAttribute("id");
            assertTrue(id.isEmpty() || ids.add(id), "id " + id + " twice");
        }
        Pattern.compile("url\\(#([^)]*)\\)")
                .matcher(page)
                .results()
                .forEach(
                        use -> assertTrue(ids.contains(use.group(1)), "id " + use.group(1) + " is used but not there"));
    }

    /** A point at (x, y) is drawn where the ticks say: the circle of (10, 0.1) stands above the tick 10 and at the height of 0.1. */
    @Test
    void pointsStandWhereTheTicksSay() throws Exception {
        double[] values = {1, 10, 100};
        Panel panel = Panel.of("", "", "").logX().logY().points("p", values, new double[] {1, 0.1, 0.01});
        Document document = parse(Figure.of("f", "", panel).svg());
        Element circle = (Element) document.getElementsByTagName("ellipse").item(1);
        double left = 66;
        double top = 34;
        double x = left + Double.parseDouble(circle.getAttribute("cx"));
        double y = top + Double.parseDouble(circle.getAttribute("cy"));
        NodeList nodes = document.getElementsByTagName("text");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element text = (Element) nodes.item(i);
            if (text.getTextContent().equals("10")) {
                assertEquals(Double.parseDouble(text.getAttribute("x")), x, 1);
            } else if (text.getTextContent().equals("0.1")) {
                assertEquals(Double.parseDouble(text.getAttribute("y")) - 4, y, 1);
            }
        }
        assertTrue(
                texts(document).containsAll(List.of("10", "0.1")),
                texts(document).toString());
    }

    /** Bars lie where their ends and their rows say; the panels of a picture of the plane are as wide as high. */
    @Test
    void bandsLieInTheirRowsAndSquaresAreSquare() throws Exception {
        Panel panel = Panel.of("", "x", "")
                .xRange(0, 2)
                .rows(List.of("low", "high"))
                .bands("set", new double[] {0, 0.5, 1.5, 2}, new int[] {0, 1});
        String svg = Figure.of("bands", "", panel).svg();
        // 320 x 214 pixels: a row is 107 high, and 14 % of it stay free at either side.
        assertTrue(svg.contains("<path d=\"M0 121.98H80V199.02H0zM240 14.98H320V92.02H240z\""), svg);
        assertTrue(texts(parse(svg)).containsAll(List.of("low", "high")));
        assertThrows(
                IllegalArgumentException.class,
                () -> Panel.of("", "", "").bands("set", new double[] {0, 1, 2}, new int[] {0}));

        Panel square = Panel.of("", "", "").xRange(-1, 1).yRange(-1, 1).square();
        String alone = Figure.of("square", "", square).svg();
        assertTrue(alone.contains("width=\"330\" height=\"342"), alone);
        String mixed = Figure.of("mixed", "", square, panel).svg();
        assertTrue(mixed.contains("width=\"800\""), mixed);
    }

    /** A curve is one line, so that its dashes run through; a cloud of dots is one path. */
    @Test
    void longSeriesAreOneElement() {
        int n = 300;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i;
            y[i] = i % 7;
        }
        String svg = Figure.of("f", "", Panel.of("", "", "").curve("c", x, y).dots("d", x, y))
                .svg();
        assertEquals(1, svg.split("<polyline").length - 1);
        assertEquals(n, svg.split("h0").length - 1);
        assertTrue(svg.length() < 15_000, "bytes: " + svg.length());
    }

    /** A marker stands between any two segments, and each of them still has both its ends. */
    @Test
    void linesWithMarkersHaveAllTheirSegments() {
        double[] x = {1, 2, 3, 4};
        String svg = Figure.of("f", "", Panel.of("", "", "").line("l", x, new double[] {3, 1, 4, 1}))
                .svg();
        String[] lines = svg.split("<polyline points=\"");
        int segments = 0;
        for (int i = 1; i < lines.length; i++) {
            int points = lines[i].substring(0, lines[i].indexOf('"')).strip().split(" ").length;
            assertTrue(points >= 2, lines[i]);
            segments += points - 1;
        }
        assertEquals(3, segments);
    }

    @Test
    void onePointAndNoPointCanBeDrawn() throws Exception {
        parse(Figure.of("f", "", Panel.of("", "", "").line("p", new double[] {3}, new double[] {2}))
                .svg());
        parse(Figure.of("f", "", Panel.of("", "", "").logY().line("p", new double[] {3}, new double[] {-2}))
                .svg());
        parse(Figure.of("f", "", Panel.of("", "", "")).svg());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> panel("a").line("network", DEPTHS, DEPTHS));
        assertThrows(IllegalArgumentException.class, () -> panel("a").line("short", DEPTHS, new double[1]));
        assertThrows(IllegalArgumentException.class, () -> Figure.of("f", ""));
    }
}
