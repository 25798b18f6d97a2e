package fathom.simd.image;

/** The micro-kernel as its formulas read. */
final class ScalarConvolutionTile {

    private static final int COLUMNS = 16;

    private ScalarConvolutionTile() {}

    /**
     * c_ij := (start ? 0 : c_ij), then fma(a[patch_i + shift + s], b_sj, c_ij) for s ascending.
     *
     * @param patches where patches begin, the tile's from number {@code first} on
     * @param rows how many of them there are, up to 6; the others' results are of no use
     */
    static void product(
            int steps,
            float[] a,
            int[] patches,
            int first,
            int rows,
            int shift,
            float[] b,
            int bAt,
            float[] c,
            int cAt,
            int cRow,
            boolean start) {
        for (int i = 0; i < rows; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                float sum = start ? 0 : c[cAt + i * cRow + j];
                for (int s = 0; s < steps; s++) {
                    sum = Math.fma(a[patches[first + i] + shift + s], b[bAt + s * COLUMNS + j], sum);
                }
                c[cAt + i * cRow + j] = sum;
            }
        }
    }

    /** c_ij := fma(a[patch_p + shift + i distance], b_pj, c_ij) for p ascending; c has the columns of a tile. */
    static void outer(int pixels, float[] a, int[] patches, int shift, int distance, float[] b, float[] c, int cAt) {
        for (int i = 0; i < Tiles.ROWS; i++) {
            for (int j = 0; j < COLUMNS; j++) {
                float sum = c[cAt + i * COLUMNS + j];
                for (int p = 0; p < pixels; p++) {
                    sum = Math.fma(a[patches[p] + shift + i * distance], b[p * COLUMNS + j], sum);
                }
                c[cAt + i * COLUMNS + j] = sum;
            }
        }
    }
}
