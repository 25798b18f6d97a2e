package fathom.simd.image;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The micro-kernel on vectors: 6 rows by 2 vectors, 12 accumulators written out by hand; {@link ScalarConvolutionTile} says what it
 * computes.
 *
 * <p>Three things the compiler must be kept from. A loop over runs round the loop over steps halves the speed: the caller loops over runs.
 * Rows at constant distances are all loaded at the beginning of a step, at the cost of accumulators that spill: each row has an offset of its
 * own. And steps at distances that are no constants have their ranges checked every time: runs are neighbours, or lie a block apart.
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
            int[] aRows,
            int aShift,
            int first,
            int last,
            float[] b,
            int bAt,
            float[] c,
            int[] cRows,
            int cShift,
            boolean start) {
        int c0 = cRows[first] + cShift;
        int c1 = cRows[Math.min(first + 1, last)] + cShift;
        int c2 = cRows[Math.min(first + 2, last)] + cShift;
        int c3 = cRows[Math.min(first + 3, last)] + cShift;
        int c4 = cRows[Math.min(first + 4, last)] + cShift;
        int c5 = cRows[Math.min(first + 5, last)] + cShift;
        FloatVector s00 = FloatVector.zero(S), s01 = s00;
        FloatVector s10 = FloatVector.zero(S), s11 = s10;
        FloatVector s20 = FloatVector.zero(S), s21 = s20;
        FloatVector s30 = FloatVector.zero(S), s31 = s30;
        FloatVector s40 = FloatVector.zero(S), s41 = s40;
        FloatVector s50 = FloatVector.zero(S), s51 = s50;
        if (!start) {
            s00 = FloatVector.fromArray(S, c, c0);
            s01 = FloatVector.fromArray(S, c, c0 + L);
            s10 = FloatVector.fromArray(S, c, c1);
            s11 = FloatVector.fromArray(S, c, c1 + L);
            s20 = FloatVector.fromArray(S, c, c2);
            s21 = FloatVector.fromArray(S, c, c2 + L);
            s30 = FloatVector.fromArray(S, c, c3);
            s31 = FloatVector.fromArray(S, c, c3 + L);
            s40 = FloatVector.fromArray(S, c, c4);
            s41 = FloatVector.fromArray(S, c, c4 + L);
            s50 = FloatVector.fromArray(S, c, c5);
            s51 = FloatVector.fromArray(S, c, c5 + L);
        }
        int a0 = aRows[first] + aShift;
        int a1 = aRows[Math.min(first + 1, last)] + aShift;
        int a2 = aRows[Math.min(first + 2, last)] + aShift;
        int a3 = aRows[Math.min(first + 3, last)] + aShift;
        int a4 = aRows[Math.min(first + 4, last)] + aShift;
        int a5 = aRows[Math.min(first + 5, last)] + aShift;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt + s * 2 * L),
                    b1 = FloatVector.fromArray(S, b, bAt + s * 2 * L + L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + s]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + s]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + s]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + s]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + s]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + s]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + L);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + L);
    }

    static void outer(
            int steps,
            float[] a,
            int[] aRows,
            int aShift,
            int first,
            int last,
            float[] b,
            int bAt,
            float[] c,
            int[] cRows,
            int cShift) {
        int c0 = cRows[first] + cShift;
        int c1 = cRows[Math.min(first + 1, last)] + cShift;
        int c2 = cRows[Math.min(first + 2, last)] + cShift;
        int c3 = cRows[Math.min(first + 3, last)] + cShift;
        int c4 = cRows[Math.min(first + 4, last)] + cShift;
        int c5 = cRows[Math.min(first + 5, last)] + cShift;
        FloatVector s00 = FloatVector.fromArray(S, c, c0), s01 = FloatVector.fromArray(S, c, c0 + L);
        FloatVector s10 = FloatVector.fromArray(S, c, c1), s11 = FloatVector.fromArray(S, c, c1 + L);
        FloatVector s20 = FloatVector.fromArray(S, c, c2), s21 = FloatVector.fromArray(S, c, c2 + L);
        FloatVector s30 = FloatVector.fromArray(S, c, c3), s31 = FloatVector.fromArray(S, c, c3 + L);
        FloatVector s40 = FloatVector.fromArray(S, c, c4), s41 = FloatVector.fromArray(S, c, c4 + L);
        FloatVector s50 = FloatVector.fromArray(S, c, c5), s51 = FloatVector.fromArray(S, c, c5 + L);
        int a0 = aRows[first] + aShift;
        int a1 = aRows[Math.min(first + 1, last)] + aShift;
        int a2 = aRows[Math.min(first + 2, last)] + aShift;
        int a3 = aRows[Math.min(first + 3, last)] + aShift;
        int a4 = aRows[Math.min(first + 4, last)] + aShift;
        int a5 = aRows[Math.min(first + 5, last)] + aShift;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt + s * 2 * L),
                    b1 = FloatVector.fromArray(S, b, bAt + s * 2 * L + L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + s * Tiles.BLOCK]);
            s00 = x0.fma(b0, s00);
            s01 = x0.fma(b1, s01);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + s * Tiles.BLOCK]);
            s10 = x1.fma(b0, s10);
            s11 = x1.fma(b1, s11);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + s * Tiles.BLOCK]);
            s20 = x2.fma(b0, s20);
            s21 = x2.fma(b1, s21);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + s * Tiles.BLOCK]);
            s30 = x3.fma(b0, s30);
            s31 = x3.fma(b1, s31);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + s * Tiles.BLOCK]);
            s40 = x4.fma(b0, s40);
            s41 = x4.fma(b1, s41);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + s * Tiles.BLOCK]);
            s50 = x5.fma(b0, s50);
            s51 = x5.fma(b1, s51);
        }
        s00.intoArray(c, c0);
        s01.intoArray(c, c0 + L);
        s10.intoArray(c, c1);
        s11.intoArray(c, c1 + L);
        s20.intoArray(c, c2);
        s21.intoArray(c, c2 + L);
        s30.intoArray(c, c3);
        s31.intoArray(c, c3 + L);
        s40.intoArray(c, c4);
        s41.intoArray(c, c4 + L);
        s50.intoArray(c, c5);
        s51.intoArray(c, c5 + L);
    }
}
