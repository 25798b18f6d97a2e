package fathom.simd.product;

import fathom.simd.machine.Backend;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Copies between strided operands and packed panels. */
final class VectorFloatPacking {

    private static final VectorSpecies<Float> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(float.class);
    private static final int L = S.length();

    private VectorFloatPacking() {}

    /** to[r * toRow + s * toStep] := scale * from[r * fromRow + s * fromStep]. */
    static void copyScaled(
            float scale,
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
        if (fromStep == 1 && toStep == 1) {
            for (int r = 0; r < rows; r++) {
                copyRow(scale, steps, fromArray, from + r * fromRow, toArray, to + r * toRow);
            }
            return;
        }
        if (fromRow == 1 && toStep == 1) {
            VectorFloatTransposition.copy(scale, rows, steps, fromArray, from, fromStep, toArray, to, toRow);
            return;
        }
        if (toRow == 1 && toStep == rows && VectorFloatInterleaving.takes(rows)) {
            VectorFloatInterleaving.copy(scale, rows, steps, fromArray, from, fromRow, fromStep, toArray, to);
            return;
        }
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < steps; s++) {
                toArray[to + r * toRow + s * toStep] = scale * fromArray[from + r * fromRow + s * fromStep];
            }
        }
    }

    private static void copyRow(float scale, int count, float[] fromArray, int from, float[] toArray, int to) {
        int whole = S.loopBound(count);
        for (int s = 0; s < whole; s += L) {
            FloatVector.fromArray(S, fromArray, from + s).mul(scale).intoArray(toArray, to + s);
        }
        for (int s = whole; s < count; s++) {
            toArray[to + s] = scale * fromArray[from + s];
        }
    }

    /** Panels of 2 L columns each: to[p * toPanel + s * 2 L + j] := scale * from[s * fromStep + (p * 2 L + j)]. */
    static void packPanels(
            float scale,
            int steps,
            int panels,
            float[] fromArray,
            int from,
            int fromStep,
            float[] toArray,
            int to,
            int toPanel) {
        int p = 0;
        // Four panels at a time read longer pieces of each row: fewer visits to a page, and pieces that the hardware
        // foresees. Written out, this has more than the 325 bytes of bytecode up to which the compiler puts a method
        // into its caller: inside a whole training step it met its limit of nodes here, and vectors went through the
        // heap.
        for (; p < panels - 3; p += 4) {
            for (int s = 0; s < steps; s++) {
                int at = from + s * fromStep + p * 2 * L;
                int row = to + p * toPanel + s * 2 * L;
                FloatVector.fromArray(S, fromArray, at).mul(scale).intoArray(toArray, row);
                FloatVector.fromArray(S, fromArray, at + L).mul(scale).intoArray(toArray, row + L);
                FloatVector.fromArray(S, fromArray, at + 2 * L).mul(scale).intoArray(toArray, row + toPanel);
                FloatVector.fromArray(S, fromArray, at + 3 * L).mul(scale).intoArray(toArray, row + toPanel + L);
                FloatVector.fromArray(S, fromArray, at + 4 * L).mul(scale).intoArray(toArray, row + 2 * toPanel);
                FloatVector.fromArray(S, fromArray, at + 5 * L).mul(scale).intoArray(toArray, row + 2 * toPanel + L);
                FloatVector.fromArray(S, fromArray, at + 6 * L).mul(scale).intoArray(toArray, row + 3 * toPanel);
                FloatVector.fromArray(S, fromArray, at + 7 * L).mul(scale).intoArray(toArray, row + 3 * toPanel + L);
            }
        }
        for (; p < panels; p++) {
            for (int s = 0; s < steps; s++) {
                int at = from + s * fromStep + p * 2 * L;
                int row = to + p * toPanel + s * 2 * L;
                FloatVector.fromArray(S, fromArray, at).mul(scale).intoArray(toArray, row);
                FloatVector.fromArray(S, fromArray, at + L).mul(scale).intoArray(toArray, row + L);
            }
        }
    }

    /** One panel: to[s * 2 L + j] := scale * from[s * fromStep + j * fromColumn] for j below count, 0 for the other columns. */
    static void packPanel(
            float scale,
            int steps,
            int count,
            float[] fromArray,
            int from,
            int fromStep,
            int fromColumn,
            float[] toArray,
            int to) {
        if (count < 2 * L) {
            Arrays.fill(toArray, to, to + steps * 2 * L, 0);
        }
        if (fromStep == 1) {
            VectorFloatTransposition.copy(scale, steps, count, fromArray, from, fromColumn, toArray, to, 2 * L);
            return;
        }
        for (int s = 0; s < steps; s++) {
            for (int j = 0; j < count; j++) {
                toArray[to + s * 2 * L + j] = scale * fromArray[from + s * fromStep + j * fromColumn];
            }
        }
    }

    /** x := beta * x for {@code count} elements {@code stride} apart; they are not read when beta is 0. */
    static void scaleRow(float beta, float[] array, int at, int count, int stride) {
        if (beta == 0) {
            for (int j = 0; j < count; j++) {
                array[at + j * stride] = 0;
            }
        } else {
            for (int j = 0; j < count; j++) {
                array[at + j * stride] *= beta;
            }
        }
    }
}
