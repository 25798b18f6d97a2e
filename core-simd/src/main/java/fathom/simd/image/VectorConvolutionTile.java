package fathom.simd.image;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel on vectors: 6 rows by 2 vectors, 12 accumulators written out by hand; {@link ScalarConvolutionTile} says what it
 * computes.
 *
 * <p>Two things the compiler must be kept from. A loop over runs round the loop over steps halves the speed: the caller loops over runs. And
 * elements at constant distances are all loaded at the beginning of a step, at the cost of accumulators that spill: the distance is a
 * variable, though it is always 1.
 */
final class VectorConvolutionTile {

    private static final VectorSpecies<Float> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(float.class);
    private static final int L = S.length();

    static final int COLUMNS = 2 * L;

    private VectorConvolutionTile() {}

    static void product(
            int steps,
            float[] a,
            int[] patches,
            int first,
            int rows,
            int shift,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            int cRow,
            boolean start) {
        FloatVector c00 = FloatVector.zero(S), c01 = c00;
        FloatVector c10 = FloatVector.zero(S), c11 = c10;
        FloatVector c20 = FloatVector.zero(S), c21 = c20;
        FloatVector c30 = FloatVector.zero(S), c31 = c30;
        FloatVector c40 = FloatVector.zero(S), c41 = c40;
        FloatVector c50 = FloatVector.zero(S), c51 = c50;
        if (!start) {
            c00 = FloatVector.fromArray(S, c, cAt);
            c01 = FloatVector.fromArray(S, c, cAt + L);
            c10 = FloatVector.fromArray(S, c, cAt + cRow);
            c11 = FloatVector.fromArray(S, c, cAt + cRow + L);
            c20 = FloatVector.fromArray(S, c, cAt + 2 * cRow);
            c21 = FloatVector.fromArray(S, c, cAt + 2 * cRow + L);
            c30 = FloatVector.fromArray(S, c, cAt + 3 * cRow);
            c31 = FloatVector.fromArray(S, c, cAt + 3 * cRow + L);
            c40 = FloatVector.fromArray(S, c, cAt + 4 * cRow);
            c41 = FloatVector.fromArray(S, c, cAt + 4 * cRow + L);
            c50 = FloatVector.fromArray(S, c, cAt + 5 * cRow);
            c51 = FloatVector.fromArray(S, c, cAt + 5 * cRow + L);
        }
        // Missing patches at the end are the last one again, and their results are not looked at.
        int last = first + rows - 1;
        int a0 = patches[first] + shift;
        int a1 = patches[Math.min(first + 1, last)] + shift;
        int a2 = patches[Math.min(first + 2, last)] + shift;
        int a3 = patches[Math.min(first + 3, last)] + shift;
        int a4 = patches[Math.min(first + 4, last)] + shift;
        int a5 = patches[Math.min(first + 5, last)] + shift;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt + s * COLUMNS),
                    b1 = FloatVector.fromArray(S, b, bAt + s * COLUMNS + L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + s]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + s]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + s]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c10.intoArray(c, cAt + cRow);
        c11.intoArray(c, cAt + cRow + L);
        c20.intoArray(c, cAt + 2 * cRow);
        c21.intoArray(c, cAt + 2 * cRow + L);
        c30.intoArray(c, cAt + 3 * cRow);
        c31.intoArray(c, cAt + 3 * cRow + L);
        c40.intoArray(c, cAt + 4 * cRow);
        c41.intoArray(c, cAt + 4 * cRow + L);
        c50.intoArray(c, cAt + 5 * cRow);
        c51.intoArray(c, cAt + 5 * cRow + L);
    }

    static void outer(int pixels, float[] a, int[] patches, int shift, int distance, float[] b, float[] c, int cAt) {
        int d2 = 2 * distance, d3 = 3 * distance, d4 = 4 * distance, d5 = 5 * distance;
        FloatVector c00 = FloatVector.fromArray(S, c, cAt), c01 = FloatVector.fromArray(S, c, cAt + L);
        FloatVector c10 = FloatVector.fromArray(S, c, cAt + 2 * L), c11 = FloatVector.fromArray(S, c, cAt + 3 * L);
        FloatVector c20 = FloatVector.fromArray(S, c, cAt + 4 * L), c21 = FloatVector.fromArray(S, c, cAt + 5 * L);
        FloatVector c30 = FloatVector.fromArray(S, c, cAt + 6 * L), c31 = FloatVector.fromArray(S, c, cAt + 7 * L);
        FloatVector c40 = FloatVector.fromArray(S, c, cAt + 8 * L), c41 = FloatVector.fromArray(S, c, cAt + 9 * L);
        FloatVector c50 = FloatVector.fromArray(S, c, cAt + 10 * L), c51 = FloatVector.fromArray(S, c, cAt + 11 * L);
        for (int p = 0; p < pixels; p++) {
            int at = patches[p] + shift;
            FloatVector b0 = FloatVector.fromArray(S, b, p * COLUMNS),
                    b1 = FloatVector.fromArray(S, b, p * COLUMNS + L);
            FloatVector x0 = FloatVector.broadcast(S, a[at]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, a[at + distance]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, a[at + d2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, a[at + d3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(S, a[at + d4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(S, a[at + d5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
        }
        c00.intoArray(c, cAt);
        c01.intoArray(c, cAt + L);
        c10.intoArray(c, cAt + 2 * L);
        c11.intoArray(c, cAt + 3 * L);
        c20.intoArray(c, cAt + 4 * L);
        c21.intoArray(c, cAt + 5 * L);
        c30.intoArray(c, cAt + 6 * L);
        c31.intoArray(c, cAt + 7 * L);
        c40.intoArray(c, cAt + 8 * L);
        c41.intoArray(c, cAt + 9 * L);
        c50.intoArray(c, cAt + 10 * L);
        c51.intoArray(c, cAt + 11 * L);
    }
}
