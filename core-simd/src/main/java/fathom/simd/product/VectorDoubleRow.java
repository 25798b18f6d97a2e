package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * One row of C, for products of one row or of few steps. B streams by in whole rows, in place, up to eight at a time: as fast as memory
 * gives it, where a tile would visit a page for every vector. Each element is still one chain along k.
 */
final class VectorDoubleRow {

    private static final VectorSpecies<Double> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(double.class);
    private static final int L = S.length();

    private VectorDoubleRow() {}

    /** c_j := beta c_j + sum over s of (scale a_s) b_sj, a chain of fused multiply-adds; c is not read when beta is 0. */
    static void multiply(
            int count,
            int steps,
            double scale,
            double[] aArray,
            int a,
            int aStep,
            double[] bArray,
            int b,
            int bStep,
            double beta,
            double[] cArray,
            int c) {
        int s = 0;
        double begin = beta;
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
            double scale,
            double[] aArray,
            int a,
            int aStep,
            double[] bArray,
            int b0,
            int bStep,
            double beta,
            double[] cArray,
            int c) {
        int b1 = b0 + bStep, b2 = b1 + bStep, b3 = b2 + bStep, b4 = b3 + bStep, b5 = b4 + bStep;
        int b6 = b5 + bStep, b7 = b6 + bStep;
        double a0 = scale * aArray[a], a1 = scale * aArray[a + aStep];
        double a2 = scale * aArray[a + 2 * aStep], a3 = scale * aArray[a + 3 * aStep];
        double a4 = scale * aArray[a + 4 * aStep], a5 = scale * aArray[a + 5 * aStep];
        double a6 = scale * aArray[a + 6 * aStep], a7 = scale * aArray[a + 7 * aStep];
        DoubleVector x0 = DoubleVector.broadcast(S, a0), x1 = DoubleVector.broadcast(S, a1);
        DoubleVector x2 = DoubleVector.broadcast(S, a2), x3 = DoubleVector.broadcast(S, a3);
        DoubleVector x4 = DoubleVector.broadcast(S, a4), x5 = DoubleVector.broadcast(S, a5);
        DoubleVector x6 = DoubleVector.broadcast(S, a6), x7 = DoubleVector.broadcast(S, a7);
        int whole = S.loopBound(count);
        for (int j = 0; j < whole; j += L) {
            DoubleVector sum = beta == 0
                    ? DoubleVector.zero(S)
                    : DoubleVector.fromArray(S, cArray, c + j).mul(beta);
            sum = x0.fma(DoubleVector.fromArray(S, bArray, b0 + j), sum);
            sum = x1.fma(DoubleVector.fromArray(S, bArray, b1 + j), sum);
            sum = x2.fma(DoubleVector.fromArray(S, bArray, b2 + j), sum);
            sum = x3.fma(DoubleVector.fromArray(S, bArray, b3 + j), sum);
            sum = x4.fma(DoubleVector.fromArray(S, bArray, b4 + j), sum);
            sum = x5.fma(DoubleVector.fromArray(S, bArray, b5 + j), sum);
            sum = x6.fma(DoubleVector.fromArray(S, bArray, b6 + j), sum);
            sum = x7.fma(DoubleVector.fromArray(S, bArray, b7 + j), sum);
            sum.intoArray(cArray, c + j);
        }
        for (int j = whole; j < count; j++) {
            double sum = beta == 0 ? 0 : beta * cArray[c + j];
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
            double scale,
            double[] aArray,
            int a,
            int aStep,
            double[] bArray,
            int b0,
            int bStep,
            double beta,
            double[] cArray,
            int c) {
        int b1 = b0 + bStep;
        double a0 = scale * aArray[a], a1 = scale * aArray[a + aStep];
        DoubleVector x0 = DoubleVector.broadcast(S, a0), x1 = DoubleVector.broadcast(S, a1);
        int whole = S.loopBound(count);
        for (int j = 0; j < whole; j += L) {
            DoubleVector sum = beta == 0
                    ? DoubleVector.zero(S)
                    : DoubleVector.fromArray(S, cArray, c + j).mul(beta);
            sum = x0.fma(DoubleVector.fromArray(S, bArray, b0 + j), sum);
            x1.fma(DoubleVector.fromArray(S, bArray, b1 + j), sum).intoArray(cArray, c + j);
        }
        for (int j = whole; j < count; j++) {
            double sum = beta == 0 ? 0 : beta * cArray[c + j];
            cArray[c + j] = Math.fma(a1, bArray[b1 + j], Math.fma(a0, bArray[b0 + j], sum));
        }
    }

    private static void one(int count, double a0, double[] bArray, int b, double beta, double[] cArray, int c) {
        DoubleVector x = DoubleVector.broadcast(S, a0);
        int whole = S.loopBound(count);
        for (int j = 0; j < whole; j += L) {
            DoubleVector sum = beta == 0
                    ? DoubleVector.zero(S)
                    : DoubleVector.fromArray(S, cArray, c + j).mul(beta);
            x.fma(DoubleVector.fromArray(S, bArray, b + j), sum).intoArray(cArray, c + j);
        }
        for (int j = whole; j < count; j++) {
            double sum = beta == 0 ? 0 : beta * cArray[c + j];
            cArray[c + j] = Math.fma(a0, bArray[b + j], sum);
        }
    }
}
