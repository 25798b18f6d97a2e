package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of 12 rows by 2 vectors for 32 vector registers: 24 accumulators. A full tile reads its rows of A interleaved, and its loop is
 * unrolled by two; by four the compiler spills. Fewer rows are left to the tiles of 16 registers.
 */
final class VectorWideFloatKernel extends VectorFloatKernel {

    private static final VectorSpecies<Float> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(float.class);
    private static final int L = S.length();

    VectorWideFloatKernel() {
        super(12);
    }

    @Override
    int rowsOfNextTile(int remaining, boolean packed) {
        if (packed && remaining >= 12) {
            return 12;
        }
        int tiles = (remaining + 5) / 6;
        return (remaining + tiles - 1) / tiles;
    }

    @Override
    boolean interleaves(int tileRows, boolean panels) {
        return tileRows == 12 || super.interleaves(tileRows, panels);
    }

    @Override
    void interleavedTile(
            int tileRows,
            int steps,
            float[] aArray,
            int a,
            float[] bArray,
            int b,
            int bStep,
            float[] cArray,
            int c,
            int cRow,
            double beta) {
        if (tileRows == 12) {
            twelve(steps, aArray, a, bArray, b, bStep, cArray, c, cRow, (float) beta);
        } else {
            super.interleavedTile(tileRows, steps, aArray, a, bArray, b, bStep, cArray, c, cRow, beta);
        }
    }

    private static void twelve(
            int steps,
            float[] aArray,
            int a,
            float[] bArray,
            int b,
            int bStep,
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
        FloatVector c60 = FloatVector.zero(S), c61 = c60;
        FloatVector c70 = FloatVector.zero(S), c71 = c70;
        FloatVector c80 = FloatVector.zero(S), c81 = c80;
        FloatVector c90 = FloatVector.zero(S), c91 = c90;
        FloatVector c100 = FloatVector.zero(S), c101 = c100;
        FloatVector c110 = FloatVector.zero(S), c111 = c110;
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
            c60 = FloatVector.fromArray(S, cArray, c + 6 * cRow).mul(beta);
            c61 = FloatVector.fromArray(S, cArray, c + 6 * cRow + L).mul(beta);
            c70 = FloatVector.fromArray(S, cArray, c + 7 * cRow).mul(beta);
            c71 = FloatVector.fromArray(S, cArray, c + 7 * cRow + L).mul(beta);
            c80 = FloatVector.fromArray(S, cArray, c + 8 * cRow).mul(beta);
            c81 = FloatVector.fromArray(S, cArray, c + 8 * cRow + L).mul(beta);
            c90 = FloatVector.fromArray(S, cArray, c + 9 * cRow).mul(beta);
            c91 = FloatVector.fromArray(S, cArray, c + 9 * cRow + L).mul(beta);
            c100 = FloatVector.fromArray(S, cArray, c + 10 * cRow).mul(beta);
            c101 = FloatVector.fromArray(S, cArray, c + 10 * cRow + L).mul(beta);
            c110 = FloatVector.fromArray(S, cArray, c + 11 * cRow).mul(beta);
            c111 = FloatVector.fromArray(S, cArray, c + 11 * cRow + L).mul(beta);
        }
        int s = 0;
        for (; s < steps - 1; s += 2) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * bStep),
                    b1 = FloatVector.fromArray(S, bArray, b + s * bStep + L);
            FloatVector x0 = FloatVector.broadcast(S, aArray[a + s * 12]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, aArray[a + s * 12 + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, aArray[a + s * 12 + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, aArray[a + s * 12 + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(S, aArray[a + s * 12 + 4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(S, aArray[a + s * 12 + 5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            FloatVector x6 = FloatVector.broadcast(S, aArray[a + s * 12 + 6]);
            c60 = x6.fma(b0, c60);
            c61 = x6.fma(b1, c61);
            FloatVector x7 = FloatVector.broadcast(S, aArray[a + s * 12 + 7]);
            c70 = x7.fma(b0, c70);
            c71 = x7.fma(b1, c71);
            FloatVector x8 = FloatVector.broadcast(S, aArray[a + s * 12 + 8]);
            c80 = x8.fma(b0, c80);
            c81 = x8.fma(b1, c81);
            FloatVector x9 = FloatVector.broadcast(S, aArray[a + s * 12 + 9]);
            c90 = x9.fma(b0, c90);
            c91 = x9.fma(b1, c91);
            FloatVector x10 = FloatVector.broadcast(S, aArray[a + s * 12 + 10]);
            c100 = x10.fma(b0, c100);
            c101 = x10.fma(b1, c101);
            FloatVector x11 = FloatVector.broadcast(S, aArray[a + s * 12 + 11]);
            c110 = x11.fma(b0, c110);
            c111 = x11.fma(b1, c111);
            FloatVector b0n = FloatVector.fromArray(S, bArray, b + (s + 1) * bStep),
                    b1n = FloatVector.fromArray(S, bArray, b + (s + 1) * bStep + L);
            FloatVector x0n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12]);
            c00 = x0n.fma(b0n, c00);
            c01 = x0n.fma(b1n, c01);
            FloatVector x1n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 1]);
            c10 = x1n.fma(b0n, c10);
            c11 = x1n.fma(b1n, c11);
            FloatVector x2n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 2]);
            c20 = x2n.fma(b0n, c20);
            c21 = x2n.fma(b1n, c21);
            FloatVector x3n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 3]);
            c30 = x3n.fma(b0n, c30);
            c31 = x3n.fma(b1n, c31);
            FloatVector x4n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 4]);
            c40 = x4n.fma(b0n, c40);
            c41 = x4n.fma(b1n, c41);
            FloatVector x5n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 5]);
            c50 = x5n.fma(b0n, c50);
            c51 = x5n.fma(b1n, c51);
            FloatVector x6n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 6]);
            c60 = x6n.fma(b0n, c60);
            c61 = x6n.fma(b1n, c61);
            FloatVector x7n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 7]);
            c70 = x7n.fma(b0n, c70);
            c71 = x7n.fma(b1n, c71);
            FloatVector x8n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 8]);
            c80 = x8n.fma(b0n, c80);
            c81 = x8n.fma(b1n, c81);
            FloatVector x9n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 9]);
            c90 = x9n.fma(b0n, c90);
            c91 = x9n.fma(b1n, c91);
            FloatVector x10n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 10]);
            c100 = x10n.fma(b0n, c100);
            c101 = x10n.fma(b1n, c101);
            FloatVector x11n = FloatVector.broadcast(S, aArray[a + (s + 1) * 12 + 11]);
            c110 = x11n.fma(b0n, c110);
            c111 = x11n.fma(b1n, c111);
        }
        if (s < steps) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * bStep),
                    b1 = FloatVector.fromArray(S, bArray, b + s * bStep + L);
            FloatVector x0 = FloatVector.broadcast(S, aArray[a + s * 12]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, aArray[a + s * 12 + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, aArray[a + s * 12 + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, aArray[a + s * 12 + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(S, aArray[a + s * 12 + 4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(S, aArray[a + s * 12 + 5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            FloatVector x6 = FloatVector.broadcast(S, aArray[a + s * 12 + 6]);
            c60 = x6.fma(b0, c60);
            c61 = x6.fma(b1, c61);
            FloatVector x7 = FloatVector.broadcast(S, aArray[a + s * 12 + 7]);
            c70 = x7.fma(b0, c70);
            c71 = x7.fma(b1, c71);
            FloatVector x8 = FloatVector.broadcast(S, aArray[a + s * 12 + 8]);
            c80 = x8.fma(b0, c80);
            c81 = x8.fma(b1, c81);
            FloatVector x9 = FloatVector.broadcast(S, aArray[a + s * 12 + 9]);
            c90 = x9.fma(b0, c90);
            c91 = x9.fma(b1, c91);
            FloatVector x10 = FloatVector.broadcast(S, aArray[a + s * 12 + 10]);
            c100 = x10.fma(b0, c100);
            c101 = x10.fma(b1, c101);
            FloatVector x11 = FloatVector.broadcast(S, aArray[a + s * 12 + 11]);
            c110 = x11.fma(b0, c110);
            c111 = x11.fma(b1, c111);
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
        c60.intoArray(cArray, c + 6 * cRow);
        c61.intoArray(cArray, c + 6 * cRow + L);
        c70.intoArray(cArray, c + 7 * cRow);
        c71.intoArray(cArray, c + 7 * cRow + L);
        c80.intoArray(cArray, c + 8 * cRow);
        c81.intoArray(cArray, c + 8 * cRow + L);
        c90.intoArray(cArray, c + 9 * cRow);
        c91.intoArray(cArray, c + 9 * cRow + L);
        c100.intoArray(cArray, c + 10 * cRow);
        c101.intoArray(cArray, c + 10 * cRow + L);
        c110.intoArray(cArray, c + 11 * cRow);
        c111.intoArray(cArray, c + 11 * cRow + L);
    }
}
