package fathom.simd.product;

/**
 * A matrix times one column. Along k each element is one chain, so nothing runs across lanes; eight rows at a time keep as many chains in
 * flight as the latency of a multiply-add asks for, and A is read once, in place.
 */
final class FloatColumn {

    private FloatColumn() {}

    /** c_r := beta c_r + sum over s of (scaleA a_rs) (scaleB b_s), a chain of fused multiply-adds; c is not read when beta is 0. */
    static void multiply(
            int rows,
            int steps,
            float scaleA,
            float[] aArray,
            int a,
            int aRow,
            int aStep,
            float scaleB,
            float[] bArray,
            int b,
            int bStep,
            float beta,
            float[] cArray,
            int c,
            int cRow) {
        boolean plain = scaleA == 1 && scaleB == 1 && aStep == 1;
        int r = 0;
        for (; plain && r < rows - 7; r += 8) {
            eight(steps, aArray, a + r * aRow, aRow, bArray, b, bStep, beta, cArray, c + r * cRow, cRow);
        }
        for (; r < rows; r++) {
            float sum = begin(beta, cArray, c + r * cRow);
            for (int s = 0; s < steps; s++) {
                sum = Math.fma(scaleA * aArray[a + r * aRow + s * aStep], scaleB * bArray[b + s * bStep], sum);
            }
            cArray[c + r * cRow] = sum;
        }
    }

    private static float begin(float beta, float[] cArray, int c) {
        return beta == 0 ? 0 : beta * cArray[c];
    }

    private static void eight(
            int steps,
            float[] aArray,
            int a0,
            int aRow,
            float[] bArray,
            int b,
            int bStep,
            float beta,
            float[] cArray,
            int c,
            int cRow) {
        int a1 = a0 + aRow,
                a2 = a1 + aRow,
                a3 = a2 + aRow,
                a4 = a3 + aRow,
                a5 = a4 + aRow,
                a6 = a5 + aRow,
                a7 = a6 + aRow;
        float c0 = begin(beta, cArray, c);
        float c1 = begin(beta, cArray, c + cRow);
        float c2 = begin(beta, cArray, c + 2 * cRow);
        float c3 = begin(beta, cArray, c + 3 * cRow);
        float c4 = begin(beta, cArray, c + 4 * cRow);
        float c5 = begin(beta, cArray, c + 5 * cRow);
        float c6 = begin(beta, cArray, c + 6 * cRow);
        float c7 = begin(beta, cArray, c + 7 * cRow);
        for (int s = 0; s < steps; s++) {
            float x = bArray[b + s * bStep];
            c0 = Math.fma(aArray[a0 + s], x, c0);
            c1 = Math.fma(aArray[a1 + s], x, c1);
            c2 = Math.fma(aArray[a2 + s], x, c2);
            c3 = Math.fma(aArray[a3 + s], x, c3);
            c4 = Math.fma(aArray[a4 + s], x, c4);
            c5 = Math.fma(aArray[a5 + s], x, c5);
            c6 = Math.fma(aArray[a6 + s], x, c6);
            c7 = Math.fma(aArray[a7 + s], x, c7);
        }
        cArray[c] = c0;
        cArray[c + cRow] = c1;
        cArray[c + 2 * cRow] = c2;
        cArray[c + 3 * cRow] = c3;
        cArray[c + 4 * cRow] = c4;
        cArray[c + 5 * cRow] = c5;
        cArray[c + 6 * cRow] = c6;
        cArray[c + 7 * cRow] = c7;
    }
}
