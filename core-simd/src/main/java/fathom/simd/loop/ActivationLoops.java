package fathom.simd.loop;

import fathom.simd.epilogue.DoubleEpilogue;
import fathom.simd.epilogue.FloatEpilogue;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/** How the passes of an activation walk over matrices and over the tiles of products, a chunk at a time in the first cache. */
public final class ActivationLoops {

    private static final int CHUNK = 256;

    private ActivationLoops() {}

    /** y := map(x), or map(x) y if {@code times}. */
    public static void run(FloatMap map, boolean times, FloatMatrix x, FloatMatrix y) {
        Floats chunk = new Floats((int) Math.min(CHUNK, (long) y.rows() * y.columns()));
        if (FloatLoops.isLine(x) && FloatLoops.isLine(y)) {
            int n = y.rows() * y.columns();
            chunk.run(
                    map,
                    times,
                    x.array(),
                    x.offset(),
                    FloatLoops.step(x),
                    y.array(),
                    y.offset(),
                    FloatLoops.step(y),
                    n);
            return;
        }
        boolean down = y.columnStride() > y.rowStride();
        FloatMatrix from = down ? x.transposed() : x;
        FloatMatrix to = down ? y.transposed() : y;
        for (int i = 0; i < to.rows(); i++) {
            int xAt = from.offset() + i * from.rowStride();
            int yAt = to.offset() + i * to.rowStride();
            chunk.run(
                    map,
                    times,
                    from.array(),
                    xAt,
                    from.columnStride(),
                    to.array(),
                    yAt,
                    to.columnStride(),
                    to.columns());
        }
    }

    /** c := map(c) */
    public static FloatEpilogue floats(FloatMap map) {
        return (row, column, count, array, at, stride) ->
                new Floats(Math.min(CHUNK, count)).run(map, false, array, at, stride, array, at, stride, count);
    }

    /** c := map(x) c */
    public static FloatEpilogue floats(FloatMap map, FloatMatrix x) {
        return (row, column, count, array, at, stride) -> {
            int from = x.offset() + row * x.rowStride() + column * x.columnStride();
            new Floats(Math.min(CHUNK, count))
                    .run(map, true, x.array(), from, x.columnStride(), array, at, stride, count);
        };
    }

    /** The arguments and the values of a chunk. */
    private record Floats(float[] arguments, float[] values) {

        Floats(int size) {
            this(new float[size], new float[size]);
        }

        void run(FloatMap map, boolean times, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int n) {
            for (int from = 0; from < n; from += CHUNK) {
                int count = Math.min(CHUNK, n - from);
                int source = xAt + from * xStep;
                if (xStep == 1) {
                    map.run(x, source, values, 0, count);
                } else {
                    for (int i = 0; i < count; i++) {
                        arguments[i] = x[source + i * xStep];
                    }
                    map.run(arguments, 0, values, 0, count);
                }
                int target = yAt + from * yStep;
                if (times) {
                    for (int i = 0; i < count; i++) {
                        y[target + i * yStep] *= values[i];
                    }
                } else {
                    for (int i = 0; i < count; i++) {
                        y[target + i * yStep] = values[i];
                    }
                }
            }
        }
    }

    /** y := map(x), or map(x) y if {@code times}. */
    public static void run(DoubleMap map, boolean times, DoubleMatrix x, DoubleMatrix y) {
        Doubles chunk = new Doubles((int) Math.min(CHUNK, (long) y.rows() * y.columns()));
        if (DoubleLoops.isLine(x) && DoubleLoops.isLine(y)) {
            int n = y.rows() * y.columns();
            chunk.run(
                    map,
                    times,
                    x.array(),
                    x.offset(),
                    DoubleLoops.step(x),
                    y.array(),
                    y.offset(),
                    DoubleLoops.step(y),
                    n);
            return;
        }
        boolean down = y.columnStride() > y.rowStride();
        DoubleMatrix from = down ? x.transposed() : x;
        DoubleMatrix to = down ? y.transposed() : y;
        for (int i = 0; i < to.rows(); i++) {
            int xAt = from.offset() + i * from.rowStride();
            int yAt = to.offset() + i * to.rowStride();
            chunk.run(
                    map,
                    times,
                    from.array(),
                    xAt,
                    from.columnStride(),
                    to.array(),
                    yAt,
                    to.columnStride(),
                    to.columns());
        }
    }

    /** c := map(c) */
    public static DoubleEpilogue doubles(DoubleMap map) {
        return (row, column, count, array, at, stride) ->
                new Doubles(Math.min(CHUNK, count)).run(map, false, array, at, stride, array, at, stride, count);
    }

    /** c := map(x) c */
    public static DoubleEpilogue doubles(DoubleMap map, DoubleMatrix x) {
        return (row, column, count, array, at, stride) -> {
            int from = x.offset() + row * x.rowStride() + column * x.columnStride();
            new Doubles(Math.min(CHUNK, count))
                    .run(map, true, x.array(), from, x.columnStride(), array, at, stride, count);
        };
    }

    /** The arguments and the values of a chunk. */
    private record Doubles(double[] arguments, double[] values) {

        Doubles(int size) {
            this(new double[size], new double[size]);
        }

        void run(DoubleMap map, boolean times, double[] x, int xAt, int xStep, double[] y, int yAt, int yStep, int n) {
            for (int from = 0; from < n; from += CHUNK) {
                int count = Math.min(CHUNK, n - from);
                int source = xAt + from * xStep;
                if (xStep == 1) {
                    map.run(x, source, values, 0, count);
                } else {
                    for (int i = 0; i < count; i++) {
                        arguments[i] = x[source + i * xStep];
                    }
                    map.run(arguments, 0, values, 0, count);
                }
                int target = yAt + from * yStep;
                if (times) {
                    for (int i = 0; i < count; i++) {
                        y[target + i * yStep] *= values[i];
                    }
                } else {
                    for (int i = 0; i < count; i++) {
                        y[target + i * yStep] = values[i];
                    }
                }
            }
        }
    }

    public static FloatForms normalised(FloatForms phi, double scale, double shift) {
        return FloatActivations.normalised(phi, scale, shift);
    }

    public static DoubleForms normalised(DoubleForms phi, double scale, double shift) {
        return DoubleActivations.normalised(phi, scale, shift);
    }
}
