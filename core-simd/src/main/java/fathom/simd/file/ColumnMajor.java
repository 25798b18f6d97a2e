package fathom.simd.file;

import java.util.List;
import java.util.function.IntSupplier;

/** Fortran's order to C's: the row-major index of each element of a column-major array, in the order of the latter. */
final class ColumnMajor implements IntSupplier {

    private final int[] shape;
    private final int[] strides;
    private final int[] index;
    private int place;

    ColumnMajor(List<Integer> shape) {
        this.shape = shape.stream().mapToInt(Integer::intValue).toArray();
        index = new int[this.shape.length];
        strides = new int[this.shape.length];
        int stride = 1;
        for (int d = strides.length - 1; d >= 0; d--) {
            strides[d] = stride;
            stride *= this.shape[d];
        }
    }

    @Override
    public int getAsInt() {
        int now = place;
        for (int d = 0; d < shape.length; d++) {
            place += strides[d];
            if (++index[d] < shape[d]) {
                break;
            }
            place -= shape[d] * strides[d];
            index[d] = 0;
        }
        return now;
    }
}
