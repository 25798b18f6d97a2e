package fathom.simd.image;

import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.machine.Parallelism;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * Images times filters, from a source to a target; forwards and backwards differ in their axes alone.
 *
 * <pre>
 * y(i, j, f) = sum over the taps k of row i, l of column j, and c of  x(source of k, source of l, c) w(k, l, c, f)
 * </pre>
 *
 * Pixels that read the same taps are rows of one product. A pixel's taps in one row of the window are a run of neighbours in the source, so
 * that nothing need be copied; short runs are, all of a pixel together, with filters that hold these taps only.
 */
final class Correlation {

    /** Shorter runs are gathered: a tile's accumulators are read and written once for each run. */
    private static final int SHORT_RUN = 32;

    /** Floats of the results of a few images, which stay in the second cache while they are computed and finished. */
    private static final int GROUP = 1 << 16;

    private static final int LEAST_IMAGES = 6;
    private static final int MOST_IMAGES = 24;

    private final Grid source;
    private final Grid target;
    private final Axis rows;
    private final Axis columns;
    private final Window window;
    private final boolean gathered;
    private final int group;
    private final Panels[] filters;
    private final Workers.Part part = this::part;
    private List<Span> spans;
    private CorrelationPass[] passes = new CorrelationPass[0];
    private int sourceStride;
    private int targetStride;
    private int parts;
    private FloatMatrix x;
    private FloatMatrix y;
    private FloatEpilogue epilogue;

    /**
     * @param rows what each row of the target reads
     * @param columns what each column reads
     */
    Correlation(Grid source, Grid target, Axis rows, Axis columns, Window window) {
        this.source = source;
        this.target = target;
        this.rows = rows;
        this.columns = columns;
        this.window = window;
        this.gathered = window.width() * source.channels() < SHORT_RUN && rows.step() == 1 && columns.step() == 1;
        this.group = Math.clamp(GROUP / target.size(), LEAST_IMAGES, MOST_IMAGES);
        this.sourceStride = source.size();
        this.targetStride = target.size();
        this.spans = spans();
        this.filters = new Panels[gathered ? spans.size() : 1];
        for (int i = 0; i < filters.length; i++) {
            int taps = gathered ? spans.get(i).taps() : window.width();
            filters[i] = new Panels(window.height() * taps * source.channels(), target.channels());
        }
    }

    /** Bytes of what a correlation of these sizes holds on one thread. */
    static long bytes(Grid source, Grid target, Window window) {
        long rows = (long) window.height() * window.width() * source.channels();
        int group = Math.clamp(GROUP / target.size(), LEAST_IMAGES, MOST_IMAGES);
        boolean gathered = window.width() * source.channels() < SHORT_RUN;
        // At the edges spans have from one tap to all but one.
        long filters = Panels.bytes(rows, target.channels())
                * (gathered ? Math.min(target.width(), Math.max(1, window.width() - 1)) : 1);
        int last = target.channels() % Tiles.COLUMNS;
        long edge = last == 0 || last == Tiles.NARROW ? 0 : (long) group * target.pixels() * Tiles.COLUMNS;
        long lists = 5L * group * target.width();
        return filters + Float.BYTES * (edge + lists + (gathered ? CorrelationPass.PATCHES * rows : 0));
    }

    /** Takes over filters whose rows are (place, source's channel). */
    void take(FloatMatrix w) {
        for (int place = 0; place < window.height() * window.width(); place++) {
            take(w, place, place * source.channels(), w.rowStride(), w.columnStride());
        }
    }

    /** Takes over filters that led here: row (place, c) and column f are w's row (mirrored place, f) and column c. */
    void takeMirrored(FloatMatrix w) {
        int places = window.height() * window.width();
        for (int place = 0; place < places; place++) {
            take(w, place, (places - 1 - place) * target.channels(), w.columnStride(), w.rowStride());
        }
    }

    private void take(FloatMatrix w, int place, int row, int rowStride, int columnStride) {
        int from = w.offset() + row * w.rowStride();
        int channels = source.channels();
        int k = place / window.width();
        int l = place % window.width();
        if (!gathered) {
            filters[0].pack(w.array(), from, rowStride, columnStride, place * channels, channels);
            return;
        }
        for (int i = 0; i < filters.length; i++) {
            Span span = spans.get(i);
            if (l >= span.tap() && l < span.tap() + span.taps()) {
                int to = (k * span.taps() + l - span.tap()) * channels;
                filters[i].pack(w.array(), from, rowStride, columnStride, to, channels);
            }
        }
    }

    /** y := the sums, then the epilogue on each pixel (row n pixels + pixel, column f); on as many threads as the caller allows. */
    void run(FloatMatrix images, FloatMatrix results, FloatEpilogue end) {
        x = images.columnStride() == 1 ? images : images.copy();
        y = results;
        epilogue = end;
        int groups = (x.rows() + group - 1) / group;
        parts = Math.min(Parallelism.threads(), groups);
        prepare();
        Workers.forEach(parts, part);
        x = null;
        y = null;
        epilogue = null;
    }

    private void prepare() {
        if (x.rows() > 1 && (x.rowStride() != sourceStride || y.rowStride() != targetStride)) {
            sourceStride = x.rowStride();
            targetStride = y.rowStride();
            spans = spans();
        }
        if (passes.length >= parts) {
            return;
        }
        CorrelationPass[] more = Arrays.copyOf(passes, parts);
        for (int i = passes.length; i < parts; i++) {
            more[i] = new CorrelationPass(this);
        }
        passes = more;
    }

    private void part(int index) {
        for (int first = index * group; first < x.rows(); first += parts * group) {
            passes[index].run(x, y, first, Math.min(group, x.rows() - first));
            if (epilogue != null) {
                finish(first, Math.min(group, x.rows() - first));
            }
        }
    }

    private void finish(int first, int count) {
        int pixels = target.pixels();
        int channels = target.channels();
        for (int n = first; n < first + count; n++) {
            int at = y.offset() + n * y.rowStride();
            for (int p = 0; p < pixels; p++) {
                epilogue.finish(n * pixels + p, 0, channels, y.array(), at + p * channels, 1);
            }
        }
    }

    private List<Span> spans() {
        return spans(target.channels(), targetStride);
    }

    /** The spans of results with this many channels and this distance between two images. */
    List<Span> spans(int channels, int stride) {
        return Span.of(columns, source.channels(), channels, sourceStride, stride, group);
    }

    List<Span> currentSpans() {
        return spans;
    }

    Grid source() {
        return source;
    }

    Grid target() {
        return target;
    }

    Axis rows() {
        return rows;
    }

    Axis columns() {
        return columns;
    }

    Window window() {
        return window;
    }

    /** The most images that a pass is given. */
    int group() {
        return group;
    }

    /** Whether patches are gathered, and there are filters for each span. */
    boolean gathered() {
        return gathered;
    }

    /** The filters of all spans, or of one. */
    Panels filters(int span) {
        return filters[gathered ? span : 0];
    }
}
