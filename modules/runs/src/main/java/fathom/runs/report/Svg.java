package fathom.runs.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.awt.Color;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a drawing becomes before it stands in a page: no prolog, ids of its own (the library numbers them at random, and several figures
 * share one page), colours that follow the page into the dark, and two decimals instead of fifteen.
 */
final class Svg {

    /** Stand-ins for the page's own colours; the numbers only have to be unlike any other. */
    static final Color INK = new Color(1, 2, 3);

    static final Color AXIS = new Color(1, 2, 4);
    static final Color GRID = new Color(1, 2, 5);
    static final Color PAPER = new Color(1, 2, 6);

    private static final Map<Color, String> ROLES =
            Map.of(INK, "var(--ink,#222)", AXIS, "var(--axis,#777)", GRID, "var(--grid,#ddd)", PAPER, "none");

    private static final Pattern ID = Pattern.compile("clip-?\\d+");
    private static final Pattern LONG_NUMBER = Pattern.compile("-?\\d+\\.\\d{3,}(E-?\\d+)?");

    private Svg() {}

    static String elements(VectorGraphics2D graphics, String id, int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new SVGProcessor()
                    .getDocument(graphics.getCommands(), new PageSize(0, 0, width, height))
                    .writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String document = bytes.toString(StandardCharsets.UTF_8);
        String body =
                document.substring(document.indexOf('>', document.indexOf("<svg")) + 1, document.lastIndexOf("</svg>"));
        for (Map.Entry<Color, String> role : ROLES.entrySet()) {
            Color c = role.getKey();
            body = body.replace(
                    String.format(Locale.ROOT, "rgb(%d,%d,%d)", c.getRed(), c.getGreen(), c.getBlue()),
                    role.getValue());
        }
        return Polylines.joined(shortNumbers(ownIds(body, id)));
    }

    private static String ownIds(String body, String id) {
        Map<String, String> names = new LinkedHashMap<>();
        return ID.matcher(body)
                .replaceAll(found -> names.computeIfAbsent(found.group(), unused -> id + "-clip" + names.size()));
    }

    private static String shortNumbers(String body) {
        return LONG_NUMBER.matcher(body).replaceAll(found -> Matcher.quoteReplacement(rounded(found.group())));
    }

    private static String rounded(String number) {
        String text = String.format(Locale.ROOT, "%.2f", Double.parseDouble(number));
        return text.replaceAll("\\.?0+$", "");
    }
}
