package fathom.simd.product;

import fathom.simd.machine.Backend;
import java.lang.invoke.VarHandle;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link VectorDoubleInterleavedTile} for floats, unrolled by two: the checks before the loop grow with every step that is written out, and
 * count in a chain of 50 (unrolled by four it took 124 ns, by two 108; one of 200 takes 397 either way).
 */
final class VectorFloatInterleavedTile {

    private static final VectorSpecies<Float> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(float.class);
    private static final int L = S.length();

    private VectorFloatInterleavedTile() {}

    /**
     * Six rows; the other methods take as many as their names say.
     *
     * @param steps an even number: a loop for what is left over, not entered before the compiler comes, would throw all of the tile away when
     *     it is entered for the first time
     */
    static void six(
            int steps, float[] aArray, int a, float[] bArray, int b, float[] cArray, int c, int cRow, float beta) {
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
        for (int s = 0; s < steps; s += 2) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * 2 * L);
            FloatVector b1 = FloatVector.fromArray(S, bArray, b + s * 2 * L + L);
            FloatVector x = FloatVector.broadcast(S, aArray[a + 6 * s]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            VarHandle.loadLoadFence();
            b0 = FloatVector.fromArray(S, bArray, b + s * 2 * L + 2 * L);
            b1 = FloatVector.fromArray(S, bArray, b + s * 2 * L + 3 * L);
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 6]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 7]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 8]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 9]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 10]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 6 * s + 11]);
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
            int steps, float[] aArray, int a, float[] bArray, int b, float[] cArray, int c, int cRow, float beta) {
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
        for (int s = 0; s < steps; s += 2) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * 2 * L);
            FloatVector b1 = FloatVector.fromArray(S, bArray, b + s * 2 * L + L);
            FloatVector x = FloatVector.broadcast(S, aArray[a + 5 * s]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 5 * s + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 5 * s + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 5 * s + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 5 * s + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
            b0 = FloatVector.fromArray(S, bArray, b + s * 2 * L + 2 * L);
            b1 = FloatVector.fromArray(S, bArray, b + s * 2 * L + 3 * L);
            x = FloatVector.broadcast(S, aArray[a + 5 * s + 5]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 5 * s + 6]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 5 * s + 7]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 5 * s + 8]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 5 * s + 9]);
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
            int steps, float[] aArray, int a, float[] bArray, int b, float[] cArray, int c, int cRow, float beta) {
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
        for (int s = 0; s < steps; s += 2) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * 2 * L);
            FloatVector b1 = FloatVector.fromArray(S, bArray, b + s * 2 * L + L);
            FloatVector x = FloatVector.broadcast(S, aArray[a + 4 * s]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 4 * s + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 4 * s + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 4 * s + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            b0 = FloatVector.fromArray(S, bArray, b + s * 2 * L + 2 * L);
            b1 = FloatVector.fromArray(S, bArray, b + s * 2 * L + 3 * L);
            x = FloatVector.broadcast(S, aArray[a + 4 * s + 4]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 4 * s + 5]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 4 * s + 6]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + 4 * s + 7]);
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

    /** One step more: C := C + A B, where A is {@code rows} neighbours. */
    static void last(int rows, float[] aArray, int a, float[] bArray, int b, float[] cArray, int c, int cRow) {
        FloatVector b0 = FloatVector.fromArray(S, bArray, b);
        FloatVector b1 = FloatVector.fromArray(S, bArray, b + L);
        for (int r = 0; r < rows; r++) {
            FloatVector x = FloatVector.broadcast(S, aArray[a + r]);
            int at = c + r * cRow;
            x.fma(b0, FloatVector.fromArray(S, cArray, at)).intoArray(cArray, at);
            x.fma(b1, FloatVector.fromArray(S, cArray, at + L)).intoArray(cArray, at + L);
        }
    }
}
