package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Tiles of 1 to 3 rows by 2 vectors, for the lower edge of C and for products of few rows; written out as {@link VectorDoubleKernel} is. */
final class VectorDoubleThinTile {

    private static final VectorSpecies<Double> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(double.class);
    private static final int L = S.length();

    private VectorDoubleThinTile() {}

    static void three(
            int steps,
            double[] aArray,
            int a,
            int aRow,
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
        if (beta != 0) {
            c00 = DoubleVector.fromArray(S, cArray, c).mul(beta);
            c01 = DoubleVector.fromArray(S, cArray, c + L).mul(beta);
            c10 = DoubleVector.fromArray(S, cArray, c + cRow).mul(beta);
            c11 = DoubleVector.fromArray(S, cArray, c + cRow + L).mul(beta);
            c20 = DoubleVector.fromArray(S, cArray, c + 2 * cRow).mul(beta);
            c21 = DoubleVector.fromArray(S, cArray, c + 2 * cRow + L).mul(beta);
        }
        int a1 = a + aRow, a2 = a1 + aRow;
        for (int s = 0; s < steps; s++) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * bStep),
                    b1 = DoubleVector.fromArray(S, bArray, b + s * bStep + L);
            DoubleVector x0 = DoubleVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            DoubleVector x2 = DoubleVector.broadcast(S, aArray[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
        }
        c00.intoArray(cArray, c);
        c01.intoArray(cArray, c + L);
        c10.intoArray(cArray, c + cRow);
        c11.intoArray(cArray, c + cRow + L);
        c20.intoArray(cArray, c + 2 * cRow);
        c21.intoArray(cArray, c + 2 * cRow + L);
    }

    static void two(
            int steps,
            double[] aArray,
            int a,
            int aRow,
            double[] bArray,
            int b,
            int bStep,
            double[] cArray,
            int c,
            int cRow,
            double beta) {
        DoubleVector c00 = DoubleVector.zero(S), c01 = c00;
        DoubleVector c10 = DoubleVector.zero(S), c11 = c10;
        if (beta != 0) {
            c00 = DoubleVector.fromArray(S, cArray, c).mul(beta);
            c01 = DoubleVector.fromArray(S, cArray, c + L).mul(beta);
            c10 = DoubleVector.fromArray(S, cArray, c + cRow).mul(beta);
            c11 = DoubleVector.fromArray(S, cArray, c + cRow + L).mul(beta);
        }
        int a1 = a + aRow;
        for (int s = 0; s < steps; s++) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * bStep),
                    b1 = DoubleVector.fromArray(S, bArray, b + s * bStep + L);
            DoubleVector x0 = DoubleVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            DoubleVector x1 = DoubleVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
        }
        c00.intoArray(cArray, c);
        c01.intoArray(cArray, c + L);
        c10.intoArray(cArray, c + cRow);
        c11.intoArray(cArray, c + cRow + L);
    }

    static void one(
            int steps, double[] aArray, int a, double[] bArray, int b, int bStep, double[] cArray, int c, double beta) {
        DoubleVector c00 = DoubleVector.zero(S), c01 = c00;
        if (beta != 0) {
            c00 = DoubleVector.fromArray(S, cArray, c).mul(beta);
            c01 = DoubleVector.fromArray(S, cArray, c + L).mul(beta);
        }
        for (int s = 0; s < steps; s++) {
            DoubleVector b0 = DoubleVector.fromArray(S, bArray, b + s * bStep),
                    b1 = DoubleVector.fromArray(S, bArray, b + s * bStep + L);
            DoubleVector x0 = DoubleVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
        }
        c00.intoArray(cArray, c);
        c01.intoArray(cArray, c + L);
    }
}
