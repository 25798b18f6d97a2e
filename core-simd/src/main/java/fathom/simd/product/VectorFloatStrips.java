package fathom.simd.product;

import fathom.simd.machine.Backend;
import fathom.simd.matrix.FloatPanels;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposing copies out of panels, in squares of 8 by 8. Of the three rounds of exchanges the one between rows 4 apart is done by loading
 * each row 4 columns early, and the one between neighbours by shifting pairs as 64-bit integers: only the second needs a shuffle.
 */
final class VectorFloatStrips {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_256;
    private static final int L = 8;
    /** Columns of a panel. */
    private static final int C = 2 * Backend.vectorBytes() / Float.BYTES;

    static final VectorShuffle<Float> BY_2 = VectorShuffle.fromOp(S, lane -> lane ^ 2);
    static final VectorMask<Float> UPPER_4 = upper(4);
    static final VectorMask<Float> UPPER_2 = upper(2);
    static final VectorMask<Float> UPPER_1 = upper(1);

    private VectorFloatStrips() {}

    /**
     * W' in panels: to[at + (k - rowFrom) / C * panel + (j - columnFrom) * C + (k - rowFrom) mod C] := w_kj for rows rowFrom ≤ k &lt; rowTo and
     * {@code columns} columns j from columnFrom; both are rounded up, rows to whole panels and columns to whole squares, and into what lies
     * beyond anything may be written.
     *
     * @param columnFrom a multiple of 8
     * @param panel elements of a panel of the result
     */
    static void transpose(
            FloatPanels w, int rowFrom, int rowTo, int columnFrom, int columns, float[] to, int at, int panel) {
        int panels = Math.ceilDiv(rowTo - rowFrom, C);
        for (int j = 0; j < columns; j += L) {
            int from = w.index(rowFrom, columnFrom + j);
            if (C < 2 * L) {
                each(panels, w.array(), from, to, at + j * C, panel);
                continue;
            }
            half(panels, w.array(), from, to, at + j * C, panel);
            half(panels, w.array(), from + L / 2, to, at + (j + L / 2) * C, panel);
        }
    }

    /** Machines with narrow vectors copy element by element. */
    private static void each(int panels, float[] fromArray, int from, float[] toArray, int to, int panel) {
        for (int q = 0; q < panels; q++) {
            for (int k = 0; k < C; k++) {
                for (int j = 0; j < L; j++) {
                    toArray[to + q * panel + j * C + k] = fromArray[from + (q * C + k) * C + j];
                }
            }
        }
    }

    /** Four columns of W, which become four rows of every panel. */
    private static void half(int panels, float[] x, int from, float[] y, int to, int panel) {
        for (int q = 0; q < panels; q++) {
            for (int k = 0; k < C; k += L) {
                int at = from + (q * C + k) * C;
                int out = to + q * panel + k;
                FloatVector a0 =
                        FloatVector.fromArray(S, x, at).blend(FloatVector.fromArray(S, x, at + 4 * C - 4), UPPER_4);
                FloatVector a1 =
                        FloatVector.fromArray(S, x, at + C).blend(FloatVector.fromArray(S, x, at + 5 * C - 4), UPPER_4);
                FloatVector a2 = FloatVector.fromArray(S, x, at + 2 * C)
                        .blend(FloatVector.fromArray(S, x, at + 6 * C - 4), UPPER_4);
                FloatVector a3 = FloatVector.fromArray(S, x, at + 3 * C)
                        .blend(FloatVector.fromArray(S, x, at + 7 * C - 4), UPPER_4);
                FloatVector b0 = a0.blend(a2.rearrange(BY_2), UPPER_2),
                        b2 = a0.rearrange(BY_2).blend(a2, UPPER_2);
                FloatVector b1 = a1.blend(a3.rearrange(BY_2), UPPER_2),
                        b3 = a1.rearrange(BY_2).blend(a3, UPPER_2);
                b0.blend(up(b1), UPPER_1).intoArray(y, out);
                down(b0).blend(b1, UPPER_1).intoArray(y, out + C);
                b2.blend(up(b3), UPPER_1).intoArray(y, out + 2 * C);
                down(b2).blend(b3, UPPER_1).intoArray(y, out + 3 * C);
            }
        }
    }

    /** Every even lane moves to the odd one above it. */
    static FloatVector up(FloatVector x) {
        return x.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHL, Integer.SIZE)
                .reinterpretAsFloats();
    }

    /** Every odd lane moves to the even one below it. */
    static FloatVector down(FloatVector x) {
        return x.reinterpretAsLongs()
                .lanewise(VectorOperators.LSHR, Integer.SIZE)
                .reinterpretAsFloats();
    }

    private static VectorMask<Float> upper(int distance) {
        boolean[] lanes = new boolean[L];
        for (int lane = 0; lane < L; lane++) {
            lanes[lane] = (lane & distance) != 0;
        }
        return VectorMask.fromArray(S, lanes, 0);
    }
}
