package fathom.simd.product;

import fathom.simd.epilogue.Epilogue;
import fathom.simd.machine.Parallelism;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.matrix.FloatPanels;
import java.util.Arrays;

/**
 * Products with a matrix that stays in panels, on vectors: the loops round the micro-kernel. Not to be loaded where
 * {@link fathom.simd.machine.Backend#available()} is false, but for {@link #TILE_ROWS}.
 *
 * <p>Forwards a panel of W is what the micro-kernel reads. Backwards the rows of W are taken in groups: a group's columns are laid across
 * (the only copy of W that is made, and it stays in cache), multiply dZ, and the group then takes its step down the gradient while it is in
 * cache. Groups are independent, and so are panels: threads take them as they come.
 */
public final class PanelProduct implements Workers.Part {

    /** Rows of the tile that descends; panels are as high as a multiple of it. */
    public static final int TILE_ROWS = 6;

    /** Steps of a chain that are taken at a time: panels of so many steps (32 KiB) pass through the first-level cache. */
    private static final int DEPTH = 512;

    /** Rows of a batch that are taken at a time: so many rows of that many steps (a quarter MiB) stay in the second-level cache. */
    private static final int BLOCK_ROWS = 144;

    /** Where panels begin in an array whose elements begin 16 bytes into it: at a cache line, where the array does. */
    private static final int START = 12;

    private static final ThreadLocal<PanelProduct> OWN = ThreadLocal.withInitial(PanelProduct::new);
    private static final ThreadLocal<PanelScratch> SCRATCH = ThreadLocal.withInitial(PanelScratch::new);

    private final Kernel<float[]> kernel = new VectorFloatKernel();
    private final int width = kernel.columns;
    /**
     * Rows of W in a group: whole panels of dA and whole tiles of W. Six panels on one thread, since all of dZ is read for each group; on
     * several threads three, so that they end together.
     */
    private int group;

    private float[] strips = {};
    private float[] panels = {};

    private FloatPanels w;
    private FloatMatrix a;
    private FloatMatrix result;
    private FloatMatrix dz;
    private float alpha;
    private float rate;
    private float decay;
    private Epilogue<float[]> after;
    private int panelsOfPart;

    private PanelProduct() {}

    /** Columns of a panel on this machine. */
    public static int width() {
        return OWN.get().width;
    }

    /** to := from; the columns of {@code from} are neighbours. */
    public static void pack(FloatMatrix from, FloatPanels to) {
        PanelProduct own = OWN.get();
        int panel = to.height() * own.width;
        int whole = from.columns() / own.width;
        int start = to.index(0, 0);
        own.kernel.packPanels(
                1, from.rows(), whole, from.array(), from.offset(), from.rowStride(), to.array(), start, panel);
        for (int j = whole * own.width; j < from.columns(); j++) {
            for (int i = 0; i < from.rows(); i++) {
                to.array()[to.index(i, j)] = from.array()[from.offset() + i * from.rowStride() + j];
            }
        }
    }

    /** to := from; the columns of {@code to} are neighbours. */
    public static void unpack(FloatPanels from, FloatMatrix to) {
        PanelProduct own = OWN.get();
        for (int j = 0; j < to.columns(); j += own.width) {
            int count = Math.min(own.width, to.columns() - j);
            own.kernel.copyScaled(
                    1,
                    to.rows(),
                    count,
                    from.array(),
                    from.index(0, j),
                    own.width,
                    1,
                    to.array(),
                    to.offset() + j,
                    to.rowStride(),
                    1);
        }
    }

    /** C := f(alpha A W). */
    public static void multiply(float alpha, FloatMatrix a, FloatPanels w, FloatMatrix c, Epilogue<float[]> after) {
        OWN.get().forward(alpha, a, w, c, after);
    }

    /** dA := alpha dZ W', unless null; then W := W - rate (alpha A' dZ + decay W). */
    public static void descend(
            float rate, float decay, float alpha, FloatMatrix a, FloatMatrix dz, FloatPanels w, FloatMatrix da) {
        OWN.get().backward(rate, decay, alpha, a, dz, w, da);
    }

    private void forward(float factor, FloatMatrix left, FloatPanels right, FloatMatrix c, Epilogue<float[]> epilogue) {
        w = right;
        result = c;
        after = epilogue;
        try {
            interleave(factor, left);
            int all = Math.ceilDiv(w.columns(), width);
            panelsOfPart = threads(left.rows()) == 1 ? Math.max(1, all) : 4;
            Workers.forEach(Math.ceilDiv(all, panelsOfPart), this);
        } finally {
            clear();
        }
    }

    private void backward(
            float step,
            float shrink,
            float factor,
            FloatMatrix in,
            FloatMatrix slope,
            FloatPanels weight,
            FloatMatrix da) {
        rate = step;
        decay = shrink;
        alpha = factor;
        a = in;
        dz = slope;
        w = weight;
        result = da;
        try {
            if (da != null) {
                interleave(factor, slope);
            }
            packSlopes();
            boolean alone = threads(2 * in.rows()) == 1;
            group = (alone ? 6 : 3) * width;
            int groups = Math.ceilDiv(w.rows(), group);
            if (alone) {
                for (int index = 0; index < groups; index++) {
                    group(index);
                }
            } else {
                Workers.forEach(groups, this);
            }
        } finally {
            clear();
        }
    }

    private void clear() {
        w = null;
        a = null;
        result = null;
        dz = null;
        after = null;
    }

    private int threads(int rows) {
        double work = (double) rows * w.rows() * w.columns();
        return (int) Math.min(Parallelism.threads(), work / Blocks.PARALLEL + 1);
    }

    @Override
    public void run(int index) {
        if (dz == null) {
            panels(index * panelsOfPart * width, Math.min(w.columns(), (index + 1) * panelsOfPart * width));
        } else {
            group(index);
        }
    }

    /**
     * The broadcast operand in strips as high as tiles, step after step, times alpha, which the definition multiplies into the left operand
     * first. Rows in place would spare this copy, but cost more: see {@link VectorFloatKernel}.
     */
    private void interleave(float factor, FloatMatrix x) {
        int steps = x.columns();
        strips = grown(strips, START + x.rows() * steps);
        for (int row = 0, rows; row < x.rows(); row += rows) {
            rows = rowsOfTile(row, x.rows());
            boolean interleaved = kernel.interleaves(rows, true);
            int from = x.offset() + row * x.rowStride();
            int toRow = interleaved ? 1 : steps;
            int toStep = interleaved ? rows : 1;
            kernel.copyScaled(
                    factor, rows, steps, x.array(), from, x.rowStride(), 1, strips, START + row * steps, toRow, toStep);
        }
    }

    /** Rows of the tile that begins at {@code row} of {@code all}. */
    private int rowsOfTile(int row, int all) {
        return kernel.rowsOfNextTile(Math.min(all, (row / BLOCK_ROWS + 1) * BLOCK_ROWS) - row, true);
    }

    /** dZ in panels, the columns that belong to nobody zero. */
    private void packSlopes() {
        int rows = dz.rows();
        int whole = dz.columns() / width;
        int rest = dz.columns() - whole * width;
        panels = grown(panels, START + Math.ceilDiv(dz.columns(), width) * width * rows);
        int size = rows * width;
        kernel.packPanels(1, rows, whole, dz.array(), dz.offset(), dz.rowStride(), panels, START, size);
        if (rest > 0) {
            int from = dz.offset() + whole * width;
            kernel.packPanel(1, rows, rest, dz.array(), from, dz.rowStride(), 1, panels, START + whole * size);
        }
    }

    static float[] grown(float[] array, int length) {
        return array.length >= length ? array : new float[length];
    }

    /** Columns of C. */
    private void panels(int columnFrom, int columnTo) {
        PanelScratch scratch = SCRATCH.get();
        int k = w.rows();
        for (int row = 0; row < result.rows(); row += BLOCK_ROWS) {
            int rowTo = Math.min(result.rows(), row + BLOCK_ROWS);
            int step = 0;
            do {
                int steps = chunk(k - step);
                for (int column = columnFrom; column < columnTo; column += width) {
                    tiles(row, rowTo, step, steps, w.array(), w.index(step, column), column, columnTo, scratch);
                }
                step += steps;
            } while (step < k);
            if (after != null) {
                for (int i = row; i < rowTo; i++) {
                    int at = result.offset() + i * result.rowStride() + columnFrom;
                    after.finish(i, columnFrom, columnTo - columnFrom, result.array(), at, 1);
                }
            }
        }
    }

    /** How many of the remaining steps come next: even shares, in whole squares. */
    private static int chunk(int remaining) {
        int chunks = Math.ceilDiv(remaining, DEPTH);
        return chunks <= 1 ? remaining : Math.ceilDiv(Math.ceilDiv(remaining, chunks), 8) * 8;
    }

    /** The tiles down one panel of the result: its columns from {@code column}, at most to {@code columnTo}. */
    private void tiles(
            int rowFrom,
            int rowTo,
            int step,
            int steps,
            float[] panel,
            int panelAt,
            int column,
            int columnTo,
            PanelScratch scratch) {
        float beta = step == 0 ? 0 : 1;
        int count = Math.min(width, columnTo - column);
        float[] c = result.array();
        int cRow = result.rowStride();
        int at = result.offset() + rowFrom * cRow + column;
        if (count == width) {
            down(rowFrom, rowTo, step, steps, panel, panelAt, c, at, cRow, beta);
            return;
        }
        // At the edge of the result whole tiles are made elsewhere.
        int rows = rowTo - rowFrom;
        float[] edge = scratch.edge(rows * width);
        if (beta != 0) {
            kernel.copyScaled(1, rows, count, c, at, cRow, 1, edge, 0, width, 1);
        }
        down(rowFrom, rowTo, step, steps, panel, panelAt, edge, 0, width, beta);
        kernel.copyScaled(1, rows, count, edge, 0, width, 1, c, at, cRow, 1);
    }

    private void down(
            int rowFrom,
            int rowTo,
            int step,
            int steps,
            float[] panel,
            int panelAt,
            float[] c,
            int at,
            int cRow,
            float beta) {
        int all = result.rows();
        int length = dz == null ? w.rows() : w.columns();
        for (int row = rowFrom, rows; row < rowTo; row += rows) {
            rows = rowsOfTile(row, all);
            int from = START + row * length;
            int to = at + (row - rowFrom) * cRow;
            if (kernel.interleaves(rows, true)) {
                int a = from + step * rows;
                kernel.interleavedTile(rows, steps, strips, a, panel, panelAt, width, c, to, cRow, beta);
            } else {
                kernel.tile(rows, steps, strips, from + step, length, panel, panelAt, width, c, to, cRow, beta);
            }
        }
    }

    /** Columns of dA and rows of W. */
    private void group(int index) {
        PanelScratch scratch = SCRATCH.get();
        int from = index * group;
        int to = Math.min(w.rows(), from + group);
        if (result != null) {
            back(from, to, scratch);
        }
        descend(from, to, scratch);
    }

    private void back(int from, int to, PanelScratch scratch) {
        int n = w.columns();
        float[] across = scratch.across(START + DEPTH * group);
        int step = 0;
        do {
            int steps = chunk(n - step);
            int panel = Math.ceilDiv(steps, 8) * 8 * width;
            VectorFloatStrips.transpose(w, from, to, step, steps, across, START, panel);
            for (int row = 0; row < result.rows(); row += BLOCK_ROWS) {
                int rowTo = Math.min(result.rows(), row + BLOCK_ROWS);
                for (int column = from; column < to; column += width) {
                    int at = START + (column - from) / width * panel;
                    tiles(row, rowTo, step, steps, across, at, column, to, scratch);
                }
            }
            step += steps;
        } while (step < n);
    }

    private void descend(int from, int to, PanelScratch scratch) {
        int m = a.rows();
        int step = VectorFloatDescent.STEP;
        int rows = to - from;
        float[] columns = scratch.columns(START + step * m);
        kernel.copyScaled(alpha, m, rows, a.array(), a.offset() + from, a.rowStride(), 1, columns, START, step, 1);
        int whole = Math.ceilDiv(rows, TILE_ROWS) * TILE_ROWS;
        for (int i = 0; rows < whole && i < m; i++) {
            Arrays.fill(columns, START + i * step + rows, START + i * step + whole, 0);
        }
        for (int column = 0; column < w.columns(); column += width) {
            int at = w.index(from, column);
            int slopes = START + column * m;
            for (int row = 0; row < rows; row += TILE_ROWS) {
                VectorFloatDescent.six(
                        m, columns, START + row, panels, slopes, -rate, decay, w.array(), at + row * width);
            }
        }
    }
}
