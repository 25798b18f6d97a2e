package fathom.runs.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.report.HeatMap.Scale;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeatMapTest {

    private static double luminance(int colour) {
        return 0.2126 * linear(colour >> 16 & 0xff)
                + 0.7152 * linear(colour >> 8 & 0xff)
                + 0.0722 * linear(colour & 0xff);
    }

    /** sRGB's transfer function. */
    private static double linear(int channel) {
        double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    }

    /** Grey print and colour-blind eyes see lightness: it rises all along the one scale, and to the middle of the other from both ends. */
    @ParameterizedTest
    @EnumSource
    void lightnessTellsTheOrder(Scale scale) {
        int steps = 200;
        for (int i = 1; i <= steps; i++) {
            double before = luminance(scale.colour((i - 1) / (double) steps));
            double now = luminance(scale.colour(i / (double) steps));
            boolean rises = scale == Scale.SEQUENTIAL || i <= steps / 2;
            assertTrue(
                    rises ? now >= before - 1e-3 : now <= before + 1e-3,
                    scale + " at " + i + ": " + before + " " + now);
        }
    }

    @Test
    void smallTablesShowTheirNumbers() {
        Panel panel = Panel.of("", "width", "depth")
                .cells(
                        List.of("10", "50"),
                        List.of("1", "2"),
                        new double[][] {{0.5, 0.25}, {Double.NaN, 0.1234}},
                        Scale.SEQUENTIAL,
                        "error");
        String svg = Figure.of("f", "", panel).svg();
        assertTrue(svg.contains(">0.25</text>") && svg.contains(">0.123</text>") && svg.contains(">50</text>"), svg);
        assertEquals(3, svg.split("<rect x=\"[0-9.]+\" y=\"[0-9.]+\" width=\"1[0-9.]+\" height=\"107").length - 1, svg);
    }

    @Test
    void largeMapsBecomeOnePictureWithItsRowsUpright() throws IOException {
        double[][] values = new double[20][30];
        values[0][29] = -1;
        values[19][0] = 1;
        values[5][5] = Double.NaN;
        String svg = Figure.of(
                        "f", "", Panel.of("", "x", "y").heat(HeatMap.of(0, 3, 0, 2, values, Scale.DIVERGING, "")))
                .svg();
        Matcher data = Pattern.compile("base64,([^\"]*)\"").matcher(svg);
        assertTrue(data.find(), svg);
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.group(1))));
        assertEquals(30, image.getWidth());
        assertEquals(20, image.getHeight());
        assertEquals(0xff000000 | Scale.DIVERGING.colour(0), image.getRGB(29, 19));
        assertEquals(0xff000000 | Scale.DIVERGING.colour(1), image.getRGB(0, 0));
        assertEquals(0xff000000 | Scale.DIVERGING.colour(0.5), image.getRGB(3, 3));
        assertEquals(0, image.getRGB(5, 14) >>> 24);
    }

    @Test
    void divergingScalesAreSymmetric() {
        HeatMap map = HeatMap.of(0, 1, 0, 1, new double[][] {{-0.5, 2}}, Scale.DIVERGING, "");
        assertEquals(-2, map.low());
        assertEquals(2, map.high());
        HeatMap flat = HeatMap.of(0, 1, 0, 1, new double[][] {{3, Double.NaN}}, Scale.SEQUENTIAL, "");
        assertTrue(flat.low() < flat.high());
    }

    @Test
    void raggedRowsAreRefused() {
        assertThrows(
                IllegalArgumentException.class,
                () -> HeatMap.of(0, 1, 0, 1, new double[][] {{1, 2}, {1}}, Scale.SEQUENTIAL, ""));
    }
}
