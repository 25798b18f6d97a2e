package fathom.simd.product;

import fathom.simd.epilogue.Epilogue;
import fathom.simd.machine.Parallelism;
import fathom.simd.machine.Workers;

/**
 * One product C := alpha A B + beta C in flight: operands as arrays and strides, and the parts it is cut into. Used again for the next
 * product of the same thread, so that a product allocates nothing.
 *
 * @param <T> {@code float[]} or {@code double[]}
 */
final class Product<T> implements Workers.Part {

    final Kernel<T> kernel;
    private final ThreadLocal<Blocking<T>> blockings;

    int m;
    int n;
    int k;
    double leftScale;
    double rightScale;
    double beta;
    T a;
    int aAt;
    int aRow;
    int aStep;
    T b;
    int bAt;
    int bStep;
    int bColumn;
    T c;
    int cAt;
    int cRow;
    int cColumn;
    Triangle triangle;
    Epilogue<T> epilogue;
    /** Whether this is the transposed product C' := B' A'. */
    boolean transposed;

    private int partRows;
    private int partColumns;
    private int partsAcross;
    private int bands;

    Product(Kernel<T> kernel, ThreadLocal<Blocking<T>> blockings) {
        this.kernel = kernel;
        this.blockings = blockings;
    }

    boolean idle() {
        return c == null;
    }

    void left(T array, int at, int rowStride, int columnStride) {
        a = array;
        aAt = at;
        aRow = rowStride;
        aStep = columnStride;
    }

    void right(T array, int at, int rowStride, int columnStride) {
        b = array;
        bAt = at;
        bStep = rowStride;
        bColumn = columnStride;
    }

    void result(T array, int at, int rowStride, int columnStride) {
        c = array;
        cAt = at;
        cRow = rowStride;
        cColumn = columnStride;
    }

    /** Computes the product; alpha is multiplied into A before anything else, as the definition has it. */
    void run(int rows, int columns, int steps, double alpha, double scale, Triangle part, Epilogue<T> after) {
        m = rows;
        n = columns;
        k = alpha == 0 ? 0 : steps;
        leftScale = alpha;
        rightScale = 1;
        beta = scale;
        triangle = part;
        epilogue = after;
        transposed = false;
        try {
            if (m > 0 && n > 0) {
                if (runsBetterTransposed()) {
                    transpose();
                }
                divide();
            }
        } finally {
            a = null;
            b = null;
            c = null;
            epilogue = null;
        }
    }

    /** Vectors run along the columns of C, so its neighbours should stand in one row; one row or column goes by the matrix. */
    private boolean runsBetterTransposed() {
        if (m == 1 && n > 1) {
            return bColumn != 1 && bStep == 1;
        }
        if (n == 1) {
            return m > 1 && aRow == 1 && aStep != 1;
        }
        return cColumn != 1 && cRow == 1;
    }

    private void transpose() {
        transposed = true;
        triangle = triangle.transposed();
        int size = m;
        m = n;
        n = size;
        double scale = leftScale;
        leftScale = rightScale;
        rightScale = scale;
        T array = a;
        int at = aAt;
        int row = aRow;
        int step = aStep;
        left(b, bAt, bColumn, bStep);
        right(array, at, step, row);
        result(c, cAt, cColumn, cRow);
    }

    /** Cuts C into rectangles, at least one a thread if the work is worth it; each is computed on its own, by any thread. */
    private void divide() {
        int threads = (int) Math.min(Parallelism.threads(), (double) m * n * Math.max(k, 1) / Blocks.PARALLEL + 1);
        if (threads <= 1) {
            blocking().rectangle(this, 0, m, 0, n);
            return;
        }
        double share = (double) m * n * k / threads;
        bands = triangle == Triangle.WHOLE || m != n || share > Blocks.TRIANGLE_IN_BANDS ? 0 : threads;
        if (bands > 0) {
            Workers.forEach(bands, this);
            return;
        }
        cut(threads * Blocks.partsPerThread(share, triangle));
        Workers.forEach(ceiling(m, partRows) * partsAcross, this);
    }

    /** The row before which {@code band} bands of a square's triangle end: bands of equal area, in whole tiles. */
    private int bandEnd(int band) {
        double share = band / (double) bands;
        double height = triangle == Triangle.LOWER ? Math.sqrt(share) : 1 - Math.sqrt(1 - share);
        return Math.min(m, whole((int) (m * height), kernel.rows));
    }

    /** Cuts C into a grid of about so many equal rectangles, those with the shortest edges, since each packs its own rows and columns. */
    private void cut(int parts) {
        int best = Integer.MAX_VALUE;
        for (int across = 1; across <= parts; across++) {
            if (parts % across != 0) {
                continue;
            }
            int rows = whole(ceiling(m, parts / across), kernel.rows);
            int columns = whole(ceiling(n, across), kernel.columns);
            if (rows + columns < best) {
                best = rows + columns;
                partRows = rows;
                partColumns = columns;
            }
        }
        partsAcross = ceiling(n, partColumns);
    }

    /** A size rounded up to whole tiles. */
    private static int whole(int size, int tile) {
        return ceiling(size, tile) * tile;
    }

    private static int ceiling(int size, int part) {
        return (size + part - 1) / part;
    }

    @Override
    public void run(int index) {
        if (bands > 0) {
            int from = bandEnd(index);
            int to = bandEnd(index + 1);
            boolean lower = triangle == Triangle.LOWER;
            if (from < to) {
                blocking().rectangle(this, from, to, lower ? 0 : from, lower ? to : n);
            }
            return;
        }
        int row = index / partsAcross * partRows;
        int column = index % partsAcross * partColumns;
        int rowEnd = Math.min(m, row + partRows);
        int columnEnd = Math.min(n, column + partColumns);
        if (triangle.touches(row, rowEnd, column, columnEnd)) {
            blocking().rectangle(this, row, rowEnd, column, columnEnd);
        }
    }

    /** The calling thread's; a fresh one inside an epilogue that itself asks for a product. */
    private Blocking<T> blocking() {
        Blocking<T> own = blockings.get();
        return own.idle() ? own : new Blocking<>(kernel);
    }
}
