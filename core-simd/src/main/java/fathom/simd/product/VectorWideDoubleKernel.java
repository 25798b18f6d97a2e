package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of 12 rows by 2 vectors for 32 vector registers: 24 accumulators. A full tile reads its rows of A interleaved, and its loop is
 * unrolled by two; by four the compiler spills. Fewer rows are left to the tiles of 16 registers.
 */
final class VectorWideDoubleKernel extends VectorDoubleKernel {

    private static final VectorSpecies<Double> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(double.class);
    private static final int L = S.length();

    VectorWideDoubleKernel() {
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
            double[] aArray,
            int a,
            double[] bArray,
            int b,
            int bStep,
            double[] cArray,
            int c,
            int cRow,
            double beta) {
        if (tileRows == 12) {
            twelve(steps, aArray, a, bArray, b, bStep, cArray, c, cRow, beta);
        } else {
            super.interleavedTile(tileRows, steps, aArray, a, bArray, b, bStep, cArray, c, cRow, beta);
        }
    }

    private static void twelve(
            int steps,
            double[] aArray,
            int a,
            double[] bArray,
            int b,
            int bStep,
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
        DoubleVector c60 = DoubleVector.zero(S), c61 = c60;
        DoubleVector c70 = DoubleVector.zero(S), c71 = c70;
        DoubleVector c80 = DoubleVector.zero(S), c81 = c80;
        DoubleVector c90 = DoubleVector.zero(S), c91 = c90;
        DoubleVector c100 = DoubleVector.zero(S), c101 = c100;
        DoubleVector c110 = DoubleVector.zero(S), c111 = c110;
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
            c60 = DoubleVector.fromArray(S, cArray, c + 6 * cRow).mul(beta);
            c61 = DoubleVector.fromArray(S, cArray, c + 6 * cRow + L).mul(beta);
            c70 = DoubleVector.fromArray(S, cArray, c + 7 * cRow).mul(beta);
            c71 = DoubleVector.fromArray(S, cArray, c + 7 * cRow + L).mul(beta);
            c80 = DoubleVector.fromArray(S, cArray, c + 8 * cRow).mul(beta);
            c81 = DoubleVector.fromArray(S, cArray, c + 8 * cRow + L).mul(beta);
            c90 = DoubleVector.fromArray(S, cArray, c + 9 * cRow).mul(beta);
            c91 = DoubleVector.fromArray(S, cArray, c + 9 * cRow + L).mul(beta);
            c100 = DoubleVector.fromArray(S, cArray, c + 10 * cRow).mul(beta);
            c101 = DoubleVector.fromArray(S, cArray, c + 10 * cRow + L).mul(beta);
            c110 = DoubleVector.fromArray(S, cArray, c + 11 * cRow).mul(beta);
            c111 = DoubleVector.fromArray(S, cArray, c + 11 * cRow + L).mul(beta);
        }
        int s = 0;
        for (; s < steps - 1; s += 2) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * bStep),
                    b1 = DoubleVector.fromArray(S, bArray, b + s * bStep + L);
            DoubleVector x0 = DoubleVector.broadcast(S, aArray[a + s * 12]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(S, aArray[a + s * 12 + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            DoubleVector x2 = DoubleVector.broadcast(S, aArray[a + s * 12 + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            DoubleVector x3 = DoubleVector.broadcast(S, aArray[a + s * 12 + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            DoubleVector x4 = DoubleVector.broadcast(S, aArray[a + s * 12 + 4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            DoubleVector x5 = DoubleVector.broadcast(S, aArray[a + s * 12 + 5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            DoubleVector x6 = DoubleVector.broadcast(S, aArray[a + s * 12 + 6]);
            c60 = x6.fma(b0, c60);
            c61 = x6.fma(b1, c61);
            DoubleVector x7 = DoubleVector.broadcast(S, aArray[a + s * 12 + 7]);
            c70 = x7.fma(b0, c70);
            c71 = x7.fma(b1, c71);
            DoubleVector x8 = DoubleVector.broadcast(S, aArray[a + s * 12 + 8]);
            c80 = x8.fma(b0, c80);
            c81 = x8.fma(b1, c81);
            DoubleVector x9 = DoubleVector.broadcast(S, aArray[a + s * 12 + 9]);
            c90 = x9.fma(b0, c90);
            c91 = x9.fma(b1, c91);
            DoubleVector x10 = DoubleVector.broadcast(S, aArray[a + s * 12 + 10]);
            c100 = x10.fma(b0, c100);
            c101 = x10.fma(b1, c101);
            DoubleVector x11 = DoubleVector.broadcast(S, aArray[a + s * 12 + 11]);
            c110 = x11.fma(b0, c110);
            c111 = x11.fma(b1, c111);
            DoubleVector b0n = DoubleVector.fromArray(S, bArray, b + (s + 1) * bStep),
                    b1n = DoubleVector.fromArray(S, bArray, b + (s + 1) * bStep + L);
            DoubleVector x0n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12]);
            c00 = x0n.fma(b0n, c00);
            c01 = x0n.fma(b1n, c01);
            DoubleVector x1n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 1]);
            c10 = x1n.fma(b0n, c10);
            c11 = x1n.fma(b1n, c11);
            DoubleVector x2n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 2]);
            c20 = x2n.fma(b0n, c20);
            c21 = x2n.fma(b1n, c21);
            DoubleVector x3n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 3]);
            c30 = x3n.fma(b0n, c30);
            c31 = x3n.fma(b1n, c31);
            DoubleVector x4n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 4]);
            c40 = x4n.fma(b0n, c40);
            c41 = x4n.fma(b1n, c41);
            DoubleVector x5n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 5]);
            c50 = x5n.fma(b0n, c50);
            c51 = x5n.fma(b1n, c51);
            DoubleVector x6n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 6]);
            c60 = x6n.fma(b0n, c60);
            c61 = x6n.fma(b1n, c61);
            DoubleVector x7n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 7]);
            c70 = x7n.fma(b0n, c70);
            c71 = x7n.fma(b1n, c71);
            DoubleVector x8n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 8]);
            c80 = x8n.fma(b0n, c80);
            c81 = x8n.fma(b1n, c81);
            DoubleVector x9n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 9]);
            c90 = x9n.fma(b0n, c90);
            c91 = x9n.fma(b1n, c91);
            DoubleVector x10n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 10]);
            c100 = x10n.fma(b0n, c100);
            c101 = x10n.fma(b1n, c101);
            DoubleVector x11n = DoubleVector.broadcast(S, aArray[a + (s + 1) * 12 + 11]);
            c110 = x11n.fma(b0n, c110);
            c111 = x11n.fma(b1n, c111);
        }
        if (s < steps) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * bStep),
                    b1 = DoubleVector.fromArray(S, bArray, b + s * bStep + L);
            DoubleVector x0 = DoubleVector.broadcast(S, aArray[a + s * 12]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(S, aArray[a + s * 12 + 1]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            DoubleVector x2 = DoubleVector.broadcast(S, aArray[a + s * 12 + 2]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            DoubleVector x3 = DoubleVector.broadcast(S, aArray[a + s * 12 + 3]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            DoubleVector x4 = DoubleVector.broadcast(S, aArray[a + s * 12 + 4]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            DoubleVector x5 = DoubleVector.broadcast(S, aArray[a + s * 12 + 5]);
            c50 = x5.fma(b0, c50);
            c51 = x5.fma(b1, c51);
            DoubleVector x6 = DoubleVector.broadcast(S, aArray[a + s * 12 + 6]);
            c60 = x6.fma(b0, c60);
            c61 = x6.fma(b1, c61);
            DoubleVector x7 = DoubleVector.broadcast(S, aArray[a + s * 12 + 7]);
            c70 = x7.fma(b0, c70);
            c71 = x7.fma(b1, c71);
            DoubleVector x8 = DoubleVector.broadcast(S, aArray[a + s * 12 + 8]);
            c80 = x8.fma(b0, c80);
            c81 = x8.fma(b1, c81);
            DoubleVector x9 = DoubleVector.broadcast(S, aArray[a + s * 12 + 9]);
            c90 = x9.fma(b0, c90);
            c91 = x9.fma(b1, c91);
            DoubleVector x10 = DoubleVector.broadcast(S, aArray[a + s * 12 + 10]);
            c100 = x10.fma(b0, c100);
            c101 = x10.fma(b1, c101);
            DoubleVector x11 = DoubleVector.broadcast(S, aArray[a + s * 12 + 11]);
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
