package fathom.simd.eigen;

import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.product.Mirror;
import fathom.simd.product.Triangle;
import fathom.simd.product.UncheckedProduct;
import java.util.Arrays;

/**
 * Y = A V for a symmetric A, of which the upper triangle is stored, and a V of a few columns.
 *
 * <pre>
 * Y_I += A_IJ V_J,   Y_J += A_IJ' V_I   for each block A_IJ, I &lt; J;   Y_I += A_II V_I
 * </pre>
 *
 * So a block comes from memory once for both. Rows of blocks are dealt out to parts of about equal work, each part adds into its own Y, and
 * the parts' sums are added in their order; the parts depend on the size alone.
 */
final class BlockedSymmetricProduct implements Workers.Part {

    /** Rows and columns of a block: with what a product packs of it, it fits a second-level cache of 512 KiB. It decides the rounding. */
    private static final int BLOCK = 192;

    private static final int MOST_PARTS = 4;

    private final double[][] sums;
    private final int columns;
    private DoubleMatrix a;
    private DoubleMatrix v;
    private int parts;

    /** For matrices of at most so many rows. */
    BlockedSymmetricProduct(int rows, int columns) {
        this.columns = columns;
        sums = new double[parts(rows)][rows * columns];
    }

    private static int parts(int rows) {
        return Math.clamp(rows / BLOCK, 1, MOST_PARTS);
    }

    /**
     * Y, row by row, in an array that the next product overwrites.
     *
     * @param symmetric of which the upper triangle is read, and the squares of BLOCK rows on the diagonal are completed
     */
    double[] of(DoubleMatrix symmetric, DoubleMatrix panel) {
        a = symmetric;
        v = panel;
        parts = parts(a.rows());
        Workers.forEach(parts, this);
        double[] total = sums[0];
        for (int part = 1; part < parts; part++) {
            double[] more = sums[part];
            for (int i = part * BLOCK * columns; i < a.rows() * columns; i++) {
                total[i] += more[i];
            }
        }
        return total;
    }

    @Override
    public void run(int part) {
        int n = a.rows();
        Arrays.fill(sums[part], 0, n * columns, 0);
        DoubleMatrix y = new DoubleMatrix(sums[part], 0, n, columns, columns, 1);
        for (int block = 0; block * BLOCK < n; block++) {
            // Dealt out to and fro, since the rows of blocks grow shorter: 0 1 2 3 3 2 1 0 0 ...
            int place = block % (2 * parts);
            if (Math.min(place, 2 * parts - 1 - place) == part) {
                rowOfBlocks(block * BLOCK, y);
            }
        }
    }

    private void rowOfBlocks(int from, DoubleMatrix y) {
        int end = Math.min(a.rows(), from + BLOCK);
        Mirror.upward(a.window(from, from, end - from, end - from).transposed());
        for (int first = from; first < a.rows(); first += BLOCK) {
            int last = Math.min(a.rows(), first + BLOCK);
            DoubleMatrix block = a.window(from, first, end - from, last - first);
            add(block, v.rows(first, last), y.rows(from, end));
            if (first > from) {
                add(block.transposed(), v.rows(from, end), y.rows(first, last));
            }
        }
    }

    private static void add(DoubleMatrix x, DoubleMatrix v, DoubleMatrix y) {
        UncheckedProduct.multiply(1, x, v, 1, y, Triangle.WHOLE, null);
    }
}
