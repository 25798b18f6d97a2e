package fathom.simd.loop;

import fathom.simd.epilogue.DoubleEpilogue;
import fathom.simd.machine.Parallelism;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;

/** How maps of doubles walk over matrices and over the tiles of products; nothing is allocated on one thread. */
public final class DoublePasses {

    /** Elements that one part of a parallel pass has: about 10 microseconds of the fastest function, which pays for the call of a thread. */
    private static final int PART = 1 << 14;

    private DoublePasses() {}

    /** y := map(x), over two matrices of one shape. */
    public static void run(DoubleMap map, DoubleMatrix x, DoubleMatrix y) {
        run(map, false, x, y);
    }

    /** y := map(x) y, over two matrices of one shape. */
    public static void multiply(DoubleMap map, DoubleMatrix x, DoubleMatrix y) {
        run(map, true, x, y);
    }

    /** After a product: c := map(c). */
    public static DoubleEpilogue epilogue(DoubleMap map) {
        return (row, column, count, array, at, stride) -> line(map, false, array, at, stride, array, at, stride, count);
    }

    /** After a product: c := map(x) c, where x has the shape of C. */
    public static DoubleEpilogue epilogue(DoubleMap map, DoubleMatrix x) {
        return (row, column, count, array, at, stride) -> {
            int from = x.offset() + row * x.rowStride() + column * x.columnStride();
            line(map, true, x.array(), from, x.columnStride(), array, at, stride, count);
        };
    }

    /** After a product: c_ij := map(c_ij + b_j), where b is one row. */
    public static DoubleEpilogue epilogueOfBiased(DoubleMap map, DoubleMatrix bias) {
        return (row, column, count, array, at, stride) -> {
            int from = bias.offset() + column * bias.columnStride();
            DoubleLoops.ADD.run(1, bias.array(), from, bias.columnStride(), array, at, stride, count);
            line(map, false, array, at, stride, array, at, stride, count);
        };
    }

    /** After a product: x_ij := c_ij + b_j and c_ij := map(x_ij), where b is one row and x has the shape of C. */
    public static DoubleEpilogue epilogueOfBiased(DoubleMap map, DoubleMatrix bias, DoubleMatrix x) {
        return (row, column, count, array, at, stride) -> {
            int from = bias.offset() + column * bias.columnStride();
            int to = x.offset() + row * x.rowStride() + column * x.columnStride();
            DoubleLoops.ADD.run(1, bias.array(), from, bias.columnStride(), array, at, stride, count);
            for (int i = 0; i < count; i++) {
                x.array()[to + i * x.columnStride()] = array[at + i * stride];
            }
            line(map, false, x.array(), to, x.columnStride(), array, at, stride, count);
        };
    }

    private static void run(DoubleMap map, boolean times, DoubleMatrix x, DoubleMatrix y) {
        if (y.columnStride() > y.rowStride() && y.columns() > 1 && y.rows() > 1) {
            run(map, times, x.transposed(), y.transposed());
            return;
        }
        int n = y.rows() * y.columns();
        boolean line = DoubleLoops.isLine(x) && DoubleLoops.isLine(y);
        if (n < 2 * PART || Parallelism.threads() == 1) {
            if (line) {
                elements(map, times, x, y, 0, n);
            } else {
                rows(map, times, x, y, 0, y.rows());
            }
        } else if (line) {
            Workers.forEach(
                    (n + PART - 1) / PART,
                    part -> elements(map, times, x, y, part * PART, Math.min(n, (part + 1) * PART)));
        } else {
            int height = Math.max(1, PART / y.columns());
            Workers.forEach(
                    (y.rows() + height - 1) / height,
                    part -> rows(map, times, x, y, part * height, Math.min(y.rows(), (part + 1) * height)));
        }
    }

    /** Elements of matrices that are lines. */
    private static void elements(DoubleMap map, boolean times, DoubleMatrix x, DoubleMatrix y, int from, int to) {
        int xStep = DoubleLoops.step(x);
        int yStep = DoubleLoops.step(y);
        int xAt = x.offset() + from * xStep;
        line(map, times, x.array(), xAt, xStep, y.array(), y.offset() + from * yStep, yStep, to - from);
    }

    private static void rows(DoubleMap map, boolean times, DoubleMatrix x, DoubleMatrix y, int from, int to) {
        for (int i = from; i < to; i++) {
            int xAt = x.offset() + i * x.rowStride();
            int yAt = y.offset() + i * y.rowStride();
            line(map, times, x.array(), xAt, x.columnStride(), y.array(), yAt, y.columnStride(), y.columns());
        }
    }

    private static void line(
            DoubleMap map, boolean times, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
        if (xStep == 1 && yStep == 1 && !times) {
            map.run(x, xAt, y, yAt, n);
            return;
        }
        Chunks<double[]> chunks = Chunks.ofDoubles();
        double[] arguments = chunks.take();
        double[] values = chunks.take();
        try {
            for (int from = 0; from < n; from += Chunks.SIZE) {
                int count = Math.min(Chunks.SIZE, n - from);
                int source = xAt + from * xStep;
                int target = yAt + from * yStep;
                if (xStep != 1) {
                    gather(x, source, xStep, arguments, count);
                }
                double[] origin = xStep == 1 ? x : arguments;
                int at = xStep == 1 ? source : 0;
                if (times) {
                    map.run(origin, at, values, 0, count);
                    DoubleLoops.MULTIPLY.run(1, values, 0, 1, y, target, yStep, count);
                } else {
                    // maps of two arguments have the second in y
                    gather(y, target, yStep, values, count);
                    map.run(origin, at, values, 0, count);
                    scatter(values, y, target, yStep, count);
                }
            }
        } finally {
            chunks.give(2);
        }
    }

    private static void gather(double[] x, int at, int step, double[] chunk, int n) {
        for (int i = 0; i < n; i++) {
            chunk[i] = x[at + i * step];
        }
    }

    private static void scatter(double[] chunk, double[] y, int at, int step, int n) {
        for (int i = 0; i < n; i++) {
            y[at + i * step] = chunk[i];
        }
    }
}
