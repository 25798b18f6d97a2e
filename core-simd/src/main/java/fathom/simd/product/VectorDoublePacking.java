package fathom.simd.product;

import fathom.simd.machine.Backend;
import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Copies between strided operands and packed panels. */
final class VectorDoublePacking {

    private static final VectorSpecies<Double> S =
            VectorShape.forBitSize(Backend.vectorBytes() * Byte.SIZE).withLanes(double.class);
    private static final int L = S.length();

    private VectorDoublePacking() {}

    /** to[r * toRow + s * toStep] := scale * from[r * fromRow + s * fromStep]. */
    static void copyScaled(
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
        if (fromStep == 1 && toStep == 1) {
            for (int r = 0; r < rows; r++) {
                copyRow(scale, steps, fromArray, from + r * fromRow, toArray, to + r * toRow);
            }
            return;
        }
        if (fromRow == 1 && toStep == 1) {
            VectorDoubleTransposition.copy(scale, rows, steps, fromArray, from, fromStep, toArray, to, toRow);
            return;
        }
        if (toRow == 1 && toStep == rows && VectorDoubleInterleaving.takes(rows)) {
            VectorDoubleInterleaving.copy(scale, rows, steps, fromArray, from, fromRow, fromStep, toArray, to);
            return;
        }
        for (int r = 0; r < rows; r++) {
            for (int s = 0; s < steps; s++) {
                toArray[to + r * toRow + s * toStep] = scale * fromArray[from + r * fromRow + s * fromStep];
            }
        }
    }

    private static void copyRow(double scale, int count, double[] fromArray, int from, double[] toArray, int to) {
        int whole = S.loopBound(count);
        for (int s = 0; s < whole; s += L) {
            DoubleVector.fromArray(S, fromArray, from + s).mul(scale).intoArray(toArray, to + s);
        }
        for (int s = whole; s < count; s++) {
            toArray[to + s] = scale * fromArray[from + s];
        }
    }

    /** Panels of 2 L columns each: to[p * toPanel + s * 2 L + j] := scale * from[s * fromStep + (p * 2 L + j)]. */
    static void packPanels(
            double scale,
            int steps,
            int panels,
            double[] fromArray,
            int from,
            int fromStep,
            double[] toArray,
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
                DoubleVector.fromArray(S, fromArray, at).mul(scale).intoArray(toArray, row);
                DoubleVector.fromArray(S, fromArray, at + L).mul(scale).intoArray(toArray, row + L);
                DoubleVector.fromArray(S, fromArray, at + 2 * L).mul(scale).intoArray(toArray, row + toPanel);
                DoubleVector.fromArray(S, fromArray, at + 3 * L).mul(scale).intoArray(toArray, row + toPanel + L);
                DoubleVector.fromArray(S, fromArray, at + 4 * L).mul(scale).intoArray(toArray, row + 2 * toPanel);
                DoubleVector.fromArray(S, fromArray, at + 5 * L).mul(scale).intoArray(toArray, row + 2 * toPanel + L);
                DoubleVector.fromArray(S, fromArray, at + 6 * L).mul(scale).intoArray(toArray, row + 3 * toPanel);
                DoubleVector.fromArray(S, fromArray, at + 7 * L).mul(scale).intoArray(toArray, row + 3 * toPanel + L);
            }
        }
        for (; p < panels; p++) {
            for (int s = 0; s < steps; s++) {
                int at = from + s * fromStep + p * 2 * L;
                int row = to + p * toPanel + s * 2 * L;
                DoubleVector.fromArray(S, fromArray, at).mul(scale).intoArray(toArray, row);
                DoubleVector.fromArray(S, fromArray, at + L).mul(scale).intoArray(toArray, row + L);
            }
        }
    }

    /** One panel: to[s * 2 L + j] := scale * from[s * fromStep + j * fromColumn] for j below count, 0 for the other columns. */
    static void packPanel(
            double scale,
            int steps,
            int count,
            double[] fromArray,
            int from,
            int fromStep,
            int fromColumn,
            double[] toArray,
            int to) {
        if (count < 2 * L) {
            Arrays.fill(toArray, to, to + steps * 2 * L, 0);
        }
        if (fromStep == 1) {
            VectorDoubleTransposition.copy(scale, steps, count, fromArray, from, fromColumn, toArray, to, 2 * L);
            return;
        }
        for (int s = 0; s < steps; s++) {
            for (int j = 0; j < count; j++) {
                toArray[to + s * 2 * L + j] = scale * fromArray[from + s * fromStep + j * fromColumn];
            }
        }
    }

    /** x := beta * x for {@code count} elements {@code stride} apart; they are not read when beta is 0. */
    static void scaleRow(double beta, double[] array, int at, int count, int stride) {
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
