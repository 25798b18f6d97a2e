package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposing copies, in squares of 8 by 8: three rounds of exchanges between rows 4, 2 and 1 apart. Element by element such a copy costs
 * as much as a third of the product that it is made for.
 */
public final class VectorFloatTransposition {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
    private static final int L = 8;
    /** Narrower machines copy element by element. */
    private static final boolean WIDE = Backend.vectorBytes() >= L * Float.BYTES;

    private static final VectorShuffle<Float> BY_4 = exchange(4);
    private static final VectorShuffle<Float> BY_2 = exchange(2);
    private static final VectorShuffle<Float> BY_1 = exchange(1);
    private static final VectorMask<Float> UPPER_4 = upper(4);
    private static final VectorMask<Float> UPPER_2 = upper(2);
    private static final VectorMask<Float> UPPER_1 = upper(1);

    private VectorFloatTransposition() {}

    /** to[r * toRow + q] := scale * from[q * fromRow + r] for r below {@code rows}, q below {@code columns}. */
    public static void copy(
            float scale,
            int rows,
            int columns,
            float[] fromArray,
            int from,
            int fromRow,
            float[] toArray,
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
            float scale,
            int rowFrom,
            int rowTo,
            int columnFrom,
            int columnTo,
            float[] fromArray,
            int from,
            int fromRow,
            float[] toArray,
            int to,
            int toRow) {
        for (int r = rowFrom; r < rowTo; r++) {
            for (int q = columnFrom; q < columnTo; q++) {
                toArray[to + r * toRow + q] = scale * fromArray[from + q * fromRow + r];
            }
        }
    }

    private static void square(
            float scale, float[] fromArray, int from, int fromRow, float[] toArray, int to, int toRow) {
        FloatVector a0 = FloatVector.fromArray(S, fromArray, from),
                a1 = FloatVector.fromArray(S, fromArray, from + fromRow),
                a2 = FloatVector.fromArray(S, fromArray, from + 2 * fromRow),
                a3 = FloatVector.fromArray(S, fromArray, from + 3 * fromRow),
                a4 = FloatVector.fromArray(S, fromArray, from + 4 * fromRow),
                a5 = FloatVector.fromArray(S, fromArray, from + 5 * fromRow),
                a6 = FloatVector.fromArray(S, fromArray, from + 6 * fromRow),
                a7 = FloatVector.fromArray(S, fromArray, from + 7 * fromRow);
        FloatVector b0 = a0.blend(a4.rearrange(BY_4), UPPER_4),
                b4 = a0.rearrange(BY_4).blend(a4, UPPER_4);
        FloatVector b1 = a1.blend(a5.rearrange(BY_4), UPPER_4),
                b5 = a1.rearrange(BY_4).blend(a5, UPPER_4);
        FloatVector b2 = a2.blend(a6.rearrange(BY_4), UPPER_4),
                b6 = a2.rearrange(BY_4).blend(a6, UPPER_4);
        FloatVector b3 = a3.blend(a7.rearrange(BY_4), UPPER_4),
                b7 = a3.rearrange(BY_4).blend(a7, UPPER_4);
        FloatVector c0 = b0.blend(b2.rearrange(BY_2), UPPER_2),
                c2 = b0.rearrange(BY_2).blend(b2, UPPER_2);
        FloatVector c1 = b1.blend(b3.rearrange(BY_2), UPPER_2),
                c3 = b1.rearrange(BY_2).blend(b3, UPPER_2);
        FloatVector c4 = b4.blend(b6.rearrange(BY_2), UPPER_2),
                c6 = b4.rearrange(BY_2).blend(b6, UPPER_2);
        FloatVector c5 = b5.blend(b7.rearrange(BY_2), UPPER_2),
                c7 = b5.rearrange(BY_2).blend(b7, UPPER_2);
        c0.blend(c1.rearrange(BY_1), UPPER_1).mul(scale).intoArray(toArray, to);
        c0.rearrange(BY_1).blend(c1, UPPER_1).mul(scale).intoArray(toArray, to + toRow);
        c2.blend(c3.rearrange(BY_1), UPPER_1).mul(scale).intoArray(toArray, to + 2 * toRow);
        c2.rearrange(BY_1).blend(c3, UPPER_1).mul(scale).intoArray(toArray, to + 3 * toRow);
        c4.blend(c5.rearrange(BY_1), UPPER_1).mul(scale).intoArray(toArray, to + 4 * toRow);
        c4.rearrange(BY_1).blend(c5, UPPER_1).mul(scale).intoArray(toArray, to + 5 * toRow);
        c6.blend(c7.rearrange(BY_1), UPPER_1).mul(scale).intoArray(toArray, to + 6 * toRow);
        c6.rearrange(BY_1).blend(c7, UPPER_1).mul(scale).intoArray(toArray, to + 7 * toRow);
    }

    private static VectorShuffle<Float> exchange(int distance) {
        return VectorShuffle.fromOp(S, lane -> lane ^ distance);
    }

    private static VectorMask<Float> upper(int distance) {
        boolean[] lanes = new boolean[L];
        for (int lane = 0; lane < L; lane++) {
            lanes[lane] = (lane & distance) != 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }
}
