package fathom.simd.random;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;

/** Writes draws into matrices of any strides, in row-major order, a chunk at a time. */
final class Fill {

    /** Numbers drawn at a time: 4 KiB, small beside any L1 cache. */
    private static final int CHUNK = 512;

    private Fill() {}

    /** Writes draws first, first + 1, ... to out[0 .. count - 1]. */
    @FunctionalInterface
    interface Source {
        void draw(long first, double[] out, int count);
    }

    static Source uniform(RandomStream stream) {
        return Backend.available()
                ? (first, out, count) -> VectorDraws.uniform(stream, first, out, count)
                : (first, out, count) -> ScalarDraws.uniform(stream, first, out, count);
    }

    /** Normal quantiles at 1/2 + spread q for the centred draws q. */
    static Source normal(RandomStream stream, double spread) {
        return Backend.available()
                ? (first, out, count) -> VectorDraws.normal(stream, spread, first, out, count)
                : (first, out, count) -> ScalarDraws.normal(stream, spread, first, out, count);
    }

    static void elements(DoubleMatrix x, long firstIndex, Source source) {
        long size = (long) x.rows() * x.columns();
        double[] chunk = new double[(int) Math.min(CHUNK, size)];
        int row = 0;
        int column = 0;
        for (long from = 0; from < size; from += CHUNK) {
            int count = (int) Math.min(CHUNK, size - from);
            source.draw(firstIndex + from, chunk, count);
            for (int i = 0; i < count; i++) {
                x.array()[x.offset() + row * x.rowStride() + column * x.columnStride()] = chunk[i];
                if (++column == x.columns()) {
                    column = 0;
                    row++;
                }
            }
        }
    }

    static void elements(FloatMatrix x, long firstIndex, Source source) {
        long size = (long) x.rows() * x.columns();
        double[] chunk = new double[(int) Math.min(CHUNK, size)];
        int row = 0;
        int column = 0;
        for (long from = 0; from < size; from += CHUNK) {
            int count = (int) Math.min(CHUNK, size - from);
            source.draw(firstIndex + from, chunk, count);
            for (int i = 0; i < count; i++) {
                x.array()[x.offset() + row * x.rowStride() + column * x.columnStride()] = (float) chunk[i];
                if (++column == x.columns()) {
                    column = 0;
                    row++;
                }
            }
        }
    }

    static void sphere(DoubleMatrix x, long firstIndex, Source source) {
        double[] row = new double[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            unit(firstIndex + (long) i * x.columns(), row, source);
            for (int j = 0; j < x.columns(); j++) {
                x.array()[x.offset() + i * x.rowStride() + j * x.columnStride()] = row[j];
            }
        }
    }

    static void sphere(FloatMatrix x, long firstIndex, Source source) {
        double[] row = new double[x.columns()];
        for (int i = 0; i < x.rows(); i++) {
            unit(firstIndex + (long) i * x.columns(), row, source);
            for (int j = 0; j < x.columns(); j++) {
                x.array()[x.offset() + i * x.rowStride() + j * x.columnStride()] = (float) row[j];
            }
        }
    }

    private static void unit(long first, double[] row, Source source) {
        source.draw(first, row, row.length);
        double square = 0;
        for (double value : row) {
            square = Math.fma(value, value, square);
        }
        double length = Math.sqrt(square);
        for (int j = 0; j < row.length; j++) {
            row[j] /= length;
        }
    }
}
