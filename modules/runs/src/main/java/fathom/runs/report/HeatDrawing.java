package fathom.runs.report;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Heat maps as SVG: cells with their numbers while these can be read, one inlined picture beyond. */
final class HeatDrawing {

    private static final int MOST_NUMBERS = 120;
    private static final int BAR_WIDTH = 12;
    private static final int BAR_STEPS = 32;

    private HeatDrawing() {}

    /** The cells within a plot area of that size, its upper left corner at the origin. */
    static String cells(HeatMap map, Axis x, Axis y, int width, int height) {
        double left = width * x.share(map.xLow());
        double right = width * x.share(map.xHigh());
        double top = height * (1 - y.share(map.yHigh()));
        double bottom = height * (1 - y.share(map.yLow()));
        if (map.rows() * map.columns() > MOST_NUMBERS) {
            return String.format(
                    Locale.ROOT,
                    "<image x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" preserveAspectRatio=\"none\""
                            + " style=\"image-rendering:pixelated\" href=\"data:image/png;base64,%s\"/>\n",
                    left,
                    top,
                    right - left,
                    bottom - top,
                    picture(map));
        }
        StringBuilder svg = new StringBuilder();
        double cellWidth = (right - left) / map.columns();
        double cellHeight = (bottom - top) / map.rows();
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                double value = map.values()[row][column];
                if (Double.isFinite(value)) {
                    svg.append(cell(
                            map,
                            value,
                            left + column * cellWidth,
                            bottom - (row + 1) * cellHeight,
                            cellWidth,
                            cellHeight));
                }
            }
        }
        return svg.toString();
    }

    private static String cell(HeatMap map, double value, double x, double y, double width, double height) {
        int colour = map.colour(value);
        String rectangle = String.format(
                Locale.ROOT,
                "<rect x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"#%06x\"/>",
                x,
                y,
                width,
                height,
                colour);
        String text = String.format(
                Locale.ROOT,
                "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"middle\" font-size=\"11\" fill=\"%s\">%s</text>\n",
                x + width / 2,
                y + height / 2 + 4,
                lightness(colour) > 0.55 ? "#111" : "#fff",
                Numbers.three(value));
        return rectangle + text;
    }

    private static double lightness(int colour) {
        return (0.299 * (colour >> 16 & 0xff) + 0.587 * (colour >> 8 & 0xff) + 0.114 * (colour & 0xff)) / 255;
    }

    private static String picture(HeatMap map) {
        BufferedImage image = new BufferedImage(map.columns(), map.rows(), BufferedImage.TYPE_INT_ARGB);
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                double value = map.values()[row][column];
                int colour = Double.isFinite(value) ? 0xff000000 | map.colour(value) : 0;
                image.setRGB(column, map.rows() - 1 - row, colour);
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            // Without a cache, ImageIO keeps to memory and leaves no temporary file.
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    /** The colour bar at the right of a plot area, with the numbers at its ends and its middle. */
    static String bar(HeatMap map, int x, int top, int height) {
        StringBuilder svg = new StringBuilder();
        double step = height / (double) BAR_STEPS;
        for (int i = 0; i < BAR_STEPS; i++) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<rect x=\"%d\" y=\"%.2f\" width=\"%d\" height=\"%.2f\" fill=\"#%06x\"/>\n",
                    x,
                    top + i * step,
                    BAR_WIDTH,
                    step + 0.4,
                    map.scale().colour(1 - (i + 0.5) / BAR_STEPS)));
        }
        for (int i = 0; i <= 2; i++) {
            double value = map.low() + (map.high() - map.low()) * i / 2;
            svg.append(String.format(
                    Locale.ROOT,
                    "<text x=\"%d\" y=\"%.2f\" font-size=\"11\" style=\"fill:var(--ink,#222)\">%s</text>\n",
                    x + BAR_WIDTH + 4,
                    top + height * (1 - i / 2.0) + 4,
                    Numbers.three(value)));
        }
        svg.append(String.format(
                Locale.ROOT,
                "<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" font-size=\"11\" style=\"fill:var(--ink,#222)\">%s</text>\n",
                x + BAR_WIDTH,
                top - 10,
                Html.text(map.label())));
        return svg.toString();
    }
}
