package fathom.simd.eigen;

import java.util.Arrays;

/**
 * A symmetric band matrix on its way to a tridiagonal one: row i holds the elements (i, i) to (i, i + 2 WIDTH - 1), of which those beyond
 * (i, i + WIDTH) are there for what the reflections spill over, and then zeros. The diagonal is halved, so that a block on it can be taken
 * for the half of a sum H + H' with no exception. Below the last row stand rows of zeros, so that every block is whole.
 */
final class Band {

    /**
     * Off-diagonals of the band. Reducing the matrix to it takes products this deep, so wider bands are made faster; getting rid of it takes
     * 6 n^2 WIDTH operations. The order of operations depends on it, so it is a constant.
     */
    static final int WIDTH = 32;

    /** Elements of a row, and zeros after them: as many as a group of lanes that begins below the diagonal reads. */
    private static final int ROW = 2 * WIDTH + BandBlock.LANES;

    /** From an element to the one below it. */
    static final int STRIDE = ROW - 1;

    final int n;
    final double[] array;

    Band(int n) {
        this.n = n;
        array = new double[Math.multiplyExact(n + 2 * WIDTH + 1, ROW)];
    }

    /** Where (i, j) stands, j >= i. */
    static int index(int i, int j) {
        return i * STRIDE + j;
    }

    /**
     * The band of a matrix.
     *
     * @param a n rows of {@code stride} elements, of which (i, j) with i ≤ j ≤ i + WIDTH are read
     */
    static Band of(double[] a, int n, int stride) {
        Band band = new Band(n);
        for (int i = 0; i < n; i++) {
            int count = Math.min(WIDTH + 1, n - i);
            System.arraycopy(a, i * stride + i, band.array, index(i, i), count);
            band.array[index(i, i)] *= 0.5;
        }
        return band;
    }

    double[] diagonal() {
        double[] d = new double[n];
        Arrays.setAll(d, i -> 2 * array[index(i, i)]);
        return d;
    }

    /** Element i stands at (i, i + 1); the last one is 0. */
    double[] offDiagonal() {
        double[] e = new double[n];
        Arrays.setAll(e, i -> array[index(i, i + 1)]);
        return e;
    }
}
