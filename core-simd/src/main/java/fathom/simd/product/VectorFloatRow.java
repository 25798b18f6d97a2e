package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * One row of C, for products of one row or of few steps. B streams by in whole rows, in place, up to eight at a time: as fast as memory
 * gives it, where a tile would visit a page for every vector. Each element is still one chain along k.
 */
final class VectorFloatRow {

    private static final VectorSpecies<Float> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(float.class);
    private static final int L = S.length();

    private VectorFloatRow() {}

    /** c_j := beta c_j + sum over s of (scale a_s) b_sj, a chain of fused multiply-adds; c is not read when beta is 0. */
    static void multiply(
            int count,
            int steps,
            float scale,
            float[] aArray,
            int a,
            int aStep,
            float[] bArray,
            int b,
            int bStep,
            float beta,
            float[] cArray,
            int c) {
        int s = 0;
        float begin = beta;
        for (; s < steps - 7; s += 8, begin = 1) {
            eight(count, scale, aArray, a + s * aStep, aStep, bArray, b + s * bStep, bStep, begin, cArray, c);
        }
        for (; s < steps - 1; s += 2, begin = 1) {
            two(count, scale, aArray, a + s * aStep, aStep, bArray, b + s * bStep, bStep, begin, cArray, c);
        }
        if (s < steps) {
            one(count, scale * aArray[a + s * aStep], bArray, b + s * bStep, begin, cArray, c);
        }
    }

    private static void eight(
            int count,
            float scale,
            float[] aArray,
            int a,
            int aStep,
            float[] bArray,
            int b0,
            int bStep,
            float beta,
            float[] cArray,
            int c) {
        int b1 = b0 + bStep, b2 = b1 + bStep, b3 = b2 + bStep, b4 = b3 + bStep, b5 = b4 + bStep;
        int b6 = b5 + bStep, b7 = b6 + bStep;
        float a0 = scale * aArray[a], a1 = scale * aArray[a + aStep];
        float a2 = scale * aArray[a + 2 * aStep], a3 = scale * aArray[a + 3 * aStep];
        float a4 = scale * aArray[a + 4 * aStep], a5 = scale * aArray[a + 5 * aStep];
        float a6 = scale * aArray[a + 6 * aStep], a7 = scale * aArray[a + 7 * aStep];
        FloatVector x0 = FloatVector.broadcast(S, a0), x1 = FloatVector.broadcast(S, a1);
        FloatVector x2 = FloatVector.broadcast(S, a2), x3 = FloatVector.broadcast(S, a3);
        FloatVector x4 = FloatVector.broadcast(S, a4), x5 = FloatVector.broadcast(S, a5);
        FloatVector x6 = FloatVector.broadcast(S, a6), x7 = FloatVector.broadcast(S, a7);
        int whole = S.loopBound(count);
        for (int j = 0; j < whole; j += L) {
            FloatVector sum = beta == 0
                    ? FloatVector.zero(S)
                    : FloatVector.fromArray(S, cArray, c + j).mul(beta);
            sum = x0.fma(FloatVector.fromArray(S, bArray, b0 + j), sum);
            sum = x1.fma(FloatVector.fromArray(S, bArray, b1 + j), sum);
            sum = x2.fma(FloatVector.fromArray(S, bArray, b2 + j), sum);
            sum = x3.fma(FloatVector.fromArray(S, bArray, b3 + j), sum);
            sum = x4.fma(FloatVector.fromArray(S, bArray, b4 + j), sum);
            sum = x5.fma(FloatVector.fromArray(S, bArray, b5 + j), sum);
            sum = x6.fma(FloatVector.fromArray(S, bArray, b6 + j), sum);
            sum = x7.fma(FloatVector.fromArray(S, bArray, b7 + j), sum);
            sum.intoArray(cArray, c + j);
        }
        for (int j = whole; j < count; j++) {
            float sum = beta == 0 ? 0 : beta * cArray[c + j];
            sum = Math.fma(a0, bArray[b0 + j], sum);
            sum = Math.fma(a1, bArray[b1 + j], sum);
            sum = Math.fma(a2, bArray[b2 + j], sum);
            sum = Math.fma(a3, bArray[b3 + j], sum);
            sum = Math.fma(a4, bArray[b4 + j], sum);
            sum = Math.fma(a5, bArray[b5 + j], sum);
            sum = Math.fma(a6, bArray[b6 + j], sum);
            cArray[c + j] = Math.fma(a7, bArray[b7 + j], sum);
        }
    }

    private static void two(
            int count,
            float scale,
            float[] aArray,
            int a,
            int aStep,
            float[] bArray,
            int b0,
            int bStep,
            float beta,
            float[] cArray,
            int c) {
        int b1 = b0 + bStep;
        float a0 = scale * aArray[a], a1 = scale * aArray[a + aStep];
        FloatVector x0 = FloatVector.broadcast(S, a0), x1 = FloatVector.broadcast(S, a1);
        int whole = S.loopBound(count);
        for (int j = 0; j < whole; j += L) {
            FloatVector sum = beta == 0
                    ? FloatVector.zero(S)
                    : FloatVector.fromArray(S, cArray, c + j).mul(beta);
            sum = x0.fma(FloatVector.fromArray(S, bArray, b0 + j), sum);
            x1.fma(FloatVector.fromArray(S, bArray, b1 + j), sum).intoArray(cArray, c + j);
        }
        for (int j = whole; j < count; j++) {
            float sum = beta == 0 ? 0 : beta * cArray[c + j];
            cArray[c + j] = Math.fma(a1, bArray[b1 + j], Math.fma(a0, bArray[b0 + j], sum));
        }
    }

    private static void one(int count, float a0, float[] bArray, int b, float beta, float[] cArray, int c) {
        FloatVector x = FloatVector.broadcast(S, a0);
        int whole = S.loopBound(count);
        for (int j = 0; j < whole; j += L) {
            FloatVector sum = beta == 0
                    ? FloatVector.zero(S)
                    : FloatVector.fromArray(S, cArray, c + j).mul(beta);
            x.fma(FloatVector.fromArray(S, bArray, b + j), sum).intoArray(cArray, c + j);
        }
        for (int j = whole; j < count; j++) {
            float sum = beta == 0 ? 0 : beta * cArray[c + j];
            cArray[c + j] = Math.fma(a0, bArray[b + j], sum);
        }
    }
}
