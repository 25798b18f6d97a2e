package fathom.simd.eigen;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link BandBlock} on vectors, several rows at a time where a row's neighbours can share what they read.
 *
 * <p>The methods with the loops are too long for the compiler to put them into their callers, on purpose: a step of the chase with all of them
 * inside reaches its limit of nodes in the middle of one, in some runs, and vectors then go through the heap (62 instead of 20 ms at n = 1000).
 */
final class VectorBandBlock implements BandBlock {

    private static final VectorSpecies<Double> SPECIES =
            VectorSpecies.of(double.class, VectorShape.forBitSize(8 * Backend.vectorBytes()));
    private static final int L = SPECIES.length();
    private static final int WIDTH = Band.WIDTH;

    /** Sums over columns, and with them triangles, take no wider vectors than they have lanes. */
    private static final VectorSpecies<Double> NARROW =
            VectorSpecies.of(double.class, VectorShape.forBitSize(Math.min(256, 8 * Backend.vectorBytes())));

    private static final int N = NARROW.length();

    /** Row i mod 4: what of a square of four columns on the diagonal belongs to the upper triangle; the diagonal half. */
    private static final double[] TRIANGLE = {0.5, 1, 1, 1, 0, 0.5, 1, 1, 0, 0, 0.5, 1, 0, 0, 0, 0.5};

    private static DoubleVector load(double[] array, int at) {
        return DoubleVector.fromArray(SPECIES, array, at);
    }

    private static DoubleVector broadcast(double value) {
        return DoubleVector.broadcast(SPECIES, value);
    }

    private static DoubleVector narrow(double[] array, int at) {
        return DoubleVector.fromArray(NARROW, array, at);
    }

    private static DoubleVector narrow(double value) {
        return DoubleVector.broadcast(NARROW, value);
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
        for (int i = 0; i < WIDTH; i += 8) {
            rowLanes(x, at + i * stride, stride, u, lanes);
            for (int k = 0; k < 8; k++) {
                z[i + k] = BandBlock.sum(lanes, k * LANES);
            }
        }
    }

    /** Lanes of eight rows. */
    private static void rowLanes(double[] x, int row, int stride, double[] u, double[] lanes) {
        for (int part = 0; part < LANES; part += N) {
            DoubleVector sum0 = narrow(0), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            DoubleVector sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
            for (int j = part; j < WIDTH; j += LANES) {
                DoubleVector uj = narrow(u, j);
                sum0 = narrow(x, row + j).fma(uj, sum0);
                sum1 = narrow(x, row + stride + j).fma(uj, sum1);
                sum2 = narrow(x, row + 2 * stride + j).fma(uj, sum2);
                sum3 = narrow(x, row + 3 * stride + j).fma(uj, sum3);
                sum4 = narrow(x, row + 4 * stride + j).fma(uj, sum4);
                sum5 = narrow(x, row + 5 * stride + j).fma(uj, sum5);
                sum6 = narrow(x, row + 6 * stride + j).fma(uj, sum6);
                sum7 = narrow(x, row + 7 * stride + j).fma(uj, sum7);
            }
            sum0.intoArray(lanes, part);
            sum1.intoArray(lanes, LANES + part);
            sum2.intoArray(lanes, 2 * LANES + part);
            sum3.intoArray(lanes, 3 * LANES + part);
            sum4.intoArray(lanes, 4 * LANES + part);
            sum5.intoArray(lanes, 5 * LANES + part);
            sum6.intoArray(lanes, 6 * LANES + part);
            sum7.intoArray(lanes, 7 * LANES + part);
        }
    }

    @Override
    public void symmetricProduct(double[] h, int at, int stride, double[] v, double[] y, double[] lanes) {
        for (int j = 0; j < WIDTH; j += L) {
            broadcast(0).intoArray(y, j);
        }
        for (int i = 0; i < WIDTH; i += 4) {
            // From the square that holds the diagonal on: what it has left of it are zeros of the band's array.
            for (int part = 0; part < LANES; part += N) {
                symmetricLanes(h, at + i * stride, stride, i, v, y, lanes, part);
            }
            y[i] += BandBlock.sum(lanes, 0);
            y[i + 1] += BandBlock.sum(lanes, LANES);
            y[i + 2] += BandBlock.sum(lanes, 2 * LANES);
            y[i + 3] += BandBlock.sum(lanes, 3 * LANES);
        }
    }

    /** Lanes of four rows, and what they add to the columns. */
    private static void symmetricLanes(
            double[] h, int row, int stride, int i, double[] v, double[] y, double[] lanes, int part) {
        DoubleVector v0 = narrow(v[i]), v1 = narrow(v[i + 1]), v2 = narrow(v[i + 2]), v3 = narrow(v[i + 3]);
        int j = i + part;
        DoubleVector vj = narrow(v, j);
        DoubleVector h0 = narrow(h, row + j);
        DoubleVector h1 = narrow(h, row + stride + j);
        DoubleVector h2 = narrow(h, row + 2 * stride + j);
        DoubleVector h3 = narrow(h, row + 3 * stride + j);
        DoubleVector zero = narrow(0);
        DoubleVector sum0 = h0.fma(vj, zero);
        DoubleVector sum1 = h1.fma(vj, zero);
        DoubleVector sum2 = h2.fma(vj, zero);
        DoubleVector sum3 = h3.fma(vj, zero);
        h3.fma(v3, h2.fma(v2, h1.fma(v1, h0.fma(v0, narrow(y, j))))).intoArray(y, j);
        for (j += LANES; j < WIDTH; j += LANES) {
            vj = narrow(v, j);
            h0 = narrow(h, row + j);
            h1 = narrow(h, row + stride + j);
            h2 = narrow(h, row + 2 * stride + j);
            h3 = narrow(h, row + 3 * stride + j);
            sum0 = h0.fma(vj, sum0);
            sum1 = h1.fma(vj, sum1);
            sum2 = h2.fma(vj, sum2);
            sum3 = h3.fma(vj, sum3);
            h3.fma(v3, h2.fma(v2, h1.fma(v1, h0.fma(v0, narrow(y, j))))).intoArray(y, j);
        }
        sum0.intoArray(lanes, part);
        sum1.intoArray(lanes, LANES + part);
        sum2.intoArray(lanes, 2 * LANES + part);
        sum3.intoArray(lanes, 3 * LANES + part);
    }

    @Override
    public void subtractSymmetric(double[] h, int at, int stride, double[] v, double[] w) {
        for (int i = 0; i < WIDTH; i += 4) {
            triangle(h, at + i * stride, stride, i, v, w);
        }
    }

    /** Rows i to i + 3: their square on the diagonal, and then what is beyond it. */
    private static void triangle(double[] h, int row, int stride, int i, double[] v, double[] w) {
        for (int part = 0; part < LANES; part += N) {
            DoubleVector vj = narrow(v, i + part);
            DoubleVector wj = narrow(w, i + part);
            for (int k = 0; k < 4; k++) {
                int at = row + k * stride + i + part;
                DoubleVector share = narrow(TRIANGLE, k * LANES + part);
                DoubleVector first = narrow(-v[i + k]).fma(wj.mul(share), narrow(h, at));
                narrow(-w[i + k]).fma(vj.mul(share), first).intoArray(h, at);
            }
        }
        DoubleVector v0 = narrow(-v[i]), v1 = narrow(-v[i + 1]), v2 = narrow(-v[i + 2]), v3 = narrow(-v[i + 3]);
        DoubleVector w0 = narrow(-w[i]), w1 = narrow(-w[i + 1]), w2 = narrow(-w[i + 2]), w3 = narrow(-w[i + 3]);
        for (int j = i + LANES; j < WIDTH; j += N) {
            DoubleVector wj = narrow(w, j);
            DoubleVector vj = narrow(v, j);
            int at = row + j;
            w0.fma(vj, v0.fma(wj, narrow(h, at))).intoArray(h, at);
            w1.fma(vj, v1.fma(wj, narrow(h, at + stride))).intoArray(h, at + stride);
            w2.fma(vj, v2.fma(wj, narrow(h, at + 2 * stride))).intoArray(h, at + 2 * stride);
            w3.fma(vj, v3.fma(wj, narrow(h, at + 3 * stride))).intoArray(h, at + 3 * stride);
        }
    }

    @Override
    public void subtract(double[] x, int at, int stride, double[] p, double[] q, double[] r, double[] s) {
        for (int i = 0; i < WIDTH; i += 4) {
            rows(x, at + i * stride, stride, i, p, q, r, s);
        }
    }

    /** Rows i to i + 3, of which the first begins at {@code row}. */
    private static void rows(double[] x, int row, int stride, int i, double[] p, double[] q, double[] r, double[] s) {
        DoubleVector p0 = broadcast(-p[i]), p1 = broadcast(-p[i + 1]);
        DoubleVector p2 = broadcast(-p[i + 2]), p3 = broadcast(-p[i + 3]);
        DoubleVector r0 = broadcast(-r[i]), r1 = broadcast(-r[i + 1]);
        DoubleVector r2 = broadcast(-r[i + 2]), r3 = broadcast(-r[i + 3]);
        for (int j = 0; j < WIDTH; j += 2 * L) {
            DoubleVector qj = load(q, j);
            DoubleVector sj = load(s, j);
            int at = row + j;
            r0.fma(sj, p0.fma(qj, load(x, at))).intoArray(x, at);
            r1.fma(sj, p1.fma(qj, load(x, at + stride))).intoArray(x, at + stride);
            r2.fma(sj, p2.fma(qj, load(x, at + 2 * stride))).intoArray(x, at + 2 * stride);
            r3.fma(sj, p3.fma(qj, load(x, at + 3 * stride))).intoArray(x, at + 3 * stride);
            qj = load(q, j + L);
            sj = load(s, j + L);
            at += L;
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
        for (int part = 0; part < LANES; part += N) {
            DoubleVector even = narrow(0), odd = even;
            for (int j = part; j < WIDTH; j += 2 * LANES) {
                even = narrow(x, j).fma(narrow(y, j), even);
                odd = narrow(x, j + LANES).fma(narrow(y, j + LANES), odd);
            }
            even.add(odd).intoArray(lanes, part);
        }
        return BandBlock.sum(lanes, 0);
    }

    @Override
    public void scale(double factor, double[] x) {
        for (int j = 0; j < WIDTH; j += L) {
            load(x, j).mul(factor).intoArray(x, j);
        }
    }

    @Override
    public void combine(double alpha, double[] x, double beta, double[] y) {
        for (int j = 0; j < WIDTH; j += L) {
            load(x, j).fma(broadcast(alpha), load(y, j).mul(beta)).intoArray(y, j);
        }
    }
}
