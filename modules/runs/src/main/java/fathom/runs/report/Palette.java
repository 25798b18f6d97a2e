package fathom.runs.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The looks of series, told apart in three ways at once: by hues that colour-blind people can tell apart (after Okabe and Ito, with the
 * yellow left out and all at middle lightness, so that they stand out from white and from black paper), by marker, and by dashes.
 */
final class Palette {

    private static final Color[] HUES = {
        new Color(0x1f78b4),
        new Color(0xd55e00),
        new Color(0x0f9d74),
        new Color(0xb8609c),
        new Color(0xc58a00),
        new Color(0x56a5d8),
        new Color(0x8a7fd0),
        new Color(0x808080)
    };

    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE,
        SeriesMarkers.SQUARE,
        SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.TRIANGLE_DOWN,
        SeriesMarkers.CROSS
    };

    private static final float[][] DASHES = {{7, 4}, {2, 3}, {9, 3, 2, 3}, {12, 5}};

    private Palette() {}

    static Color hue(int index) {
        return HUES[index % HUES.length];
    }

    /** The hue as a style sheet writes it. */
    static String css(int index) {
        Color hue = hue(index);
        return String.format(Locale.ROOT, "rgb(%d,%d,%d)", hue.getRed(), hue.getGreen(), hue.getBlue());
    }

    static Marker marker(int index) {
        return MARKERS[index % MARKERS.length];
    }

    static float[] dashes(int index) {
        return DASHES[index % DASHES.length];
    }

    static BasicStroke solid() {
        return new BasicStroke(1.8f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    }

    static BasicStroke dashed(int index) {
        return new BasicStroke(1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dashes(index), 0);
    }
}
