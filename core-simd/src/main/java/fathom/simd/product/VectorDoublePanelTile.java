package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of 4 to 6 rows by 2 vectors whose B is a packed micro-panel; written out as {@link VectorDoubleKernel} is. With steps of B at a
 * known distance the compiler checks B's range once instead of twice a step, which is 32 instead of 38 instructions for 12 multiply-adds:
 * at 6 a cycle the difference between waiting for the decoder and not.
 */
final class VectorDoublePanelTile {

    private static final VectorSpecies<Double> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(double.class);
    private static final int L = S.length();

    private VectorDoublePanelTile() {}

    static void six(
            int steps,
            double[] aArray,
            int a,
            int aRow,
            double[] bArray,
            int b,
            double[] cArray,
            int c,
            int cRow,
            double beta) {
        DoubleVector c00 = DoubleVector.zero(S), c01 = c00;
        DoubleVector c10 = DoubleVector.zero(S), c11 = c10;
        DoubleVector c20 = DoubleVector.zero(S), c21 = c20;
        DoubleVector c30 = DoubleVector.zero(S), c31 = c30;
        DoubleVector c40 = DoubleVector.zero(S), c41 = c40;
        DoubleVector c50 = DoubleVector.zero(S), c51 = c50;
        if (beta != 0) {
            c00 = DoubleVector.fromArray(S, cArray, c).mul(beta);
            c01 = DoubleVector.fromArray(S, cArray, c + L).mul(beta);
            c10 = DoubleVector.fromArray(S, cArray, c + cRow).mul(beta);
            c11 = DoubleVector.fromArray(S, cArray, c + cRow + L).mul(beta);
            c20 = DoubleVector.fromArray(S, cArray, c + 2 * cRow).mul(beta);
            c21 = DoubleVector.fromArray(S, cArray, c + 2 * cRow + L).mul(beta);
            c30 = DoubleVector.fromArray(S, cArray, c + 3 * cRow).mul(beta);
            c31 = DoubleVector.fromArray(S, cArray, c + 3 * cRow + L).mul(beta);
            c40 = DoubleVector.fromArray(S, cArray, c + 4 * cRow).mul(beta);
            c41 = DoubleVector.fromArray(S, cArray, c + 4 * cRow + L).mul(beta);
            c50 = DoubleVector.fromArray(S, cArray, c + 5 * cRow).mul(beta);
            c51 = DoubleVector.fromArray(S, cArray, c + 5 * cRow + L).mul(beta);
        }
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow;
        for (int s = 0; s < steps; s++) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L),
                    b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + L);
            DoubleVector x0 = DoubleVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            DoubleVector x2 = DoubleVector.broadcast(S, aArray[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            DoubleVector x3 = DoubleVector.broadcast(S, aArray[a3 + s]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            DoubleVector x4 = DoubleVector.broadcast(S, aArray[a4 + s]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            DoubleVector x5 = DoubleVector.broadcast(S, aArray[a5 + s]);
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
            double[] aArray,
            int a,
            int aRow,
            double[] bArray,
            int b,
            double[] cArray,
            int c,
            int cRow,
            double beta) {
        DoubleVector c00 = DoubleVector.zero(S), c01 = c00;
        DoubleVector c10 = DoubleVector.zero(S), c11 = c10;
        DoubleVector c20 = DoubleVector.zero(S), c21 = c20;
        DoubleVector c30 = DoubleVector.zero(S), c31 = c30;
        DoubleVector c40 = DoubleVector.zero(S), c41 = c40;
        if (beta != 0) {
            c00 = DoubleVector.fromArray(S, cArray, c).mul(beta);
            c01 = DoubleVector.fromArray(S, cArray, c + L).mul(beta);
            c10 = DoubleVector.fromArray(S, cArray, c + cRow).mul(beta);
            c11 = DoubleVector.fromArray(S, cArray, c + cRow + L).mul(beta);
            c20 = DoubleVector.fromArray(S, cArray, c + 2 * cRow).mul(beta);
            c21 = DoubleVector.fromArray(S, cArray, c + 2 * cRow + L).mul(beta);
            c30 = DoubleVector.fromArray(S, cArray, c + 3 * cRow).mul(beta);
            c31 = DoubleVector.fromArray(S, cArray, c + 3 * cRow + L).mul(beta);
            c40 = DoubleVector.fromArray(S, cArray, c + 4 * cRow).mul(beta);
            c41 = DoubleVector.fromArray(S, cArray, c + 4 * cRow + L).mul(beta);
        }
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow;
        for (int s = 0; s < steps; s++) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L),
                    b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + L);
            DoubleVector x0 = DoubleVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            DoubleVector x2 = DoubleVector.broadcast(S, aArray[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            DoubleVector x3 = DoubleVector.broadcast(S, aArray[a3 + s]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            DoubleVector x4 = DoubleVector.broadcast(S, aArray[a4 + s]);
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
            double[] aArray,
            int a,
            int aRow,
            double[] bArray,
            int b,
            double[] cArray,
            int c,
            int cRow,
            double beta) {
        DoubleVector c00 = DoubleVector.zero(S), c01 = c00;
        DoubleVector c10 = DoubleVector.zero(S), c11 = c10;
        DoubleVector c20 = DoubleVector.zero(S), c21 = c20;
        DoubleVector c30 = DoubleVector.zero(S), c31 = c30;
        if (beta != 0) {
            c00 = DoubleVector.fromArray(S, cArray, c).mul(beta);
            c01 = DoubleVector.fromArray(S, cArray, c + L).mul(beta);
            c10 = DoubleVector.fromArray(S, cArray, c + cRow).mul(beta);
            c11 = DoubleVector.fromArray(S, cArray, c + cRow + L).mul(beta);
            c20 = DoubleVector.fromArray(S, cArray, c + 2 * cRow).mul(beta);
            c21 = DoubleVector.fromArray(S, cArray, c + 2 * cRow + L).mul(beta);
            c30 = DoubleVector.fromArray(S, cArray, c + 3 * cRow).mul(beta);
            c31 = DoubleVector.fromArray(S, cArray, c + 3 * cRow + L).mul(beta);
        }
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
        for (int s = 0; s < steps; s++) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L),
                    b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + L);
            DoubleVector x0 = DoubleVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            DoubleVector x2 = DoubleVector.broadcast(S, aArray[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            DoubleVector x3 = DoubleVector.broadcast(S, aArray[a3 + s]);
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
