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

    /** to[s * columns + j] := scale * from[s * fromStep + j * fromColumn] for j below count, 0 for the other columns. */
    static void packPanel(
            float scale,
            int steps,
            int count,
            int columns,
            float[] fromArray,
            int from,
            int fromStep,
            int fromColumn,
            float[] toArray,
            int to) {
        if (fromColumn == 1 && count == columns) {
            for (int s = 0; s < steps; s++) {
                for (int j = 0; j < 2 * L; j += L) {
                    FloatVector.fromArray(S, fromArray, from + s * fromStep + j)
                            .mul(scale)
                            .intoArray(toArray, to + s * 2 * L + j);
                }
            }
            return;
        }
        if (fromStep == 1 && count == columns) {
            VectorFloatTransposition.copy(scale, steps, columns, fromArray, from, fromColumn, toArray, to, columns);
            return;
        }
        if (count < columns) {
            Arrays.fill(toArray, to, to + steps * columns, 0);
        }
        for (int j = 0; j < count; j++) {
            for (int s = 0; s < steps; s++) {
                toArray[to + s * columns + j] = scale * fromArray[from + s * fromStep + j * fromColumn];
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
