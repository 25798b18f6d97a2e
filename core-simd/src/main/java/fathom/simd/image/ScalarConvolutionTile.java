package fathom.simd.image;

/** All rows of a product as its formulas read. */
final class ScalarConvolutionTile {

    private ScalarConvolutionTile() {}

    /**
     * c_ij := (start ? 0 : c_ij), then fma(a_i[s], b_sj, c_ij) for s ascending.
     *
     * @param aRows where a_i begins, but for {@code aShift}
     * @param width columns of b and c
     * @param cRows where row i of c begins, but for {@code cShift}
     * @param from the first row
     * @param to the one behind the last
     */
    static void product(
            int steps,
            float[] a,
            int[] aRows,
            int aShift,
            float[] b,
            int bAt,
            int width,
            float[] c,
            int[] cRows,
            int cShift,
            int from,
            int to,
            boolean start) {
        for (int i = from; i < to; i++) {
            for (int j = 0; j < width; j++) {
                float sum = start ? 0 : c[cRows[i] + cShift + j];
                for (int s = 0; s < steps; s++) {
                    sum = Math.fma(a[aRows[i] + aShift + s], b[bAt + s * width + j], sum);
                }
                c[cRows[i] + cShift + j] = sum;
            }
        }
    }

    /** c_ij := fma(a_i[s block], b_sj, c_ij) for s ascending, block a constant. */
    static void outer(
            int steps,
            float[] a,
            int[] aRows,
            int aShift,
            float[] b,
            int bAt,
            int width,
            float[] c,
            int[] cRows,
            int cShift,
            int rows) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < width; j++) {
                float sum = c[cRows[i] + cShift + j];
                for (int s = 0; s < steps; s++) {
                    sum = Math.fma(a[aRows[i] + aShift + s * Tiles.BLOCK], b[bAt + s * width + j], sum);
                }
                c[cRows[i] + cShift + j] = sum;
            }
        }
    }
}
