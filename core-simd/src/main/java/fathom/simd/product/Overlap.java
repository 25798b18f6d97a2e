package fathom.simd.product;

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
     * Whether two windows of one array may share an element: exact for windows of one row-major or column-major matrix and their
     * transposes, and for windows that lie apart in the array; cautious for others.
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
        if (pitch == 0 || lines1 < 0 || lines2 < 0) {
            return true;
        }
        // Line i of the first begins at offset1 + i pitch and line j of the second at offset2 + j pitch; they meet when
        // the
        // distance of their beginnings, offset2 - offset1 - t pitch with t = i - j, lies in [-extent2, extent1].
        long extent1 = last1 - offset1 - (lines1 - 1) * pitch;
        long extent2 = last2 - offset2 - (lines2 - 1) * pitch;
        long distance = (long) offset2 - offset1;
        long least = Math.max(Math.ceilDiv(distance - extent1, pitch), 1 - lines2);
        long most = Math.min(Math.floorDiv(distance + extent2, pitch), lines1 - 1);
        return least <= most;
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
}
