package fathom.ntk;

import fathom.simd.ConjugateGradients.LinearMap;
import fathom.simd.Elementwise;
import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import java.io.Serializable;

/**
 * The matrix K of a kernel between n samples, in square tiles that are computed when needed and forgotten: products with K for more samples
 * than any memory holds. A tile (I, J), J &lt;= I, contributes to the product with v
 *
 * <pre>
 * y_I += K_IJ v_J,   y_J += K_IJ' v_I (I != J)
 * </pre>
 *
 * Contributions are a pure function of two blocks of rows, so tiles may be computed anywhere; they are added in the order of the tiles,
 * so that the bits of y do not depend on where.
 *
 * @param samples n
 * @param tile rows and columns of a tile
 */
public record TiledGram(int samples, int tile) implements Serializable {

    /** @throws IllegalArgumentException if there are no samples, or a tile has no rows */
    public TiledGram {
        if (samples < 1 || tile < 1) {
            throw new IllegalArgumentException(
                    "tiles of " + tile + " rows of " + samples + " samples: both must be at least 1");
        }
    }

    /** How many tiles there are: b (b + 1) / 2 for b = ceil(n / tile). */
    public int tiles() {
        int blocks = (samples + tile - 1) / tile;
        return Math.multiplyExact(blocks, blocks + 1) / 2;
    }

    /** I for the tile of that number, which are counted by rows: (0,0), (1,0), (1,1), (2,0), ... */
    private static int row(int number) {
        int row = (int) ((Math.sqrt(8.0 * number + 1) - 1) / 2);
        // The root is within one of the right row.
        while ((long) row * (row + 1) / 2 > number) {
            row--;
        }
        while ((long) (row + 1) * (row + 2) / 2 <= number) {
            row++;
        }
        return row;
    }

    private DoubleMatrix block(DoubleMatrix x, int at) {
        return x.rows(at * tile, Math.min(samples, (at + 1) * tile));
    }

    /**
     * What a tile contributes to K v: K_IJ v_J and, below it, K_IJ' v_I.
     *
     * @param x n x d
     * @param number of the tile, from 0
     * @param v n x m
     */
    public DoubleMatrix contribution(RowKernel kernel, DoubleMatrix x, int number, DoubleMatrix v) {
        int i = row(number);
        int j = number - i * (i + 1) / 2;
        DoubleMatrix rows = block(x, i);
        if (i == j) {
            return Gemm.product(kernel.gram(rows), block(v, i));
        }
        DoubleMatrix cross = kernel.cross(rows, block(x, j));
        DoubleMatrix both = DoubleMatrix.zeros(cross.rows() + cross.columns(), v.columns());
        Gemm.multiply(1, cross, block(v, j), 0, both.rows(0, cross.rows()));
        Gemm.multiply(1, cross.transposed(), block(v, i), 0, both.rows(cross.rows(), both.rows()));
        return both;
    }

    /** Adds a tile's contribution to y: n x m. */
    public void add(int number, DoubleMatrix contribution, DoubleMatrix y) {
        int i = row(number);
        int j = number - i * (i + 1) / 2;
        DoubleMatrix upper = block(y, i);
        Elementwise.add(contribution.rows(0, upper.rows()), upper);
        if (i != j) {
            Elementwise.add(contribution.rows(upper.rows(), contribution.rows()), block(y, j));
        }
    }

    /** v -> K v, one tile after the other. */
    public LinearMap product(RowKernel kernel, DoubleMatrix x) {
        return (v, y) -> {
            Elementwise.fill(y, 0);
            for (int number = 0; number < tiles(); number++) {
                add(number, contribution(kernel, x, number, v), y);
            }
        };
    }
}
