package fathom.simd.product;

import fathom.simd.machine.Backend;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Strips of A, interleaved: to[s * rows + r] := scale * from[r * fromRow + s * fromStep]. Vectors have 4 lanes; the last of a step ends
 * with the strip's last row, whatever it has in common with the one before.
 */
final class VectorFloatInterleaving {

    private static final VectorSpecies<Float> S = FloatVector.SPECIES_128;
    private static final int L = 4;

    private static final VectorSpecies<Float> WIDE = FloatVector.SPECIES_256;
    private static final int EIGHT = 8;

    private static final VectorShuffle<Float> BY_2 = VectorShuffle.fromOp(S, lane -> lane ^ 2);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.fromOp(S, lane -> lane ^ 1);
    private static final VectorMask<Float> UPPER_2 = VectorMask.fromLong(S, 0b1100);
    private static final VectorMask<Float> UPPER_1 = VectorMask.fromLong(S, 0b1010);

    private VectorFloatInterleaving() {}

    /** Whether strips of so many rows are copied here, on this machine. */
    static boolean takes(int rows) {
        return rows >= L && Backend.vectorBytes() >= L * Float.BYTES;
    }

    static void copy(
            float scale,
            int rows,
            int steps,
            float[] fromArray,
            int from,
            int fromRow,
            int fromStep,
            float[] toArray,
            int to) {
        int done = fromStep == 1 && fromRow >= L && rows <= 6 && Backend.vectorBytes() >= EIGHT * Float.BYTES
                ? eights(scale, rows, steps, fromArray, from, fromRow, toArray, to)
                : 0;
        int s = done;
        for (int row = 0; row < rows; row += L) {
            int r = Math.min(row, rows - L);
            if (fromRow == 1) {
                for (s = 0; s < steps; s++) {
                    FloatVector.fromArray(S, fromArray, from + r + s * fromStep)
                            .mul(scale)
                            .intoArray(toArray, to + r + s * rows);
                }
            } else if (fromStep == 1) {
                for (s = done; s <= steps - L; s += L) {
                    square(scale, fromArray, from + r * fromRow + s, fromRow, toArray, to + r + s * rows, rows);
                }
            }
        }
        for (; s < steps; s++) {
            for (int r = 0; r < rows; r++) {
                toArray[to + r + s * rows] = scale * fromArray[from + r * fromRow + s * fromStep];
            }
        }
    }

    /**
     * Eight steps of four to six rows at a time, as often as it goes: of most rows four steps more are read than are taken, and behind each
     * step up to four elements of anything are written, which the next one overwrites.
     *
     * @return how many steps are done, at least four less than there are
     */
    private static int eights(
            float scale, int rows, int steps, float[] fromArray, int from, int fromRow, float[] toArray, int to) {
        int done = Math.max(0, steps - L) / EIGHT * EIGHT;
        int row4 = Math.min(4, rows - 1) * fromRow;
        int row5 = Math.min(5, rows - 1) * fromRow;
        for (int s = 0; s < done; s += L) {
            six(scale, fromArray, from + s, fromRow, row4, row5, toArray, to + s * rows, rows);
        }
        return done;
    }

    /**
     * Four steps of six rows. As in {@link VectorFloatStrips}, rows 4 apart are exchanged by loading the later ones 4 steps early, and
     * neighbours by shifting pairs.
     */
    private static void six(
            float scale, float[] x, int at, int fromRow, int row4, int row5, float[] y, int to, int rows) {
        FloatVector a0 = FloatVector.fromArray(WIDE, x, at)
                .blend(FloatVector.fromArray(WIDE, x, at + row4 - L), VectorFloatStrips.UPPER_4);
        FloatVector a1 = FloatVector.fromArray(WIDE, x, at + fromRow)
                .blend(FloatVector.fromArray(WIDE, x, at + row5 - L), VectorFloatStrips.UPPER_4);
        FloatVector a2 = FloatVector.fromArray(WIDE, x, at + 2 * fromRow);
        FloatVector a3 = FloatVector.fromArray(WIDE, x, at + 3 * fromRow);
        FloatVector b0 = a0.blend(a2.rearrange(VectorFloatStrips.BY_2), VectorFloatStrips.UPPER_2),
                b2 = a0.rearrange(VectorFloatStrips.BY_2).blend(a2, VectorFloatStrips.UPPER_2);
        FloatVector b1 = a1.blend(a3.rearrange(VectorFloatStrips.BY_2), VectorFloatStrips.UPPER_2),
                b3 = a1.rearrange(VectorFloatStrips.BY_2).blend(a3, VectorFloatStrips.UPPER_2);
        b0.blend(VectorFloatStrips.up(b1), VectorFloatStrips.UPPER_1).mul(scale).intoArray(y, to);
        VectorFloatStrips.down(b0)
                .blend(b1, VectorFloatStrips.UPPER_1)
                .mul(scale)
                .intoArray(y, to + rows);
        b2.blend(VectorFloatStrips.up(b3), VectorFloatStrips.UPPER_1).mul(scale).intoArray(y, to + 2 * rows);
        VectorFloatStrips.down(b2)
                .blend(b3, VectorFloatStrips.UPPER_1)
                .mul(scale)
                .intoArray(y, to + 3 * rows);
    }

    /** Four steps of four rows. */
    private static void square(
            float scale, float[] fromArray, int from, int fromRow, float[] toArray, int to, int rows) {
        FloatVector a0 = FloatVector.fromArray(S, fromArray, from),
                a1 = FloatVector.fromArray(S, fromArray, from + fromRow),
                a2 = FloatVector.fromArray(S, fromArray, from + 2 * fromRow),
                a3 = FloatVector.fromArray(S, fromArray, from + 3 * fromRow);
        FloatVector b0 = a0.blend(a2.rearrange(BY_2), UPPER_2),
                b2 = a0.rearrange(BY_2).blend(a2, UPPER_2);
        FloatVector b1 = a1.blend(a3.rearrange(BY_2), UPPER_2),
                b3 = a1.rearrange(BY_2).blend(a3, UPPER_2);
        b0.blend(b1.rearrange(BY_1), UPPER_1).mul(scale).intoArray(toArray, to);
        b0.rearrange(BY_1).blend(b1, UPPER_1).mul(scale).intoArray(toArray, to + rows);
        b2.blend(b3.rearrange(BY_1), UPPER_1).mul(scale).intoArray(toArray, to + 2 * rows);
        b2.rearrange(BY_1).blend(b3, UPPER_1).mul(scale).intoArray(toArray, to + 3 * rows);
    }
}
