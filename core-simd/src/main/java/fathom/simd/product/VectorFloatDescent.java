package fathom.simd.product;

import fathom.simd.machine.Backend;
import java.lang.invoke.VarHandle;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * A tile of a gradient that is never stored: it moves the weights from the registers in which it was summed. Written out as
 * {@link VectorFloatInterleavedTile} is, with its fences.
 */
final class VectorFloatDescent {

    private static final VectorSpecies<Float> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(float.class);
    private static final int L = S.length();

    private VectorFloatDescent() {}

    /** Distance between the steps of A: the columns of A that go with six panels of W. A constant, so that one register addresses all of A. */
    static final int STEP = 6 * 2 * L;

    /**
     * Six rows of a panel of W: g = A B, each element a chain of fused multiply-adds along the steps begun from 0, then
     * w = fma(minusRate, decay == 0 ? g : fma(decay, w, g), w). Step s of A is six neighbours at {@code a + s * STEP}, step s of
     * B is 2 L neighbours at {@code b + s * 2 L}; the rows of W follow each other at {@code w}.
     */
    static void six(
            int steps,
            float[] aArray,
            int a,
            float[] bArray,
            int b,
            float minusRate,
            float decay,
            float[] wArray,
            int w) {
        FloatVector c00 = FloatVector.zero(S), c01 = c00;
        FloatVector c10 = FloatVector.zero(S), c11 = c10;
        FloatVector c20 = FloatVector.zero(S), c21 = c20;
        FloatVector c30 = FloatVector.zero(S), c31 = c30;
        FloatVector c40 = FloatVector.zero(S), c41 = c40;
        FloatVector c50 = FloatVector.zero(S), c51 = c50;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * 2 * L);
            FloatVector b1 = FloatVector.fromArray(S, bArray, b + s * 2 * L + L);
            FloatVector x = FloatVector.broadcast(S, aArray[a + s * STEP]);
            c00 = x.fma(b0, c00);
            c01 = x.fma(b1, c01);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + s * STEP + 1]);
            c10 = x.fma(b0, c10);
            c11 = x.fma(b1, c11);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + s * STEP + 2]);
            c20 = x.fma(b0, c20);
            c21 = x.fma(b1, c21);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + s * STEP + 3]);
            c30 = x.fma(b0, c30);
            c31 = x.fma(b1, c31);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + s * STEP + 4]);
            c40 = x.fma(b0, c40);
            c41 = x.fma(b1, c41);
            VarHandle.loadLoadFence();
            x = FloatVector.broadcast(S, aArray[a + s * STEP + 5]);
            c50 = x.fma(b0, c50);
            c51 = x.fma(b1, c51);
            VarHandle.loadLoadFence();
        }
        if (decay != 0) {
            FloatVector lambda = FloatVector.broadcast(S, decay);
            c00 = lambda.fma(FloatVector.fromArray(S, wArray, w), c00);
            c01 = lambda.fma(FloatVector.fromArray(S, wArray, w + L), c01);
            c10 = lambda.fma(FloatVector.fromArray(S, wArray, w + 2 * L), c10);
            c11 = lambda.fma(FloatVector.fromArray(S, wArray, w + 3 * L), c11);
            c20 = lambda.fma(FloatVector.fromArray(S, wArray, w + 4 * L), c20);
            c21 = lambda.fma(FloatVector.fromArray(S, wArray, w + 5 * L), c21);
            c30 = lambda.fma(FloatVector.fromArray(S, wArray, w + 6 * L), c30);
            c31 = lambda.fma(FloatVector.fromArray(S, wArray, w + 7 * L), c31);
            c40 = lambda.fma(FloatVector.fromArray(S, wArray, w + 8 * L), c40);
            c41 = lambda.fma(FloatVector.fromArray(S, wArray, w + 9 * L), c41);
            c50 = lambda.fma(FloatVector.fromArray(S, wArray, w + 10 * L), c50);
            c51 = lambda.fma(FloatVector.fromArray(S, wArray, w + 11 * L), c51);
        }
        FloatVector eta = FloatVector.broadcast(S, minusRate);
        eta.fma(c00, FloatVector.fromArray(S, wArray, w)).intoArray(wArray, w);
        eta.fma(c01, FloatVector.fromArray(S, wArray, w + L)).intoArray(wArray, w + L);
        eta.fma(c10, FloatVector.fromArray(S, wArray, w + 2 * L)).intoArray(wArray, w + 2 * L);
        eta.fma(c11, FloatVector.fromArray(S, wArray, w + 3 * L)).intoArray(wArray, w + 3 * L);
        eta.fma(c20, FloatVector.fromArray(S, wArray, w + 4 * L)).intoArray(wArray, w + 4 * L);
        eta.fma(c21, FloatVector.fromArray(S, wArray, w + 5 * L)).intoArray(wArray, w + 5 * L);
        eta.fma(c30, FloatVector.fromArray(S, wArray, w + 6 * L)).intoArray(wArray, w + 6 * L);
        eta.fma(c31, FloatVector.fromArray(S, wArray, w + 7 * L)).intoArray(wArray, w + 7 * L);
        eta.fma(c40, FloatVector.fromArray(S, wArray, w + 8 * L)).intoArray(wArray, w + 8 * L);
        eta.fma(c41, FloatVector.fromArray(S, wArray, w + 9 * L)).intoArray(wArray, w + 9 * L);
        eta.fma(c50, FloatVector.fromArray(S, wArray, w + 10 * L)).intoArray(wArray, w + 10 * L);
        eta.fma(c51, FloatVector.fromArray(S, wArray, w + 11 * L)).intoArray(wArray, w + 11 * L);
    }
}
