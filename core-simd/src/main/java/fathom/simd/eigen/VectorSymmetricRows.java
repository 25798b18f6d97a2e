package fathom.simd.eigen;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ScalarSymmetricRows} on vectors, two rows at a time: every element of the matrix is read once, for both sums that it is
 * part of.
 */
final class VectorSymmetricRows {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int WIDTH = SPECIES.length();
    private static final int LANES = ScalarSymmetricRows.LANES;

    private VectorSymmetricRows() {}

    /** @param lanes scratch of at least 16 */
    static void multiply(double[] a, int stride, int n, int from, int to, double[] x, double[] y, double[] lanes) {
        int bound = n / LANES * LANES;
        int i = from;
        for (; i < to - 1; i += 2) {
            // Up to a whole group of lanes one element at a time, the corner between the two rows included.
            int start = Math.min((i + 2 + LANES - 1) / LANES * LANES, n);
            ScalarSymmetricRows.clear(lanes, 0);
            ScalarSymmetricRows.clear(lanes, LANES);
            int row = i * stride;
            head(a, row, i, start, x, y, lanes, 0);
            head(a, row + stride, i + 1, start, x, y, lanes, LANES);
            // y_i+1 has row i's term now and gets its own row's last; no later row adds to either.
            if (start < bound) {
                switch (WIDTH) {
                    case 2 -> pairs(a, row, stride, start, bound, x, y, lanes, i);
                    case 4 -> quads(a, row, stride, start, bound, x, y, lanes, i);
                    default -> octets(a, row, stride, start, bound, x, y, lanes, i);
                }
            }
            for (int j = Math.max(start, bound); j < n; j++) {
                term(a[row + j], j, i, x, y, lanes, 0);
                term(a[row + stride + j], j, i + 1, x, y, lanes, LANES);
            }
            y[i] += ScalarSymmetricRows.sum(lanes, 0);
            y[i + 1] += ScalarSymmetricRows.sum(lanes, LANES);
        }
        ScalarSymmetricRows.multiply(a, stride, n, i, to, x, y, lanes);
    }

    private static void head(double[] a, int row, int i, int start, double[] x, double[] y, double[] lanes, int at) {
        lanes[at + i % LANES] = Math.fma(a[row + i], x[i], lanes[at + i % LANES]);
        for (int j = i + 1; j < start; j++) {
            term(a[row + j], j, i, x, y, lanes, at);
        }
    }

    private static void term(double element, int j, int i, double[] x, double[] y, double[] lanes, int at) {
        lanes[at + j % LANES] = Math.fma(element, x[j], lanes[at + j % LANES]);
        y[j] = Math.fma(element, x[i], y[j]);
    }

    private static DoubleVector load(double[] array, int at) {
        return DoubleVector.fromArray(SPECIES, array, at);
    }

    private static void octets(
            double[] a, int row, int stride, int from, int to, double[] x, double[] y, double[] lanes, int i) {
        DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[i]);
        DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[i + 1]);
        DoubleVector sum0 = load(lanes, 0);
        DoubleVector sum1 = load(lanes, LANES);
        for (int j = from; j < to; j += LANES) {
            DoubleVector xj = load(x, j);
            DoubleVector a0 = load(a, row + j);
            DoubleVector a1 = load(a, row + stride + j);
            sum0 = a0.fma(xj, sum0);
            sum1 = a1.fma(xj, sum1);
            a1.fma(x1, a0.fma(x0, load(y, j))).intoArray(y, j);
        }
        sum0.intoArray(lanes, 0);
        sum1.intoArray(lanes, LANES);
    }

    private static void quads(
            double[] a, int row, int stride, int from, int to, double[] x, double[] y, double[] lanes, int i) {
        DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[i]);
        DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[i + 1]);
        DoubleVector sum00 = load(lanes, 0);
        DoubleVector sum01 = load(lanes, 4);
        DoubleVector sum10 = load(lanes, 8);
        DoubleVector sum11 = load(lanes, 12);
        for (int j = from; j < to; j += LANES) {
            DoubleVector xj = load(x, j);
            DoubleVector a0 = load(a, row + j);
            DoubleVector a1 = load(a, row + stride + j);
            sum00 = a0.fma(xj, sum00);
            sum10 = a1.fma(xj, sum10);
            a1.fma(x1, a0.fma(x0, load(y, j))).intoArray(y, j);
            xj = load(x, j + 4);
            a0 = load(a, row + j + 4);
            a1 = load(a, row + stride + j + 4);
            sum01 = a0.fma(xj, sum01);
            sum11 = a1.fma(xj, sum11);
            a1.fma(x1, a0.fma(x0, load(y, j + 4))).intoArray(y, j + 4);
        }
        sum00.intoArray(lanes, 0);
        sum01.intoArray(lanes, 4);
        sum10.intoArray(lanes, 8);
        sum11.intoArray(lanes, 12);
    }

    private static void pairs(
            double[] a, int row, int stride, int from, int to, double[] x, double[] y, double[] lanes, int i) {
        // Eight accumulators do not leave registers for anything else; so one pair of columns of each group at a time.
        for (int part = 0; part < LANES; part += 2) {
            DoubleVector x0 = DoubleVector.broadcast(SPECIES, x[i]);
            DoubleVector x1 = DoubleVector.broadcast(SPECIES, x[i + 1]);
            DoubleVector sum0 = load(lanes, part);
            DoubleVector sum1 = load(lanes, LANES + part);
            for (int j = from + part; j < to; j += LANES) {
                DoubleVector xj = load(x, j);
                DoubleVector a0 = load(a, row + j);
                DoubleVector a1 = load(a, row + stride + j);
                sum0 = a0.fma(xj, sum0);
                sum1 = a1.fma(xj, sum1);
                a1.fma(x1, a0.fma(x0, load(y, j))).intoArray(y, j);
            }
            sum0.intoArray(lanes, part);
            sum1.intoArray(lanes, LANES + part);
        }
    }
}
