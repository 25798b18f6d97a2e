package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Transposing copies of doubles, in squares of 4 by 4: two rounds of exchanges between rows 2 and 1 apart. */
public final class VectorDoubleTransposition {

    private static final VectorSpecies<Double> S = DoubleVector.SPECIES_256;
    private static final int L = 4;
    /** Narrower machines copy element by element. */
    private static final boolean WIDE = Backend.vectorBytes() >= L * Double.BYTES;

    private static final VectorShuffle<Double> BY_2 = exchange(2);
    private static final VectorShuffle<Double> BY_1 = exchange(1);
    private static final VectorMask<Double> UPPER_2 = upper(2);
    private static final VectorMask<Double> UPPER_1 = upper(1);

    private VectorDoubleTransposition() {}

    /** to[r * toRow + q] := scale * from[q * fromRow + r] for r below {@code rows}, q below {@code columns}. */
    public static void copy(
            double scale,
            int rows,
            int columns,
            double[] fromArray,
            int from,
            int fromRow,
            double[] toArray,
            int to,
            int toRow) {
        int wholeRows = WIDE ? rows & -L : 0;
        int wholeColumns = WIDE ? columns & -L : 0;
        for (int r = 0; r < wholeRows; r += L) {
            for (int q = 0; q < wholeColumns; q += L) {
                square(scale, fromArray, from + q * fromRow + r, fromRow, toArray, to + r * toRow + q, toRow);
            }
        }
        each(scale, 0, wholeRows, wholeColumns, columns, fromArray, from, fromRow, toArray, to, toRow);
        each(scale, wholeRows, rows, 0, columns, fromArray, from, fromRow, toArray, to, toRow);
    }

    private static void each(
            double scale,
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo,
            double[] fromArray,
            int from,
            int fromRow,
            double[] toArray,
            int to,
            int toRow) {
        for (int r = rowFrom; r < rowTo; r++) {
            for (int q = columnFrom; q < columnTo; q++) {
                toArray[to + r * toRow + q] = scale * fromArray[from + q * fromRow + r];
            }
        }
    }

    private static void square(
            double scale, double[] fromArray, int from, int fromRow, double[] toArray, int to, int toRow) {
        DoubleVector a0 = DoubleVector.fromArray(S, fromArray, from),
                a1 = DoubleVector.fromArray(S, fromArray, from + fromRow),
                a2 = DoubleVector.fromArray(S, fromArray, from + 2 * fromRow),
                a3 = DoubleVector.fromArray(S, fromArray, from + 3 * fromRow);
        DoubleVector b0 = a0.blend(a2.rearrange(BY_2), UPPER_2),
                b2 = a0.rearrange(BY_2).blend(a2, UPPER_2);
        DoubleVector b1 = a1.blend(a3.rearrange(BY_2), UPPER_2),
                b3 = a1.rearrange(BY_2).blend(a3, UPPER_2);
        b0.blend(b1.rearrange(BY_1), UPPER_1).mul(scale).intoArray(toArray, to);
        b0.rearrange(BY_1).blend(b1, UPPER_1).mul(scale).intoArray(toArray, to + toRow);
        b2.blend(b3.rearrange(BY_1), UPPER_1).mul(scale).intoArray(toArray, to + 2 * toRow);
        b2.rearrange(BY_1).blend(b3, UPPER_1).mul(scale).intoArray(toArray, to + 3 * toRow);
    }

    private static VectorShuffle<Double> exchange(int distance) {
        return VectorShuffle.fromOp(S, lane -> lane ^ distance);
    }

    private static VectorMask<Double> upper(int distance) {
        boolean[] lanes = new boolean[L];
        for (int lane = 0; lane < L; lane++) {
            lanes[lane] = (lane & distance) != 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }
}
