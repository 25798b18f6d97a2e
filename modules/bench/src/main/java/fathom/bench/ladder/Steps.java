package fathom.bench.ladder;

import fathom.simd.Gemm;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The product C := A B of square row-major matrices of floats, from three plain loops to the real one, a step at a time. */
final class Steps {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
    private static final int L = S.length();
    private static final int ROWS = 4;

    private Steps() {}

    /** Three loops as the definition has them: each step along k reads B a row further down. */
    static void naive(int n, float[] a, float[] b, float[] c) {
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int k = 0; k < n; k++) {
                    sum = Math.fma(a[i * n + k], b[k * n + j], sum);
                }
                c[i * n + j] = sum;
            }
        }
    }

    /** The same with the two inner loops exchanged: B and C are read along their rows. The compiler may vectorise it. */
    static void loopOrder(int n, float[] a, float[] b, float[] c) {
        Arrays.fill(c, 0);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                float x = a[i * n + k];
                for (int j = 0; j < n; j++) {
                    c[i * n + j] = Math.fma(x, b[k * n + j], c[i * n + j]);
                }
            }
        }
    }

    /** The same by hand, one vector at a time. */
    static void oneVector(int n, float[] a, float[] b, float[] c) {
        Arrays.fill(c, 0);
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                FloatVector x = FloatVector.broadcast(S, a[i * n + k]);
                for (int j = 0; j < n; j += L) {
                    x.fma(FloatVector.fromArray(S, b, k * n + j), FloatVector.fromArray(S, c, i * n + j))
                            .intoArray(c, i * n + j);
                }
            }
        }
    }

    /** Four rows by two vectors of C stay in registers while k runs: each number of A serves two vectors, each vector of B four rows. */
    static void registerTile(int n, float[] a, float[] b, float[] c) {
        for (int i = 0; i < n; i += ROWS) {
            for (int j = 0; j < n; j += 2 * L) {
                tile(n, n, a, i * n, b, j, n, c, i * n + j);
            }
        }
    }

    /** The same on a copy of B in which the two vectors of a step follow those of the step before. */
    static void packed(int n, float[] a, float[] b, float[] c, float[] panel) {
        for (int j = 0; j < n; j += 2 * L) {
            for (int k = 0; k < n; k++) {
                System.arraycopy(b, k * n + j, panel, k * 2 * L, 2 * L);
            }
            for (int i = 0; i < n; i += ROWS) {
                tile(n, n, a, i * n, panel, 0, 2 * L, c, i * n + j);
            }
        }
    }

    private static void tile(int n, int steps, float[] a, int a0, float[] b, int b0, int bStep, float[] c, int c0) {
        int a1 = a0 + n, a2 = a1 + n, a3 = a2 + n;
        FloatVector x00 = FloatVector.zero(S),
                x01 = x00,
                x10 = x00,
                x11 = x00,
                x20 = x00,
                x21 = x00,
                x30 = x00,
                x31 = x00;
        for (int k = 0; k < steps; k++) {
            FloatVector y0 = FloatVector.fromArray(S, b, b0 + k * bStep);
            FloatVector y1 = FloatVector.fromArray(S, b, b0 + k * bStep + L);
            FloatVector s0 = FloatVector.broadcast(S, a[a0 + k]);
            x00 = s0.fma(y0, x00);
            x01 = s0.fma(y1, x01);
            FloatVector s1 = FloatVector.broadcast(S, a[a1 + k]);
            x10 = s1.fma(y0, x10);
            x11 = s1.fma(y1, x11);
            FloatVector s2 = FloatVector.broadcast(S, a[a2 + k]);
            x20 = s2.fma(y0, x20);
            x21 = s2.fma(y1, x21);
            FloatVector s3 = FloatVector.broadcast(S, a[a3 + k]);
            x30 = s3.fma(y0, x30);
            x31 = s3.fma(y1, x31);
        }
        x00.intoArray(c, c0);
        x01.intoArray(c, c0 + L);
        x10.intoArray(c, c0 + n);
        x11.intoArray(c, c0 + n + L);
        x20.intoArray(c, c0 + 2 * n);
        x21.intoArray(c, c0 + 2 * n + L);
        x30.intoArray(c, c0 + 3 * n);
        x31.intoArray(c, c0 + 3 * n + L);
    }

    /** Fathom's own: the largest tile, panels and blocks for every cache, on this many threads. */
    static void blocked(FloatMatrix a, FloatMatrix b, FloatMatrix c, int threads) {
        Parallelism.run(threads, () -> Gemm.multiply(1, a, b, 0, c));
    }

    /** Ten chains of multiply-adds in registers: what one core can do at most. Each call does {@code 20 * lanes * steps} operations. */
    static float peak(int steps) {
        FloatVector x = FloatVector.broadcast(S, 0.999f);
        FloatVector y = FloatVector.broadcast(S, 0.001f);
        FloatVector c0 = y, c1 = y, c2 = y, c3 = y, c4 = y, c5 = y, c6 = y, c7 = y, c8 = y, c9 = y;
        for (int k = 0; k < steps; k++) {
            c0 = c0.fma(x, y);
            c1 = c1.fma(x, y);
            c2 = c2.fma(x, y);
            c3 = c3.fma(x, y);
            c4 = c4.fma(x, y);
            c5 = c5.fma(x, y);
            c6 = c6.fma(x, y);
            c7 = c7.fma(x, y);
            c8 = c8.fma(x, y);
            c9 = c9.fma(x, y);
        }
        return c0.add(c1)
                .add(c2)
                .add(c3)
                .add(c4)
                .add(c5)
                .add(c6)
                .add(c7)
                .add(c8)
                .add(c9)
                .lane(0);
    }

    static double peakFlops(int steps) {
        return 20.0 * L * steps;
    }

    /** Reads an array once, with eight sums in flight. */
    static float read(float[] x) {
        FloatVector s0 = FloatVector.zero(S), s1 = s0, s2 = s0, s3 = s0, s4 = s0, s5 = s0, s6 = s0, s7 = s0;
        for (int i = 0; i <= x.length - 8 * L; i += 8 * L) {
            s0 = s0.add(FloatVector.fromArray(S, x, i));
            s1 = s1.add(FloatVector.fromArray(S, x, i + L));
            s2 = s2.add(FloatVector.fromArray(S, x, i + 2 * L));
            s3 = s3.add(FloatVector.fromArray(S, x, i + 3 * L));
            s4 = s4.add(FloatVector.fromArray(S, x, i + 4 * L));
            s5 = s5.add(FloatVector.fromArray(S, x, i + 5 * L));
            s6 = s6.add(FloatVector.fromArray(S, x, i + 6 * L));
            s7 = s7.add(FloatVector.fromArray(S, x, i + 7 * L));
        }
        return s0.add(s1).add(s2).add(s3).add(s4).add(s5).add(s6).add(s7).lane(0);
    }

    static int lanes() {
        return L;
    }
}
