package fathom.simd.image;

import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;
import java.util.List;

/** One thread's share of a {@link Correlation}: a few images at a time, and the room that they need. */
final class CorrelationPass {

    /** Rows that are gathered at a time; whole tiles of either form. */
    static final int PATCHES = 24;

    private final Correlation plan;
    private final boolean gaps;
    private final int patch;
    private final float[] patches;
    private final int[] patchRows;
    private final float[] edge;
    private final List<Span> edges;
    private FloatMatrix x;
    private FloatMatrix y;
    private int from;
    private int to;
    private int images;

    CorrelationPass(Correlation plan) {
        this.plan = plan;
        this.gaps = plan.rows().hasGaps() || plan.columns().hasGaps();
        Window window = plan.window();
        this.patch = plan.gathered()
                ? window.height() * window.width() * plan.source().channels()
                : 0;
        this.patches = new float[PATCHES * patch];
        this.patchRows = new int[plan.gathered() ? plan.group() * plan.target().width() : 0];
        for (int i = 0; i < patchRows.length; i++) {
            patchRows[i] = i % PATCHES * patch;
        }
        Panels filters = plan.filters(0);
        int last = filters.count() - 1;
        int width = filters.used(last) < filters.width(last) ? filters.width(last) : 0;
        this.edge = new float[plan.group() * plan.target().pixels() * width];
        this.edges = plan.spans(width, plan.target().pixels() * width);
    }

    /** Results of {@code count} images from number {@code first} on. */
    void run(FloatMatrix source, FloatMatrix results, int first, int count) {
        x = source;
        y = results;
        images = count;
        from = x.offset() + first * x.rowStride();
        to = y.offset() + first * y.rowStride();
        if (plan.gathered()) {
            gatheredProducts();
        } else {
            productsInPlace();
        }
        Panels filters = plan.filters(0);
        int last = filters.count() - 1;
        if (filters.used(last) < filters.width(last)) {
            moveEdge(last, filters.used(last), filters.width(last));
        }
        if (gaps) {
            clearGaps();
        }
    }

    private void productsInPlace() {
        Axis rows = plan.rows();
        int row = plan.source().row();
        for (int panel = 0; panel < plan.filters(0).count(); panel++) {
            // The filters of one row of the window stay in the first cache while all pixels pass.
            for (int k = 0; k < plan.window().height(); k++) {
                for (int o = 0; o < rows.length(); o++) {
                    int number = rows.number(o, k);
                    if (number >= 0) {
                        for (int s = 0; s < edges.size(); s++) {
                            runs(panel, k, o, s, from + (rows.source()[o] + number) * row, number == 0);
                        }
                    }
                }
            }
        }
    }

    /** The runs of one row of the window, for the pixels of one row and span. */
    private void runs(int panel, int k, int o, int s, int at, boolean start) {
        Span span = plan.currentSpans().get(s);
        int channels = plan.source().channels();
        int step = plan.columns().step();
        int place = k * plan.window().width() + span.tap();
        int pixels = images * span.width();
        if (step == 1) {
            tiles(
                    span.taps() * channels,
                    x.array(),
                    span.sources(),
                    at,
                    place * channels,
                    panel,
                    o,
                    s,
                    0,
                    pixels,
                    start);
            return;
        }
        for (int j = 0; j < span.taps(); j++) {
            int filter = (place + j * step) * channels;
            tiles(
                    channels,
                    x.array(),
                    span.sources(),
                    at + j * channels,
                    filter,
                    panel,
                    o,
                    s,
                    0,
                    pixels,
                    start && j == 0);
        }
    }

    private void gatheredProducts() {
        Axis rows = plan.rows();
        for (int o = 0; o < rows.length(); o++) {
            for (int s = 0; s < edges.size(); s++) {
                Span span = plan.currentSpans().get(s);
                int run = span.taps() * plan.source().channels();
                int pixels = images * span.width();
                for (int first = 0; first < pixels; first += PATCHES) {
                    int end = Math.min(pixels, first + PATCHES);
                    gather(span, o, first, end, run);
                    for (int panel = 0; panel < plan.filters(s).count(); panel++) {
                        int filter = rows.tap()[o] * run;
                        tiles(rows.count()[o] * run, patches, patchRows, 0, filter, panel, o, s, first, end, true);
                    }
                }
            }
        }
    }

    private void gather(Span span, int o, int first, int end, int run) {
        int row = plan.source().row();
        int taps = plan.rows().count()[o];
        int shift = from + plan.rows().source()[o] * row;
        for (int i = first; i < end; i++) {
            int at = shift + span.sources()[i];
            int here = patchRows[i];
            for (int k = 0; k < taps; k++) {
                System.arraycopy(x.array(), at + k * row, patches, here + k * run, run);
            }
        }
    }

    /** Pixels {@code first} to {@code end} of row {@code o} and span {@code s}, by filters from row {@code filter} on. */
    private void tiles(
            int steps,
            float[] a,
            int[] aRows,
            int aShift,
            int filter,
            int panel,
            int o,
            int s,
            int first,
            int end,
            boolean start) {
        Panels filters = plan.filters(s);
        int width = filters.width(panel);
        int b = filters.at(panel) + filter * width;
        int row = o * plan.target().width();
        if (filters.used(panel) == width) {
            int[] targets = plan.currentSpans().get(s).targets();
            int shift = to + row * filters.columns() + panel * Tiles.COLUMNS;
            Tiles.product(
                    steps, a, aRows, aShift, filters.array(), b, width, y.array(), targets, shift, first, end, start);
        } else {
            int[] targets = edges.get(s).targets();
            Tiles.product(
                    steps, a, aRows, aShift, filters.array(), b, width, edge, targets, row * width, first, end, start);
        }
    }

    private void moveEdge(int panel, int used, int width) {
        int pixels = plan.target().pixels();
        int channels = plan.target().channels();
        for (int n = 0; n < images; n++) {
            int at = to + n * y.rowStride() + panel * Tiles.COLUMNS;
            for (int p = 0; p < pixels; p++) {
                System.arraycopy(edge, (n * pixels + p) * width, y.array(), at + p * channels, used);
            }
        }
    }

    private void clearGaps() {
        Grid target = plan.target();
        for (int o = 0; o < target.height(); o++) {
            for (int p = 0; p < target.width(); p++) {
                if (plan.rows().count()[o] == 0 || plan.columns().count()[p] == 0) {
                    for (int n = 0; n < images; n++) {
                        int at = to + n * y.rowStride() + o * target.row() + p * target.channels();
                        Arrays.fill(y.array(), at, at + target.channels(), 0);
                    }
                }
            }
        }
    }
}
