package fathom.simd.factor;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.NotPositiveDefiniteException;
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

    /** Right-hand sides packed at a time: a panel of LEAF rows of them stays in the L1 or L2 cache. */
    private static final int PANEL = 128;

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
            for (int i = first; i < n; i += LANES) {
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
            for (int i = first; i < n; i += LANES) {
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

    static void lower(DoubleMatrix l, DoubleMatrix b) {
        if (b.columns() < LANES) {
            ScalarDoubleTriangle.lower(l, b);
            return;
        }
        int n = b.rows();
        double[] coefficients = new double[LEAF * LEAF];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k <= i; k++) {
                coefficients[i * LEAF + k] = l.array()[l.offset() + i * l.rowStride() + k * l.columnStride()];
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
                coefficients[i * LEAF + k] =
                        l.array()[l.offset() + (n - 1 - k) * l.rowStride() + (n - 1 - i) * l.columnStride()];
            }
        }
        solve(coefficients, n, b, b.offset() + (n - 1) * b.rowStride(), -b.rowStride());
    }

    /** Row i of the system is at first + i * stride, in B itself if its rows are contiguous, or else in a packed panel. */
    private static void solve(double[] l, int n, DoubleMatrix b, int first, int stride) {
        int columns = b.columns();
        if (b.columnStride() == 1) {
            solve(l, n, b.array(), first, stride, columns);
            return;
        }
        double[] panel = new double[LEAF * Math.min(PANEL, columns)];
        for (int from = 0; from < columns; from += PANEL) {
            int count = Math.min(PANEL, columns - from);
            int start = first + from * b.columnStride();
            for (int j = 0; j < count; j++) {
                for (int i = 0; i < n; i++) {
                    panel[i * count + j] = b.array()[start + i * stride + j * b.columnStride()];
                }
            }
            solve(l, n, panel, 0, count, count);
            for (int j = 0; j < count; j++) {
                for (int i = 0; i < n; i++) {
                    b.array()[start + i * stride + j * b.columnStride()] = panel[i * count + j];
                }
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
                    c = Math.fma(-l[i * LEAF + k], x[first + k * stride + j], c);
                }
                x[first + i * stride + j] = c / l[i * LEAF + i];
            }
        }
    }

    private static void one(double[] l, int i, double[] x, int first, int stride) {
        DoubleVector c = DoubleVector.fromArray(SPECIES, x, first + i * stride);
        for (int k = 0; k < i; k++) {
            c = DoubleVector.fromArray(SPECIES, x, first + k * stride)
                    .fma(DoubleVector.broadcast(SPECIES, -l[i * LEAF + k]), c);
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
            DoubleVector l0 = DoubleVector.broadcast(SPECIES, -l[row + k]);
            c00 = x0.fma(l0, c00);
            c01 = x1.fma(l0, c01);
            DoubleVector l1 = DoubleVector.broadcast(SPECIES, -l[row + LEAF + k]);
            c10 = x0.fma(l1, c10);
            c11 = x1.fma(l1, c11);
            DoubleVector l2 = DoubleVector.broadcast(SPECIES, -l[row + 2 * LEAF + k]);
            c20 = x0.fma(l2, c20);
            c21 = x1.fma(l2, c21);
            DoubleVector l3 = DoubleVector.broadcast(SPECIES, -l[row + 3 * LEAF + k]);
            c30 = x0.fma(l3, c30);
            c31 = x1.fma(l3, c31);
        }
        DoubleVector pivot = DoubleVector.broadcast(SPECIES, l[row + i]);
        c00 = c00.div(pivot);
        c01 = c01.div(pivot);
        DoubleVector l10 = DoubleVector.broadcast(SPECIES, -l[row + LEAF + i]);
        pivot = DoubleVector.broadcast(SPECIES, l[row + LEAF + i + 1]);
        c10 = c00.fma(l10, c10).div(pivot);
        c11 = c01.fma(l10, c11).div(pivot);
        DoubleVector l20 = DoubleVector.broadcast(SPECIES, -l[row + 2 * LEAF + i]);
        DoubleVector l21 = DoubleVector.broadcast(SPECIES, -l[row + 2 * LEAF + i + 1]);
        pivot = DoubleVector.broadcast(SPECIES, l[row + 2 * LEAF + i + 2]);
        c20 = c10.fma(l21, c00.fma(l20, c20)).div(pivot);
        c21 = c11.fma(l21, c01.fma(l20, c21)).div(pivot);
        DoubleVector l30 = DoubleVector.broadcast(SPECIES, -l[row + 3 * LEAF + i]);
        DoubleVector l31 = DoubleVector.broadcast(SPECIES, -l[row + 3 * LEAF + i + 1]);
        DoubleVector l32 = DoubleVector.broadcast(SPECIES, -l[row + 3 * LEAF + i + 2]);
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
