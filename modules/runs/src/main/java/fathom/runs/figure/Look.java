package fathom.runs.figure;

/**
 * How series differ, in three ways at once: hue (after Okabe and Ito, without the yellow, at a lightness that stands out from white and
 * from black), marker and dashes.
 */
final class Look {

    private static final String[] HUES = {
        "#1f78b4", "#d55e00", "#0f9d74", "#b8609c", "#c58a00", "#56a5d8", "#8a7fd0", "#808080"
    };

    private static final String[] DASHES = {"7 4", "2 3", "9 3 2 3", "12 5", "4 2"};

    private static final double RADIUS = 4;

    private Look() {}

    static String hue(int look) {
        return HUES[look % HUES.length];
    }

    static String dashes(int look) {
        return DASHES[look % DASHES.length];
    }

    /** A marker centred at a place. */
    static void marker(Svg svg, int look, double x, double y, boolean hollow, String extra) {
        String colour = hollow
                ? " class=\"hollow\" fill=\"#ffffff\" stroke=\"" + hue(look) + "\" stroke-width=\"1.8\""
                : " fill=\"" + hue(look) + "\"";
        double r = RADIUS;
        switch (look % 6) {
            case 0 ->
                svg.raw("<circle cx=\"")
                        .px(x)
                        .raw("\" cy=\"")
                        .px(y)
                        .raw("\" r=\"")
                        .px(r)
                        .raw("\"");
            case 1 -> path(svg, x, y, -r + .5, -r + .5, 2 * r - 1, 0, 0, 2 * r - 1, -2 * r + 1, 0);
            case 2 -> path(svg, x, y, 0, -r - 1, r + 1, r + 1, -r - 1, r + 1, -r - 1, -r - 1);
            case 3 -> path(svg, x, y, 0, -r - .5, r + .5, 2 * r, -2 * r - 1, 0);
            case 4 -> path(svg, x, y, 0, r + .5, r + .5, -2 * r, -2 * r - 1, 0);
            default ->
                path(
                        svg, x, y, -r, -1.2, r - 1.2, 0, 0, -r + 1.2, 2.4, 0, 0, r - 1.2, r - 1.2, 0, 0, 2.4, -r + 1.2,
                        0, 0, r - 1.2, -2.4, 0, 0, -r + 1.2, -r + 1.2, 0);
        }
        svg.raw(colour).raw(extra).raw("/>");
    }

    /** A closed path: its start as an offset, then steps. */
    private static void path(Svg svg, double x, double y, double... steps) {
        svg.raw("<path d=\"M").px(x + steps[0]).raw(" ").px(y + steps[1]);
        for (int i = 2; i < steps.length; i += 2) {
            svg.raw("l").px(steps[i]).raw(" ").px(steps[i + 1]);
        }
        svg.raw("z\"");
    }
}
