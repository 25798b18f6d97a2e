package fathom.simd.factor;

import fathom.simd.machine.Backend;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
import fathom.simd.product.VectorDoubleTransposition;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ScalarDoubleTriangle} for triangles of at most {@link BlockedCholesky#LEAF} rows, lanes side by side in the right-hand sides:
 * every lane does what the scalar twin does.
 */
final class VectorDoubleTriangle {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int LANES = SPECIES.length();
    private static final int LEAF = BlockedCholesky.LEAF;

    /** Right-hand sides solved by one part of a parallel loop. */
    private static final int PANEL = 128;

    /** Distance of rows in a packed panel: a power of two would put them all into the same few sets of the L1 cache. */
    private static final int PITCH = PANEL + 64 / Double.BYTES;

    private static final ThreadLocal<double[]> PANELS = ThreadLocal.withInitial(() -> new double[LEAF * PITCH]);

    private VectorDoubleTriangle() {}

    static void factorise(DoubleMatrix a, int firstPivot) {
        int n = a.rows();
        // Columns of A become rows of p, so that a vector holds neighbours of one column.
        double[] p = new double[LEAF * LEAF];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                p[j * LEAF + i] = a.array()[a.offset() + i * a.rowStride() + j * a.columnStride()];
            }
        }
        for (int j = 0; j < n; j++) {
            // From the vector that holds the diagonal; lanes above it compute numbers that nobody reads.
            int first = j / LANES * LANES;
            int i = first;
            for (; i <= n - 4 * LANES; i += 4 * LANES) {
                fourVectors(p, j, i);
            }
            for (; i < n; i += LANES) {
                DoubleVector c = DoubleVector.fromArray(SPECIES, p, j * LEAF + i);
                for (int k = 0; k < j; k++) {
                    c = DoubleVector.fromArray(SPECIES, p, k * LEAF + i)
                            .fma(DoubleVector.broadcast(SPECIES, -p[k * LEAF + j]), c);
                }
                c.intoArray(p, j * LEAF + i);
            }
            double pivot = p[j * LEAF + j];
            if (!(pivot > 0 && pivot < Double.POSITIVE_INFINITY)) {
                throw new NotPositiveDefiniteException(firstPivot + j, pivot);
            }
            double root = Math.sqrt(pivot);
            for (i = first; i < n; i += LANES) {
                DoubleVector.fromArray(SPECIES, p, j * LEAF + i).div(root).intoArray(p, j * LEAF + i);
            }
            p[j * LEAF + j] = root;
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                a.array()[a.offset() + i * a.rowStride() + j * a.columnStride()] = p[j * LEAF + i];
            }
        }
    }

    /** Elements i to i + 4 LANES - 1 of column j, less the terms of the columns before it. */
    private static void fourVectors(double[] p, int j, int i) {
        DoubleVector c0 = DoubleVector.fromArray(SPECIES, p, j * LEAF + i);
        DoubleVector c1 = DoubleVector.fromArray(SPECIES, p, j * LEAF + i + LANES);
        DoubleVector c2 = DoubleVector.fromArray(SPECIES, p, j * LEAF + i + 2 * LANES);
        DoubleVector c3 = DoubleVector.fromArray(SPECIES, p, j * LEAF + i + 3 * LANES);
        for (int k = 0; k < j; k++) {
            DoubleVector factor = DoubleVector.broadcast(SPECIES, -p[k * LEAF + j]);
            c0 = DoubleVector.fromArray(SPECIES, p, k * LEAF + i).fma(factor, c0);
            c1 = DoubleVector.fromArray(SPECIES, p, k * LEAF + i + LANES).fma(factor, c1);
            c2 = DoubleVector.fromArray(SPECIES, p, k * LEAF + i + 2 * LANES).fma(factor, c2);
            c3 = DoubleVector.fromArray(SPECIES, p, k * LEAF + i + 3 * LANES).fma(factor, c3);
        }
        c0.intoArray(p, j * LEAF + i);
        c1.intoArray(p, j * LEAF + i + LANES);
        c2.intoArray(p, j * LEAF + i + 2 * LANES);
        c3.intoArray(p, j * LEAF + i + 3 * LANES);
    }

    static void lower(DoubleMatrix l, DoubleMatrix b) {
        if (b.columns() < LANES) {
            ScalarDoubleTriangle.lower(l, b);
            return;
        }
        int n = b.rows();
        // Negated but for the diagonal, so that terms are subtracted by broadcasts straight from memory.
        double[] coefficients = new double[LEAF * LEAF];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                double element = l.array()[l.offset() + i * l.rowStride() + k * l.columnStride()];
                coefficients[i * LEAF + k] = k < i ? -element : element;
            }
        }
        solve(coefficients, n, b, b.offset(), b.rowStride());
    }

    static void upper(DoubleMatrix l, DoubleMatrix b) {
        if (b.columns() < LANES) {
            ScalarDoubleTriangle.upper(l, b);
            return;
        }
        // With rows and columns counted from the end, the transpose of a lower triangle is a lower triangle.
        int n = b.rows();
        double[] coefficients = new double[LEAF * LEAF];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                double element = l.array()[l.offset() + (n - 1 - k) * l.rowStride() + (n - 1 - i) * l.columnStride()];
                coefficients[i * LEAF + k] = k < i ? -element : element;
            }
        }
        solve(coefficients, n, b, b.offset() + (n - 1) * b.rowStride(), -b.rowStride());
    }

    /** Row i of the system is at first + i * stride, in B itself if its rows are contiguous, or else in a packed panel. */
    private static void solve(double[] l, int n, DoubleMatrix b, int first, int stride) {
        int columns = b.columns();
        Workers.forEach((columns + PANEL - 1) / PANEL, part -> {
            int from = part * PANEL;
            int count = Math.min(PANEL, columns - from);
            int start = first + from * b.columnStride();
            if (b.columnStride() == 1) {
                solve(l, n, b.array(), start, stride, count);
            } else {
                solvePacked(l, n, b, start, stride, count);
            }
        });
    }

    private static void solvePacked(double[] l, int n, DoubleMatrix b, int start, int stride, int count) {
        double[] panel = PANELS.get();
        double[] array = b.array();
        if (stride == 1) {
            VectorDoubleTransposition.copy(1, n, count, array, start, b.columnStride(), panel, 0, PITCH);
            solve(l, n, panel, 0, PITCH, count);
            VectorDoubleTransposition.copy(1, count, n, panel, 0, PITCH, array, start, b.columnStride());
            return;
        }
        copy(n, count, array, start, stride, b.columnStride(), panel, 0, PITCH, 1);
        solve(l, n, panel, 0, PITCH, count);
        copy(n, count, panel, 0, PITCH, 1, array, start, stride, b.columnStride());
    }

    /** to(i, j) := from(i, j), four columns at a time, so that neighbours in a panel's row are met together. */
    private static void copy(
            int n,
            int count,
            double[] from,
            int at,
            int row,
            int column,
            double[] to,
            int toAt,
            int toRow,
            int toColumn) {
        int j = 0;
        for (; j <= count - 4; j += 4) {
            int source = at + j * column;
            int target = toAt + j * toColumn;
            for (int i = 0; i < n; i++) {
                to[target] = from[source];
                to[target + toColumn] = from[source + column];
                to[target + 2 * toColumn] = from[source + 2 * column];
                to[target + 3 * toColumn] = from[source + 3 * column];
                source += row;
                target += toRow;
            }
        }
        for (; j < count; j++) {
            for (int i = 0; i < n; i++) {
                to[toAt + j * toColumn + i * toRow] = from[at + j * column + i * row];
            }
        }
    }

    private static void solve(double[] l, int n, double[] x, int first, int stride, int count) {
        int j = 0;
        for (; j <= count - 2 * LANES; j += 2 * LANES) {
            int i = 0;
            for (; i <= n - 4; i += 4) {
                four(l, i, x, first + j, stride);
            }
            for (; i < n; i++) {
                one(l, i, x, first + j, stride);
                one(l, i, x, first + j + LANES, stride);
            }
        }
        for (; j <= count - LANES; j += LANES) {
            for (int i = 0; i < n; i++) {
                one(l, i, x, first + j, stride);
            }
        }
        for (; j < count; j++) {
            for (int i = 0; i < n; i++) {
                double c = x[first + i * stride + j];
                for (int k = 0; k < i; k++) {
                    c = Math.fma(l[i * LEAF + k], x[first + k * stride + j], c);
                }
                x[first + i * stride + j] = c / l[i * LEAF + i];
            }
        }
    }

    private static void one(double[] l, int i, double[] x, int first, int stride) {
        DoubleVector c = DoubleVector.fromArray(SPECIES, x, first + i * stride);
        for (int k = 0; k < i; k++) {
            c = DoubleVector.fromArray(SPECIES, x, first + k * stride)
                    .fma(DoubleVector.broadcast(SPECIES, l[i * LEAF + k]), c);
        }
        c.div(l[i * LEAF + i]).intoArray(x, first + i * stride);
    }

    /** Rows i to i + 3 of two vectors of right-hand sides: eight accumulators hide the latency of the multiply-adds. */
    private static void four(double[] l, int i, double[] x, int first, int stride) {
        int row = i * LEAF;
        int at = first + i * stride;
        DoubleVector c00 = DoubleVector.fromArray(SPECIES, x, at);
        DoubleVector c01 = DoubleVector.fromArray(SPECIES, x, at + LANES);
        DoubleVector c10 = DoubleVector.fromArray(SPECIES, x, at + stride);
        DoubleVector c11 = DoubleVector.fromArray(SPECIES, x, at + stride + LANES);
        DoubleVector c20 = DoubleVector.fromArray(SPECIES, x, at + 2 * stride);
        DoubleVector c21 = DoubleVector.fromArray(SPECIES, x, at + 2 * stride + LANES);
        DoubleVector c30 = DoubleVector.fromArray(SPECIES, x, at + 3 * stride);
        DoubleVector c31 = DoubleVector.fromArray(SPECIES, x, at + 3 * stride + LANES);
        for (int k = 0; k < i; k++) {
            DoubleVector x0 = DoubleVector.fromArray(SPECIES, x, first + k * stride);
            DoubleVector x1 = DoubleVector.fromArray(SPECIES, x, first + k * stride + LANES);
            DoubleVector l0 = DoubleVector.broadcast(SPECIES, l[row + k]);
            c00 = x0.fma(l0, c00);
            c01 = x1.fma(l0, c01);
            DoubleVector l1 = DoubleVector.broadcast(SPECIES, l[row + LEAF + k]);
            c10 = x0.fma(l1, c10);
            c11 = x1.fma(l1, c11);
            DoubleVector l2 = DoubleVector.broadcast(SPECIES, l[row + 2 * LEAF + k]);
            c20 = x0.fma(l2, c20);
            c21 = x1.fma(l2, c21);
            DoubleVector l3 = DoubleVector.broadcast(SPECIES, l[row + 3 * LEAF + k]);
            c30 = x0.fma(l3, c30);
            c31 = x1.fma(l3, c31);
        }
        DoubleVector pivot = DoubleVector.broadcast(SPECIES, l[row + i]);
        c00 = c00.div(pivot);
        c01 = c01.div(pivot);
        DoubleVector l10 = DoubleVector.broadcast(SPECIES, l[row + LEAF + i]);
        pivot = DoubleVector.broadcast(SPECIES, l[row + LEAF + i + 1]);
        c10 = c00.fma(l10, c10).div(pivot);
        c11 = c01.fma(l10, c11).div(pivot);
        DoubleVector l20 = DoubleVector.broadcast(SPECIES, l[row + 2 * LEAF + i]);
        DoubleVector l21 = DoubleVector.broadcast(SPECIES, l[row + 2 * LEAF + i + 1]);
        pivot = DoubleVector.broadcast(SPECIES, l[row + 2 * LEAF + i + 2]);
        c20 = c10.fma(l21, c00.fma(l20, c20)).div(pivot);
        c21 = c11.fma(l21, c01.fma(l20, c21)).div(pivot);
        DoubleVector l30 = DoubleVector.broadcast(SPECIES, l[row + 3 * LEAF + i]);
        DoubleVector l31 = DoubleVector.broadcast(SPECIES, l[row + 3 * LEAF + i + 1]);
        DoubleVector l32 = DoubleVector.broadcast(SPECIES, l[row + 3 * LEAF + i + 2]);
        pivot = DoubleVector.broadcast(SPECIES, l[row + 3 * LEAF + i + 3]);
        c30 = c20.fma(l32, c10.fma(l31, c00.fma(l30, c30))).div(pivot);
        c31 = c21.fma(l32, c11.fma(l31, c01.fma(l30, c31))).div(pivot);
        c00.intoArray(x, at);
        c01.intoArray(x, at + LANES);
        c10.intoArray(x, at + stride);
        c11.intoArray(x, at + stride + LANES);
        c20.intoArray(x, at + 2 * stride);
        c21.intoArray(x, at + 2 * stride + LANES);
        c30.intoArray(x, at + 3 * stride);
        c31.intoArray(x, at + 3 * stride + LANES);
    }
}
