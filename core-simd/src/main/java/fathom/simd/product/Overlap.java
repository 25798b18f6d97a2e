package fathom.simd.product;

import java.util.BitSet;

/** Whether two windows of one array share an element, or a window repeats one of its own. */
public final class Overlap {

    private Overlap() {}

    /** Refuses a result whose elements are not all different places. */
    public static void checkResult(int rows, int columns, int rowStride, int columnStride) {
        if (rows == 0 || columns == 0) {
            return;
        }
        boolean byRows = rowStride >= columnStride;
        long outer = byRows ? rowStride : columnStride;
        long inner = byRows ? columnStride : rowStride;
        int outerCount = byRows ? rows : columns;
        int innerCount = byRows ? columns : rows;
        if (outerCount > 1 && outer <= (innerCount - 1) * inner || innerCount > 1 && inner == 0) {
            throw new IllegalArgumentException(
                    "C is " + rows + " x " + columns + " with strides " + rowStride + " and " + columnStride
                            + ", so some of its elements share a place; write to a matrix whose elements do not");
        }
    }

    /** Refuses a result that shares an element with operand {@code name}. */
    public static void checkOperand(boolean shared, String name) {
        if (shared) {
            throw new IllegalArgumentException("C shares elements with " + name
                    + "; write to a matrix of its own, or to a window that does not meet " + name);
        }
    }

    /**
     * Whether two windows of one array share an element: found by arithmetic for windows of one row-major or column-major matrix and their
     * transposes and for windows that lie apart in the array; for others, whose elements interleave, element by element.
     */
    public static boolean between(
            int offset1,
            int rows1,
            int columns1,
            int rowStride1,
            int columnStride1,
            int offset2,
            int rows2,
            int columns2,
            int rowStride2,
            int columnStride2) {
        if (rows1 == 0 || columns1 == 0 || rows2 == 0 || columns2 == 0) {
            return false;
        }
        long last1 = offset1 + (rows1 - 1L) * rowStride1 + (columns1 - 1L) * columnStride1;
        long last2 = offset2 + (rows2 - 1L) * rowStride2 + (columns2 - 1L) * columnStride2;
        if (last1 < offset2 || last2 < offset1) {
            return false;
        }
        long pitch = Math.max(
                Math.max(rows1 > 1 ? rowStride1 : 0, columns1 > 1 ? columnStride1 : 0),
                Math.max(rows2 > 1 ? rowStride2 : 0, columns2 > 1 ? columnStride2 : 0));
        long lines1 = lines(pitch, rows1, columns1, rowStride1, columnStride1);
        long lines2 = lines(pitch, rows2, columns2, rowStride2, columnStride2);
        if (pitch > 0 && lines1 > 0 && lines2 > 0) {
            // Line i of the first begins at offset1 + i pitch and line j of the second at offset2 + j pitch; they reach
            // each other when
            // the distance of their beginnings, offset2 - offset1 - t pitch with t = i - j, lies in [-extent2,
            // extent1].
            long extent1 = last1 - offset1 - (lines1 - 1) * pitch;
            long extent2 = last2 - offset2 - (lines2 - 1) * pitch;
            long distance = (long) offset2 - offset1;
            long least = Math.max(Math.ceilDiv(distance - extent1, pitch), 1 - lines2);
            long most = Math.min(Math.floorDiv(distance + extent2, pitch), lines1 - 1);
            boolean solid = solid(pitch, rows1, columns1, rowStride1, columnStride1)
                    && solid(pitch, rows2, columns2, rowStride2, columnStride2);
            if (least > most || solid) {
                return least <= most;
            }
        }
        int first = Math.min(offset1, offset2);
        BitSet places = new BitSet();
        for (int i = 0; i < rows1; i++) {
            for (int j = 0; j < columns1; j++) {
                places.set(offset1 - first + i * rowStride1 + j * columnStride1);
            }
        }
        for (int i = 0; i < rows2; i++) {
            for (int j = 0; j < columns2; j++) {
                if (places.get(offset2 - first + i * rowStride2 + j * columnStride2)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many lines, a pitch apart, the window has; -1 if it is not made of such lines, each shorter than the pitch. */
    private static long lines(long pitch, int rows, int columns, int rowStride, int columnStride) {
        boolean byRows = rows > 1 && rowStride == pitch;
        boolean byColumns = columns > 1 && columnStride == pitch;
        if (byRows && byColumns) {
            return -1;
        }
        long extent = byRows
                ? (columns - 1L) * columnStride
                : byColumns ? (rows - 1L) * rowStride : (rows - 1L) * rowStride + (columns - 1L) * columnStride;
        if (extent >= pitch) {
            return -1;
        }
        return byRows ? rows : byColumns ? columns : 1;
    }

    /** Whether the lines have no gaps: their elements are neighbours in the array. */
    private static boolean solid(long pitch, int rows, int columns, int rowStride, int columnStride) {
        boolean alongRows = columns == 1 || columnStride == 1;
        boolean alongColumns = rows == 1 || rowStride == 1;
        return rows > 1 && rowStride == pitch
                ? alongRows
                : columns > 1 && columnStride == pitch
                        ? alongColumns
                        : columns == 1 && alongColumns || rows == 1 && alongRows;
    }
}
