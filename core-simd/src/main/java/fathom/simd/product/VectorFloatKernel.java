package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of up to 6 rows by 2 vectors for 16 vector registers: 12 accumulators, 2 vectors of B, 1 broadcast of A.
 *
 * <p>The accumulators are locals written out by hand, since arrays of vectors are not kept in registers. The rows of A are read through
 * six separate offsets: where the checks of their ranges stay in the loop, they keep the six broadcasts apart. Where the compiler takes the
 * checks out of it, which it does in some runs and not in others, it issues all broadcasts first and spills four accumulators, at less than
 * half the speed. {@link VectorFloatInterleavedTile} has fences against that. For the same reason the loop is not unrolled.
 */
class VectorFloatKernel extends Kernel<float[]> {

    private static final VectorSpecies<Float> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(float.class);
    private static final int L = S.length();

    VectorFloatKernel() {
        this(6);
    }

    VectorFloatKernel(int rows) {
        super(rows, 2 * L, Float.BYTES, S.vectorByteSize());
    }

    @Override
    final void tile(
            int tileRows,
            int steps,
            float[] aArray,
            int a,
            int aRow,
            float[] bArray,
            int b,
            int bStep,
            float[] cArray,
            int c,
            int cRow,
            double beta) {
        float scale = (float) beta;
        if (bStep == 2 * L && tileRows > 3) {
            switch (tileRows) {
                case 6 -> VectorFloatPanelTile.six(steps, aArray, a, aRow, bArray, b, cArray, c, cRow, scale);
                case 5 -> VectorFloatPanelTile.five(steps, aArray, a, aRow, bArray, b, cArray, c, cRow, scale);
                default -> VectorFloatPanelTile.four(steps, aArray, a, aRow, bArray, b, cArray, c, cRow, scale);
            }
            return;
        }
        switch (tileRows) {
            case 6 -> six(steps, aArray, a, aRow, bArray, b, bStep, cArray, c, cRow, scale);
            case 5 -> five(steps, aArray, a, aRow, bArray, b, bStep, cArray, c, cRow, scale);
            case 4 -> four(steps, aArray, a, aRow, bArray, b, bStep, cArray, c, cRow, scale);
            case 3 -> VectorFloatThinTile.three(steps, aArray, a, aRow, bArray, b, bStep, cArray, c, cRow, scale);
            case 2 -> VectorFloatThinTile.two(steps, aArray, a, aRow, bArray, b, bStep, cArray, c, cRow, scale);
            case 1 -> VectorFloatThinTile.one(steps, aArray, a, bArray, b, bStep, cArray, c, scale);
            default -> throw new AssertionError(tileRows);
        }
    }

    @Override
    boolean interleaves(int tileRows, boolean panels) {
        return panels && tileRows > 3;
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
        float scale = (float) beta;
        int even = steps & -2;
        switch (tileRows) {
            case 6 -> VectorFloatInterleavedTile.six(even, aArray, a, bArray, b, cArray, c, cRow, scale);
            case 5 -> VectorFloatInterleavedTile.five(even, aArray, a, bArray, b, cArray, c, cRow, scale);
            default -> VectorFloatInterleavedTile.four(even, aArray, a, bArray, b, cArray, c, cRow, scale);
        }
        if (even < steps) {
            int lastA = a + even * tileRows;
            int lastB = b + even * bStep;
            VectorFloatInterleavedTile.last(tileRows, aArray, lastA, bArray, lastB, cArray, c, cRow);
        }
    }

    private static void six(
            int steps,
            float[] aArray,
            int a,
            int aRow,
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
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * bStep),
                    b1 = FloatVector.fromArray(S, bArray, b + s * bStep + L);
            FloatVector x0 = FloatVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, aArray[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, aArray[a3 + s]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(S, aArray[a4 + s]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            FloatVector x5 = FloatVector.broadcast(S, aArray[a5 + s]);
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

    private static void five(
            int steps,
            float[] aArray,
            int a,
            int aRow,
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
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * bStep),
                    b1 = FloatVector.fromArray(S, bArray, b + s * bStep + L);
            FloatVector x0 = FloatVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, aArray[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, aArray[a3 + s]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            FloatVector x4 = FloatVector.broadcast(S, aArray[a4 + s]);
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

    private static void four(
            int steps,
            float[] aArray,
            int a,
            int aRow,
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
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
        for (int s = 0; s < steps; s++) {
            FloatVector b0 = FloatVector.fromArray(S, bArray, b + s * bStep),
                    b1 = FloatVector.fromArray(S, bArray, b + s * bStep + L);
            FloatVector x0 = FloatVector.broadcast(S, aArray[a + s]);
            c00 = x0.fma(b0, c00);
            c01 = x0.fma(b1, c01);
            FloatVector x1 = FloatVector.broadcast(S, aArray[a1 + s]);
            c10 = x1.fma(b0, c10);
            c11 = x1.fma(b1, c11);
            FloatVector x2 = FloatVector.broadcast(S, aArray[a2 + s]);
            c20 = x2.fma(b0, c20);
            c21 = x2.fma(b1, c21);
            FloatVector x3 = FloatVector.broadcast(S, aArray[a3 + s]);
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

    @Override
    final float[] allocate(int length) {
        return new float[length];
    }

    @Override
    final int length(float[] array) {
        return array.length;
    }

    @Override
    final void copyScaled(
            double scale,
            int rows,
            int steps,
            float[] fromArray,
            int from,
            int fromRow,
            int fromStep,
            float[] toArray,
            int to,
            int toRow,
            int toStep) {
        VectorFloatPacking.copyScaled(
                (float) scale, rows, steps, fromArray, from, fromRow, fromStep, toArray, to, toRow, toStep);
    }

    @Override
    final void packPanels(
            double scale,
            int steps,
            int panels,
            float[] fromArray,
            int from,
            int fromStep,
            float[] toArray,
            int to,
            int toPanel) {
        VectorFloatPacking.packPanels((float) scale, steps, panels, fromArray, from, fromStep, toArray, to, toPanel);
    }

    @Override
    final void packPanel(
            double scale,
            int steps,
            int count,
            float[] fromArray,
            int from,
            int fromStep,
            int fromColumn,
            float[] toArray,
            int to) {
        VectorFloatPacking.packPanel((float) scale, steps, count, fromArray, from, fromStep, fromColumn, toArray, to);
    }

    @Override
    final void column(
            int rows,
            int steps,
            double scaleA,
            float[] aArray,
            int a,
            int aRow,
            int aStep,
            double scaleB,
            float[] bArray,
            int b,
            int bStep,
            double beta,
            float[] cArray,
            int c,
            int cRow) {
        FloatColumn.multiply(
                rows,
                steps,
                (float) scaleA,
                aArray,
                a,
                aRow,
                aStep,
                (float) scaleB,
                bArray,
                b,
                bStep,
                (float) beta,
                cArray,
                c,
                cRow);
    }

    @Override
    final void row(
            int count,
            int steps,
            double scale,
            float[] aArray,
            int a,
            int aStep,
            float[] bArray,
            int b,
            int bStep,
            double beta,
            float[] cArray,
            int c) {
        VectorFloatRow.multiply(
                count, steps, (float) scale, aArray, a, aStep, bArray, b, bStep, (float) beta, cArray, c);
    }

    @Override
    final void scaleRow(double beta, float[] array, int at, int count, int stride) {
        VectorFloatPacking.scaleRow((float) beta, array, at, count, stride);
    }

    @Override
    final void substitute(int rows, float[] lArray, int l, float[] xArray, int x) {
        VectorFloatSubstitution.solve(rows, lArray, l, xArray, x);
    }
}
