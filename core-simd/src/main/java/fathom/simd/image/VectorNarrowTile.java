package fathom.simd.image;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The micro-kernel for half a tile's columns: 8 rows by 1 vector, as {@link VectorConvolutionTile} otherwise. */
final class VectorNarrowTile {

    private static final VectorSpecies<Float> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(float.class);
    private static final int L = S.length();

    private VectorNarrowTile() {}

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
        int c6 = cRows[Math.min(first + 6, last)] + cShift;
        int c7 = cRows[Math.min(first + 7, last)] + cShift;
        FloatVector s0 = FloatVector.zero(S);
        FloatVector s1 = FloatVector.zero(S);
        FloatVector s2 = FloatVector.zero(S);
        FloatVector s3 = FloatVector.zero(S);
        FloatVector s4 = FloatVector.zero(S);
        FloatVector s5 = FloatVector.zero(S);
        FloatVector s6 = FloatVector.zero(S);
        FloatVector s7 = FloatVector.zero(S);
        if (!start) {
            s0 = FloatVector.fromArray(S, c, c0);
            s1 = FloatVector.fromArray(S, c, c1);
            s2 = FloatVector.fromArray(S, c, c2);
            s3 = FloatVector.fromArray(S, c, c3);
            s4 = FloatVector.fromArray(S, c, c4);
            s5 = FloatVector.fromArray(S, c, c5);
            s6 = FloatVector.fromArray(S, c, c6);
            s7 = FloatVector.fromArray(S, c, c7);
        }
        int a0 = aRows[first] + aShift;
        int a1 = aRows[Math.min(first + 1, last)] + aShift;
        int a2 = aRows[Math.min(first + 2, last)] + aShift;
        int a3 = aRows[Math.min(first + 3, last)] + aShift;
        int a4 = aRows[Math.min(first + 4, last)] + aShift;
        int a5 = aRows[Math.min(first + 5, last)] + aShift;
        int a6 = aRows[Math.min(first + 6, last)] + aShift;
        int a7 = aRows[Math.min(first + 7, last)] + aShift;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt + s * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + s]);
            s0 = x0.fma(b0, s0);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + s]);
            s1 = x1.fma(b0, s1);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + s]);
            s2 = x2.fma(b0, s2);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + s]);
            s3 = x3.fma(b0, s3);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + s]);
            s4 = x4.fma(b0, s4);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + s]);
            s5 = x5.fma(b0, s5);
            FloatVector x6 = FloatVector.broadcast(S, a[a6 + s]);
            s6 = x6.fma(b0, s6);
            FloatVector x7 = FloatVector.broadcast(S, a[a7 + s]);
            s7 = x7.fma(b0, s7);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c1);
        s2.intoArray(c, c2);
        s3.intoArray(c, c3);
        s4.intoArray(c, c4);
        s5.intoArray(c, c5);
        s6.intoArray(c, c6);
        s7.intoArray(c, c7);
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
        int c6 = cRows[Math.min(first + 6, last)] + cShift;
        int c7 = cRows[Math.min(first + 7, last)] + cShift;
        FloatVector s0 = FloatVector.fromArray(S, c, c0);
        FloatVector s1 = FloatVector.fromArray(S, c, c1);
        FloatVector s2 = FloatVector.fromArray(S, c, c2);
        FloatVector s3 = FloatVector.fromArray(S, c, c3);
        FloatVector s4 = FloatVector.fromArray(S, c, c4);
        FloatVector s5 = FloatVector.fromArray(S, c, c5);
        FloatVector s6 = FloatVector.fromArray(S, c, c6);
        FloatVector s7 = FloatVector.fromArray(S, c, c7);
        int a0 = aRows[first] + aShift;
        int a1 = aRows[Math.min(first + 1, last)] + aShift;
        int a2 = aRows[Math.min(first + 2, last)] + aShift;
        int a3 = aRows[Math.min(first + 3, last)] + aShift;
        int a4 = aRows[Math.min(first + 4, last)] + aShift;
        int a5 = aRows[Math.min(first + 5, last)] + aShift;
        int a6 = aRows[Math.min(first + 6, last)] + aShift;
        int a7 = aRows[Math.min(first + 7, last)] + aShift;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, b, bAt + s * L);
            FloatVector x0 = FloatVector.broadcast(S, a[a0 + s * Tiles.BLOCK]);
            s0 = x0.fma(b0, s0);
            FloatVector x1 = FloatVector.broadcast(S, a[a1 + s * Tiles.BLOCK]);
            s1 = x1.fma(b0, s1);
            FloatVector x2 = FloatVector.broadcast(S, a[a2 + s * Tiles.BLOCK]);
            s2 = x2.fma(b0, s2);
            FloatVector x3 = FloatVector.broadcast(S, a[a3 + s * Tiles.BLOCK]);
            s3 = x3.fma(b0, s3);
            FloatVector x4 = FloatVector.broadcast(S, a[a4 + s * Tiles.BLOCK]);
            s4 = x4.fma(b0, s4);
            FloatVector x5 = FloatVector.broadcast(S, a[a5 + s * Tiles.BLOCK]);
            s5 = x5.fma(b0, s5);
            FloatVector x6 = FloatVector.broadcast(S, a[a6 + s * Tiles.BLOCK]);
            s6 = x6.fma(b0, s6);
            FloatVector x7 = FloatVector.broadcast(S, a[a7 + s * Tiles.BLOCK]);
            s7 = x7.fma(b0, s7);
        }
        s0.intoArray(c, c0);
        s1.intoArray(c, c1);
        s2.intoArray(c, c2);
        s3.intoArray(c, c3);
        s4.intoArray(c, c4);
        s5.intoArray(c, c5);
        s6.intoArray(c, c6);
        s7.intoArray(c, c7);
    }
}
