package fathom.simd.eigen;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link BandBlock} on vectors, four rows at a time where a row's neighbours can share what they read. */
final class VectorBandBlock implements BandBlock {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int L = SPECIES.length();
    private static final int WIDTH = Band.WIDTH;

    /** Row i mod 8: what of a group of eight columns that holds the diagonal belongs to the upper triangle; the diagonal half. */
    private static final double[] TRIANGLE = triangle();

    private static double[] triangle() {
        double[] shares = new double[LANES * LANES];
        for (int i = 0; i < LANES; i++) {
            for (int j = i; j < LANES; j++) {
                shares[i * LANES + j] = j == i ? 0.5 : 1;
            }
        }
        return shares;
    }

    private static DoubleVector load(double[] array, int at) {
        return DoubleVector.fromArray(SPECIES, array, at);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    @Override
    public void columnSums(double[] x, int at, int stride, int rows, double[] v, double[] y) {
        for (int j = 0; j < WIDTH; j += 4 * L) {
            chains(x, at + j, stride, rows, v, y, j);
        }
    }

    private static void chains(double[] x, int at, int stride, int rows, double[] v, double[] y, int j) {
        DoubleVector even0 = broadcast(0), even1 = even0, even2 = even0, even3 = even0;
        DoubleVector odd0 = even0, odd1 = even0, odd2 = even0, odd3 = even0;
        int i = 0;
        for (; i < rows - 1; i += 2) {
            int row = at + i * stride;
            DoubleVector factor = broadcast(v[i]);
            even0 = load(x, row).fma(factor, even0);
            even1 = load(x, row + L).fma(factor, even1);
            even2 = load(x, row + 2 * L).fma(factor, even2);
            even3 = load(x, row + 3 * L).fma(factor, even3);
            row += stride;
            factor = broadcast(v[i + 1]);
            odd0 = load(x, row).fma(factor, odd0);
            odd1 = load(x, row + L).fma(factor, odd1);
            odd2 = load(x, row + 2 * L).fma(factor, odd2);
            odd3 = load(x, row + 3 * L).fma(factor, odd3);
        }
        if (i < rows) {
            int row = at + i * stride;
            DoubleVector factor = broadcast(v[i]);
            even0 = load(x, row).fma(factor, even0);
            even1 = load(x, row + L).fma(factor, even1);
            even2 = load(x, row + 2 * L).fma(factor, even2);
            even3 = load(x, row + 3 * L).fma(factor, even3);
        }
        even0.add(odd0).intoArray(y, j);
        even1.add(odd1).intoArray(y, j + L);
        even2.add(odd2).intoArray(y, j + 2 * L);
        even3.add(odd3).intoArray(y, j + 3 * L);
    }

    @Override
    public void rowSums(double[] x, int at, int stride, double[] u, double[] z, double[] lanes) {
        for (int i = 0; i < WIDTH; i += 4) {
            for (int part = 0; part < LANES; part += L) {
                rowLanes(x, at + i * stride, stride, u, lanes, part);
            }
            z[i] = BandBlock.sum(lanes, 0);
            z[i + 1] = BandBlock.sum(lanes, LANES);
            z[i + 2] = BandBlock.sum(lanes, 2 * LANES);
            z[i + 3] = BandBlock.sum(lanes, 3 * LANES);
        }
    }

    private static void rowLanes(double[] x, int row, int stride, double[] u, double[] lanes, int part) {
        DoubleVector sum0 = broadcast(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        for (int j = part; j < WIDTH; j += LANES) {
            DoubleVector uj = load(u, j);
            sum0 = load(x, row + j).fma(uj, sum0);
            sum1 = load(x, row + stride + j).fma(uj, sum1);
            sum2 = load(x, row + 2 * stride + j).fma(uj, sum2);
            sum3 = load(x, row + 3 * stride + j).fma(uj, sum3);
        }
        sum0.intoArray(lanes, part);
        sum1.intoArray(lanes, LANES + part);
        sum2.intoArray(lanes, 2 * LANES + part);
        sum3.intoArray(lanes, 3 * LANES + part);
    }

    @Override
    public void symmetricProduct(double[] h, int at, int stride, double[] v, double[] y, double[] lanes) {
        for (int j = 0; j < WIDTH; j += L) {
            broadcast(0).intoArray(y, j);
        }
        for (int i = 0; i < WIDTH; i += 4) {
            // From the group of columns that holds the diagonal on: what it has left of it are zeros of the band's
            // array.
            for (int part = 0; part < LANES; part += L) {
                symmetricLanes(h, at + i * stride, stride, i, v, y, lanes, part);
            }
            y[i] += BandBlock.sum(lanes, 0);
            y[i + 1] += BandBlock.sum(lanes, LANES);
            y[i + 2] += BandBlock.sum(lanes, 2 * LANES);
            y[i + 3] += BandBlock.sum(lanes, 3 * LANES);
        }
    }

    private static void symmetricLanes(
            double[] h, int row, int stride, int i, double[] v, double[] y, double[] lanes, int part) {
        DoubleVector v0 = broadcast(v[i]), v1 = broadcast(v[i + 1]);
        DoubleVector v2 = broadcast(v[i + 2]), v3 = broadcast(v[i + 3]);
        DoubleVector sum0 = broadcast(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        for (int j = (i & -LANES) + part; j < WIDTH; j += LANES) {
            DoubleVector vj = load(v, j);
            DoubleVector h0 = load(h, row + j);
            DoubleVector h1 = load(h, row + stride + j);
            DoubleVector h2 = load(h, row + 2 * stride + j);
            DoubleVector h3 = load(h, row + 3 * stride + j);
            sum0 = h0.fma(vj, sum0);
            sum1 = h1.fma(vj, sum1);
            sum2 = h2.fma(vj, sum2);
            sum3 = h3.fma(vj, sum3);
            h3.fma(v3, h2.fma(v2, h1.fma(v1, h0.fma(v0, load(y, j))))).intoArray(y, j);
        }
        sum0.intoArray(lanes, part);
        sum1.intoArray(lanes, LANES + part);
        sum2.intoArray(lanes, 2 * LANES + part);
        sum3.intoArray(lanes, 3 * LANES + part);
    }

    @Override
    public void subtractSymmetric(double[] h, int at, int stride, double[] v, double[] w) {
        for (int i = 0; i < WIDTH; i++) {
            int group = i & -LANES;
            DoubleVector vi = broadcast(-v[i]);
            DoubleVector wi = broadcast(-w[i]);
            for (int part = 0; part < LANES; part += L) {
                int j = group + part;
                DoubleVector share = load(TRIANGLE, (i - group) * LANES + part);
                DoubleVector old = load(h, at + i * stride + j);
                wi.fma(load(v, j).mul(share), vi.fma(load(w, j).mul(share), old))
                        .intoArray(h, at + i * stride + j);
            }
        }
        for (int i = 0; i < WIDTH - LANES; i += 4) {
            rows(h, at + i * stride, stride, i, (i & -LANES) + LANES, v, w, w, v);
        }
    }

    @Override
    public void subtract(double[] x, int at, int stride, double[] p, double[] q, double[] r, double[] s) {
        for (int i = 0; i < WIDTH; i += 4) {
            rows(x, at + i * stride, stride, i, 0, p, q, r, s);
        }
    }

    /** Rows i to i + 3, of which the first begins at {@code row}, from column {@code from} on. */
    private static void rows(
            double[] x, int row, int stride, int i, int from, double[] p, double[] q, double[] r, double[] s) {
        DoubleVector p0 = broadcast(-p[i]), p1 = broadcast(-p[i + 1]);
        DoubleVector p2 = broadcast(-p[i + 2]), p3 = broadcast(-p[i + 3]);
        DoubleVector r0 = broadcast(-r[i]), r1 = broadcast(-r[i + 1]);
        DoubleVector r2 = broadcast(-r[i + 2]), r3 = broadcast(-r[i + 3]);
        for (int j = from; j < WIDTH; j += L) {
            DoubleVector qj = load(q, j);
            DoubleVector sj = load(s, j);
            int at = row + j;
            r0.fma(sj, p0.fma(qj, load(x, at))).intoArray(x, at);
            r1.fma(sj, p1.fma(qj, load(x, at + stride))).intoArray(x, at + stride);
            r2.fma(sj, p2.fma(qj, load(x, at + 2 * stride))).intoArray(x, at + 2 * stride);
            r3.fma(sj, p3.fma(qj, load(x, at + 3 * stride))).intoArray(x, at + 3 * stride);
        }
    }

    @Override
    public void subtract(double[] x, int at, int stride, int rows, double[] v, double[] f) {
        for (int j = 0; j < WIDTH; j += 4 * L) {
            columns(x, at + j, stride, rows, v, f, j);
        }
    }

    private static void columns(double[] x, int at, int stride, int rows, double[] v, double[] f, int j) {
        DoubleVector f0 = load(f, j), f1 = load(f, j + L), f2 = load(f, j + 2 * L), f3 = load(f, j + 3 * L);
        for (int i = 0; i < rows; i++) {
            int row = at + i * stride;
            DoubleVector vi = broadcast(-v[i]);
            vi.fma(f0, load(x, row)).intoArray(x, row);
            vi.fma(f1, load(x, row + L)).intoArray(x, row + L);
            vi.fma(f2, load(x, row + 2 * L)).intoArray(x, row + 2 * L);
            vi.fma(f3, load(x, row + 3 * L)).intoArray(x, row + 3 * L);
        }
    }

    @Override
    public double dot(double[] x, double[] y, double[] lanes) {
        for (int part = 0; part < LANES; part += L) {
            DoubleVector sum = broadcast(0);
            for (int j = part; j < WIDTH; j += LANES) {
                sum = load(x, j).fma(load(y, j), sum);
            }
            sum.intoArray(lanes, part);
        }
        return BandBlock.sum(lanes, 0);
    }
}
