package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of 4 to 6 rows by 2 vectors whose B is a packed micro-panel; written out as {@link VectorFloatKernel} is. With steps of B at a
 * known distance the compiler checks B's range once instead of twice a step, which is 32 instead of 38 instructions for 12 multiply-adds:
 * at 6 a cycle the difference between waiting for the decoder and not.
 */
final class VectorFloatPanelTile {

    private static final VectorSpecies<Float> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(float.class);
    private static final int L = S.length();

    private VectorFloatPanelTile() {}

    static void six(
            int steps,
            float[] aArray,
            int a,
            int aRow,
            float[] bArray,
            int b,
            float[] cArray,
            int c,
            int cRow,
            float beta) {
        FloatVector c00 = FloatVector.zero(S), c01 = c00;
        FloatVector c10 = FloatVector.zero(S), c11 = c10;
        FloatVector c20 = FloatVector.zero(S), c21 = c20;
        FloatVector c30 = FloatVector.zero(S), c31 = c30;
        FloatVector c40 = FloatVector.zero(S), c41 = c40;
        FloatVector c50 = FloatVector.zero(S), c51 = c50;
        if (beta != 0) {
            c00 = FloatVector.fromArray(S, cArray, c).mul(beta);
            c01 = FloatVector.fromArray(S, cArray, c + L).mul(beta);
            c10 = FloatVector.fromArray(S, cArray, c + cRow).mul(beta);
            c11 = FloatVector.fromArray(S, cArray, c + cRow + L).mul(beta);
            c20 = FloatVector.fromArray(S, cArray, c + 2 * cRow).mul(beta);
            c21 = FloatVector.fromArray(S, cArray, c + 2 * cRow + L).mul(beta);
            c30 = FloatVector.fromArray(S, cArray, c + 3 * cRow).mul(beta);
            c31 = FloatVector.fromArray(S, cArray, c + 3 * cRow + L).mul(beta);
            c40 = FloatVector.fromArray(S, cArray, c + 4 * cRow).mul(beta);
            c41 = FloatVector.fromArray(S, cArray, c + 4 * cRow + L).mul(beta);
            c50 = FloatVector.fromArray(S, cArray, c + 5 * cRow).mul(beta);
            c51 = FloatVector.fromArray(S, cArray, c + 5 * cRow + L).mul(beta);
        }
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * 2 * L),
                    b1 = FloatVector.fromArray(S, bArray, b + s * 2 * L + L);
            FloatVector x0 = FloatVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, aArray[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, aArray[a3 + s]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(S, aArray[a4 + s]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(S, aArray[a5 + s]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
        }
        c00.intoArray(cArray, c);
        c01.intoArray(cArray, c + L);
        c10.intoArray(cArray, c + cRow);
        c11.intoArray(cArray, c + cRow + L);
        c20.intoArray(cArray, c + 2 * cRow);
        c21.intoArray(cArray, c + 2 * cRow + L);
        c30.intoArray(cArray, c + 3 * cRow);
        c31.intoArray(cArray, c + 3 * cRow + L);
        c40.intoArray(cArray, c + 4 * cRow);
        c41.intoArray(cArray, c + 4 * cRow + L);
        c50.intoArray(cArray, c + 5 * cRow);
        c51.intoArray(cArray, c + 5 * cRow + L);
    }

    static void five(
            int steps,
            float[] aArray,
            int a,
            int aRow,
            float[] bArray,
            int b,
            float[] cArray,
            int c,
            int cRow,
            float beta) {
        FloatVector c00 = FloatVector.zero(S), c01 = c00;
        FloatVector c10 = FloatVector.zero(S), c11 = c10;
        FloatVector c20 = FloatVector.zero(S), c21 = c20;
        FloatVector c30 = FloatVector.zero(S), c31 = c30;
        FloatVector c40 = FloatVector.zero(S), c41 = c40;
        if (beta != 0) {
            c00 = FloatVector.fromArray(S, cArray, c).mul(beta);
            c01 = FloatVector.fromArray(S, cArray, c + L).mul(beta);
            c10 = FloatVector.fromArray(S, cArray, c + cRow).mul(beta);
            c11 = FloatVector.fromArray(S, cArray, c + cRow + L).mul(beta);
            c20 = FloatVector.fromArray(S, cArray, c + 2 * cRow).mul(beta);
            c21 = FloatVector.fromArray(S, cArray, c + 2 * cRow + L).mul(beta);
            c30 = FloatVector.fromArray(S, cArray, c + 3 * cRow).mul(beta);
            c31 = FloatVector.fromArray(S, cArray, c + 3 * cRow + L).mul(beta);
            c40 = FloatVector.fromArray(S, cArray, c + 4 * cRow).mul(beta);
            c41 = FloatVector.fromArray(S, cArray, c + 4 * cRow + L).mul(beta);
        }
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * 2 * L),
                    b1 = FloatVector.fromArray(S, bArray, b + s * 2 * L + L);
            FloatVector x0 = FloatVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, aArray[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, aArray[a3 + s]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(S, aArray[a4 + s]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
        }
        c00.intoArray(cArray, c);
        c01.intoArray(cArray, c + L);
        c10.intoArray(cArray, c + cRow);
        c11.intoArray(cArray, c + cRow + L);
        c20.intoArray(cArray, c + 2 * cRow);
        c21.intoArray(cArray, c + 2 * cRow + L);
        c30.intoArray(cArray, c + 3 * cRow);
        c31.intoArray(cArray, c + 3 * cRow + L);
        c40.intoArray(cArray, c + 4 * cRow);
        c41.intoArray(cArray, c + 4 * cRow + L);
    }

    static void four(
            int steps,
            float[] aArray,
            int a,
            int aRow,
            float[] bArray,
            int b,
            float[] cArray,
            int c,
            int cRow,
            float beta) {
        FloatVector c00 = FloatVector.zero(S), c01 = c00;
        FloatVector c10 = FloatVector.zero(S), c11 = c10;
        FloatVector c20 = FloatVector.zero(S), c21 = c20;
        FloatVector c30 = FloatVector.zero(S), c31 = c30;
        if (beta != 0) {
            c00 = FloatVector.fromArray(S, cArray, c).mul(beta);
            c01 = FloatVector.fromArray(S, cArray, c + L).mul(beta);
            c10 = FloatVector.fromArray(S, cArray, c + cRow).mul(beta);
            c11 = FloatVector.fromArray(S, cArray, c + cRow + L).mul(beta);
            c20 = FloatVector.fromArray(S, cArray, c + 2 * cRow).mul(beta);
            c21 = FloatVector.fromArray(S, cArray, c + 2 * cRow + L).mul(beta);
            c30 = FloatVector.fromArray(S, cArray, c + 3 * cRow).mul(beta);
            c31 = FloatVector.fromArray(S, cArray, c + 3 * cRow + L).mul(beta);
        }
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * 2 * L),
                    b1 = FloatVector.fromArray(S, bArray, b + s * 2 * L + L);
            FloatVector x0 = FloatVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, aArray[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, aArray[a3 + s]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
        }
        c00.intoArray(cArray, c);
        c01.intoArray(cArray, c + L);
        c10.intoArray(cArray, c + cRow);
        c11.intoArray(cArray, c + cRow + L);
        c20.intoArray(cArray, c + 2 * cRow);
        c21.intoArray(cArray, c + 2 * cRow + L);
        c30.intoArray(cArray, c + 3 * cRow);
        c31.intoArray(cArray, c + 3 * cRow + L);
    }
}
