package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Tiles of up to 6 rows by 2 vectors for 16 vector registers: 12 accumulators, 2 vectors of B, 1 broadcast of A.
 *
 * <p>The accumulators are locals written out by hand, since arrays of vectors are not kept in registers. The rows of A are read through
 * six separate offsets: with constant distances between them the compiler moves all six broadcasts to the front of the loop and spills
 * accumulators, at less than half the speed. For the same reason the loop is not unrolled.
 */
class VectorDoubleKernel extends Kernel<double[]> {

    private static final VectorSpecies<Double> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(double.class);
    private static final int L = S.length();

    VectorDoubleKernel() {
        this(6);
    }

    VectorDoubleKernel(int rows) {
        super(rows, 2 * L, Double.BYTES, S.vectorByteSize());
    }

    @Override
    final void tile(
            int tileRows,
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
        double scale = beta;
        if (bStep == 2 * L && tileRows > 3) {
            switch (tileRows) {
                case 6 -> VectorDoublePanelTile.six(steps, aArray, a, aRow, bArray, b, cArray, c, cRow, beta);
                case 5 -> VectorDoublePanelTile.five(steps, aArray, a, aRow, bArray, b, cArray, c, cRow, beta);
                default -> VectorDoublePanelTile.four(steps, aArray, a, aRow, bArray, b, cArray, c, cRow, beta);
            }
            return;
        }
        switch (tileRows) {
            case 6 -> six(steps, aArray, a, aRow, bArray, b, bStep, cArray, c, cRow, scale);
            case 5 -> five(steps, aArray, a, aRow, bArray, b, bStep, cArray, c, cRow, scale);
            case 4 -> four(steps, aArray, a, aRow, bArray, b, bStep, cArray, c, cRow, scale);
            case 3 -> VectorDoubleThinTile.three(steps, aArray, a, aRow, bArray, b, bStep, cArray, c, cRow, scale);
            case 2 -> VectorDoubleThinTile.two(steps, aArray, a, aRow, bArray, b, bStep, cArray, c, cRow, scale);
            case 1 -> VectorDoubleThinTile.one(steps, aArray, a, bArray, b, bStep, cArray, c, scale);
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
            double[] aArray,
            int a,
            double[] bArray,
            int b,
            int bStep,
            double[] cArray,
            int c,
            int cRow,
            double beta) {
        double scale = beta;
        switch (tileRows) {
            case 6 -> VectorDoubleInterleavedTile.six(steps, aArray, a, bArray, b, cArray, c, cRow, scale);
            case 5 -> VectorDoubleInterleavedTile.five(steps, aArray, a, bArray, b, cArray, c, cRow, scale);
            default -> VectorDoubleInterleavedTile.four(steps, aArray, a, bArray, b, cArray, c, cRow, scale);
        }
    }

    private static void six(
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
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow;
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
            DoubleVector x3 = DoubleVector.broadcast(S, aArray[a3 + s]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            DoubleVector x4 = DoubleVector.broadcast(S, aArray[a4 + s]);
            c40 = x4.fma(b0, c40);
            c41 = x4.fma(b1, c41);
            DoubleVector x5 = DoubleVector.broadcast(S, aArray[a5 + s]);
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
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow;
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
            DoubleVector x3 = DoubleVector.broadcast(S, aArray[a3 + s]);
            c30 = x3.fma(b0, c30);
            c31 = x3.fma(b1, c31);
            DoubleVector x4 = DoubleVector.broadcast(S, aArray[a4 + s]);
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
        int a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow;
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
            DoubleVector x3 = DoubleVector.broadcast(S, aArray[a3 + s]);
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
    final double[] allocate(int length) {
        return new double[length];
    }

    @Override
    final int length(double[] array) {
        return array.length;
    }

    @Override
    final void copyScaled(
            double scale,
            int rows,
            int steps,
            double[] fromArray,
            int from,
            int fromRow,
            int fromStep,
            double[] toArray,
            int to,
            int toRow,
            int toStep) {
        VectorDoublePacking.copyScaled(
                scale, rows, steps, fromArray, from, fromRow, fromStep, toArray, to, toRow, toStep);
    }

    @Override
    final void packPanels(
            double scale,
            int steps,
            int panels,
            double[] fromArray,
            int from,
            int fromStep,
            double[] toArray,
            int to,
            int toPanel) {
        VectorDoublePacking.packPanels(scale, steps, panels, fromArray, from, fromStep, toArray, to, toPanel);
    }

    @Override
    final void packPanel(
            double scale,
            int steps,
            int count,
            double[] fromArray,
            int from,
            int fromStep,
            int fromColumn,
            double[] toArray,
            int to) {
        VectorDoublePacking.packPanel(scale, steps, count, fromArray, from, fromStep, fromColumn, toArray, to);
    }

    @Override
    final void column(
            int rows,
            int steps,
            double scaleA,
            double[] aArray,
            int a,
            int aRow,
            int aStep,
            double scaleB,
            double[] bArray,
            int b,
            int bStep,
            double beta,
            double[] cArray,
            int c,
            int cRow) {
        DoubleColumn.multiply(
                rows, steps, scaleA, aArray, a, aRow, aStep, scaleB, bArray, b, bStep, beta, cArray, c, cRow);
    }

    @Override
    final void row(
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
        VectorDoubleRow.multiply(count, steps, scale, aArray, a, aStep, bArray, b, bStep, beta, cArray, c);
    }

    @Override
    final void scaleRow(double beta, double[] array, int at, int count, int stride) {
        VectorDoublePacking.scaleRow(beta, array, at, count, stride);
    }

    @Override
    final void substitute(int rows, double[] lArray, int l, double[] xArray, int x) {
        VectorDoubleSubstitution.solve(rows, lArray, l, xArray, x);
    }
}
