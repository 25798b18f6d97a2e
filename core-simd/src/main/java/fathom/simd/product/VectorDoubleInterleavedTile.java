package fathom.simd.product;

import fathom.simd.machine.Backend;
import java.lang.invoke.VarHandle;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of 4 to 6 rows by 2 vectors whose strip of A is interleaved, step after step, and whose B is a packed micro-panel.
 *
 * <p>With both at constant distances a step is 20 instructions for 12 multiply-adds: what counts wherever two threads share a core's
 * decoder. By itself the compiler would issue all broadcasts of a step, or of several, first and spill accumulators for them. A fence
 * between loads is no instruction on x86, but loads are not moved across it, so each broadcast stays with its two multiply-adds.
 */
final class VectorDoubleInterleavedTile {

    private static final VectorSpecies<Double> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(double.class);
    private static final int L = S.length();

    private VectorDoubleInterleavedTile() {}

    static void six(
            int steps, double[] aArray, int a, double[] bArray, int b, double[] cArray, int c, int cRow, double beta) {
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
        int s = 0;
        for (; s <= steps - 4; s += 4) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L);
            DoubleVector b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + L);
            DoubleVector x = DoubleVector.broadcast(S, aArray[a + 6 * s]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            VarHandle.loadLoadFence();
            b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + 2 * L);
            b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + 3 * L);
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 6]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 7]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 8]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 9]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 10]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 11]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            VarHandle.loadLoadFence();
            b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + 4 * L);
            b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + 5 * L);
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 12]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 13]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 14]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 15]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 16]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 17]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            VarHandle.loadLoadFence();
            b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + 6 * L);
            b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + 7 * L);
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 18]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 19]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 20]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 21]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 22]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 23]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            VarHandle.loadLoadFence();
        }
        for (; s < steps; s++) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L);
            DoubleVector b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + L);
            DoubleVector x = DoubleVector.broadcast(S, aArray[a + 6 * s]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 6 * s + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            VarHandle.loadLoadFence();
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
            int steps, double[] aArray, int a, double[] bArray, int b, double[] cArray, int c, int cRow, double beta) {
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
        int s = 0;
        for (; s <= steps - 2; s += 2) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L);
            DoubleVector b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + L);
            DoubleVector x = DoubleVector.broadcast(S, aArray[a + 5 * s]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
            b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + 2 * L);
            b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + 3 * L);
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 5]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 6]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 7]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 8]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 9]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
        }
        for (; s < steps; s++) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L);
            DoubleVector b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + L);
            DoubleVector x = DoubleVector.broadcast(S, aArray[a + 5 * s]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 5 * s + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
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
            int steps, double[] aArray, int a, double[] bArray, int b, double[] cArray, int c, int cRow, double beta) {
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
        for (int s = 0; s < steps; s++) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * 2 * L);
            DoubleVector b1 = DoubleVector.fromArray(S, bArray, b + s * 2 * L + L);
            DoubleVector x = DoubleVector.broadcast(S, aArray[a + 4 * s]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 4 * s + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 4 * s + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = DoubleVector.broadcast(S, aArray[a + 4 * s + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
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
