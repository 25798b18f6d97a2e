package fathom.simd.image;

import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;

/**
 * One thread's share of a {@link FilterGradient}, and the room that it needs: the rows of images that a row of outputs reads, each in its slot, as
 * (block of six channels, column, image, channel of the block), and a row of slopes as (column, image, filter of a panel).
 */
final class FilterGradientPass {

    private final FilterGradient plan;
    private final Window window;
    private final Grid image;
    private final Grid output;
    private final int phase;
    private final int blocks;
    private final float[] pixels;
    private final int[] held;
    private final float[] slopes;
    private final int[] sources;
    private final int[] targets;
    private FloatMatrix x;
    private FloatMatrix dy;
    private int first;
    private int images;

    FilterGradientPass(FilterGradient plan) {
        this.plan = plan;
        this.window = plan.window();
        this.image = plan.image();
        this.output = plan.output();
        // Columns that one output after the other reads are neighbours: all that leave the same remainder by the
        // stride.
        this.phase = (image.width() + window.columnStride() - 1) / window.columnStride();
        this.blocks = (image.channels() + Tiles.BLOCK - 1) / Tiles.BLOCK;
        this.pixels = new float[Math.multiplyExact(window.height(), slot(FilterGradient.IMAGES))];
        this.held = new int[window.height()];
        this.slopes = new float[output.width() * FilterGradient.IMAGES * Tiles.COLUMNS];
        this.sources = new int[window.height() * image.channels()];
        this.targets = new int[sources.length];
    }

    /** Adds what images {@code from} and following contribute to shares {@code begin} to {@code end}, each a panel and a column of the window. */
    void run(FloatMatrix source, FloatMatrix gradient, int from, int count, int begin, int end) {
        x = source;
        dy = gradient;
        first = from;
        images = count;
        Arrays.fill(held, -1);
        for (int o = 0; o < output.height(); o++) {
            int taps = plan.rows().count()[o];
            int row = plan.rows().source()[o];
            for (int k = 0; k < taps; k++) {
                hold(row + k);
            }
            for (int share = begin; share < end; ) {
                int panel = share / window.width();
                int next = Math.min(end, (panel + 1) * window.width());
                copySlopes(o, panel);
                list(o, panel);
                for (; share < next; share++) {
                    products(panel, share % window.width(), taps * image.channels());
                }
            }
        }
    }

    /** The tiles of one panel and one column of the window. */
    private void products(int panel, int l, int rows) {
        int stride = window.columnStride();
        int padding = window.columnPadding();
        // The outputs whose column p stride - padding + l lies in the image.
        int from = Math.max(0, Math.ceilDiv(padding - l, stride));
        int to = Math.min(output.width(), Math.floorDiv(image.width() - 1 + padding - l, stride) + 1);
        if (from >= to) {
            return;
        }
        Panels gradient = plan.gradient();
        int width = gradient.width(panel);
        int at = position(from * stride - padding + l) * images * Tiles.BLOCK;
        Tiles.outer(
                (to - from) * images,
                pixels,
                sources,
                at,
                slopes,
                from * images * width,
                width,
                gradient.array(),
                targets,
                l * image.channels() * width,
                rows);
    }

    /** Where the tile's rows are: the channels of the taps of row {@code o}. */
    private void list(int o, int panel) {
        Panels gradient = plan.gradient();
        int width = gradient.width(panel);
        int channels = image.channels();
        for (int k = 0; k < plan.rows().count()[o]; k++) {
            int slot = (plan.rows().source()[o] + k) % window.height() * slot(images);
            int row = (plan.rows().tap()[o] + k) * window.width() * channels;
            for (int c = 0; c < channels; c++) {
                sources[k * channels + c] = slot + c / Tiles.BLOCK * block() + c % Tiles.BLOCK;
                targets[k * channels + c] = gradient.at(panel) + (row + c) * width;
            }
        }
    }

    /** Copies a row of the images into its slot, unless it is there. */
    private void hold(int row) {
        int number = row % window.height();
        if (held[number] == row) {
            return;
        }
        held[number] = row;
        int channels = image.channels();
        for (int n = 0; n < images; n++) {
            int from = x.offset() + (first + n) * x.rowStride() + row * image.row() * x.columnStride();
            for (int j = 0; j < image.width(); j++) {
                int to = number * slot(images) + (position(j) * images + n) * Tiles.BLOCK;
                for (int c = 0; c < channels; c += Tiles.BLOCK) {
                    copy(from + (j * channels + c) * x.columnStride(), to, Math.min(Tiles.BLOCK, channels - c));
                    to += block();
                }
            }
        }
    }

    private void copy(int from, int to, int count) {
        float[] array = x.array();
        int step = x.columnStride();
        for (int i = 0; i < count; i++) {
            pixels[to + i] = array[from + i * step];
        }
    }

    /** Copies a panel's filters of a row of slopes; those beyond the last stay 0 or what they were, and nobody reads what they lead to. */
    private void copySlopes(int o, int panel) {
        int width = plan.gradient().width(panel);
        int used = plan.gradient().used(panel);
        int filters = output.channels();
        for (int n = 0; n < images; n++) {
            int from = dy.offset() + (first + n) * dy.rowStride() + o * output.row() + panel * Tiles.COLUMNS;
            for (int p = 0; p < output.width(); p++) {
                System.arraycopy(dy.array(), from + p * filters, slopes, (p * images + n) * width, used);
            }
        }
    }

    /** Where a column of the image stands among the others. */
    private int position(int j) {
        return j % window.columnStride() * phase + j / window.columnStride();
    }

    /** Floats of a block of channels. */
    private int block() {
        return phase * window.columnStride() * images * Tiles.BLOCK;
    }

    /** Floats of a slot. */
    private int slot(int count) {
        return phase * window.columnStride() * count * Tiles.BLOCK * blocks;
    }
}
