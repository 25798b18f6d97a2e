package fathom.ntk;

import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.ArrayList;
import java.util.List;

/**
 * The covariance and tangent kernels of infinitely wide ReLU networks, by the recursion of {@link InfiniteNetwork} with the closed
 * forms of Cho and Saul (2009).
 *
 * <p>Matrices are worked through in tiles while they are hot; of a symmetric matrix only the lower half is computed. The recursion
 * carries the small quantity sin^2(theta / 2) and recomputes it from differences for rows at a small angle, so that |error| stays below
 * 1e-13 sqrt(K(x,x) K(x',x')) for near-duplicates too. Diagonals are set, not computed. Two rows of zeros without bias count as equal to
 * each other and at a right angle to all others, which is the limit of a vanishing bias. Results have the same bits for every number
 * of threads and vector width.
 */
public final class ReluKernels {

    private static final int TILE_ROWS = 128;
    private static final int TILE_COLUMNS = 256;

    private ReluKernels() {}

    /** Receives each depth of a sweep. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param depth number of hidden layers
         * @param nngp n x n, the lower triangle of S_depth; its upper triangle holds nothing of use
         * @param ntk n x n, the lower triangle of T_depth; valid, like {@code nngp}, until this method returns, and not to be written to
         */
        void at(int depth, DoubleMatrix nngp, DoubleMatrix ntk);
    }

    /** The kernel of one depth as a function of rows. */
    public static RowKernel of(Kernel kind, InfiniteNetwork network, int depth) {
        network.checkDepth(depth);
        return new RowKernel() {
            @Override
            public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
                ReluKernels.lowerGram(kind, network, depth, x, gram);
            }

            @Override
            public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
                return ReluKernels.cross(kind, network, depth, x, y);
            }

            @Override
            public double[] diagonal(DoubleMatrix x) {
                return ReluKernels.diagonal(kind, network, depth, x);
            }
        };
    }

    /**
     * K_ij = K(x_i, x_j) for all rows of x: n x n, symmetric, both halves filled.
     *
     * @param x n x d, one input a row
     * @throws IllegalArgumentException if the depth is negative or the network has no numbers for it
     */
    public static DoubleMatrix gram(Kernel kind, InfiniteNetwork network, int depth, DoubleMatrix x) {
        DoubleMatrix gram = DoubleMatrix.zeros(x.rows(), x.rows());
        lowerGram(kind, network, depth, x, gram);
        mirror(gram);
        return gram;
    }

    /**
     * K_ij for j <= i, all that a Cholesky factorisation reads; what lies above the diagonal afterwards is of no use.
     *
     * @param gram n x n with unit column stride, overwritten
     */
    public static void lowerGram(Kernel kind, InfiniteNetwork network, int depth, DoubleMatrix x, DoubleMatrix gram) {
        network.checkDepth(depth);
        int n = x.rows();
        if (gram.rows() != n || gram.columns() != n || n > 1 && gram.columnStride() != 1) {
            throw new ShapeMismatchException("x is " + x.shape() + " and the Gram matrix " + gram.shape()
                    + ": it must be n x n with unit column stride");
        }
        RowProfile profile = new RowProfile(network, depth, x);
        List<int[]> corners = corners(n, n, true);
        Workers.forEach(corners.size(), t -> {
            int[] c = corners.get(t);
            new ReluTile(network, x, profile, c[0], x, profile, c[1])
                    .kernel(kind, depth, gram.window(c[0], c[1], c[2], c[3]));
        });
        setDiagonal(gram, diagonal(kind, profile, depth));
    }

    /**
     * K_ij = K(x_i, y_j): m x n.
     *
     * @param x m x d, one input a row
     * @param y n x d, one input a row
     * @throws ShapeMismatchException if the inputs differ in length
     */
    public static DoubleMatrix cross(Kernel kind, InfiniteNetwork network, int depth, DoubleMatrix x, DoubleMatrix y) {
        network.checkDepth(depth);
        if (x.columns() != y.columns()) {
            throw new ShapeMismatchException(
                    "inputs are " + x.shape() + " and " + y.shape() + ": both need the same number of columns");
        }
        RowProfile rows = new RowProfile(network, depth, x);
        RowProfile columns = new RowProfile(network, depth, y);
        DoubleMatrix cross = DoubleMatrix.zeros(x.rows(), y.rows());
        List<int[]> corners = corners(x.rows(), y.rows(), false);
        Workers.forEach(corners.size(), t -> {
            int[] c = corners.get(t);
            new ReluTile(network, x, rows, c[0], y, columns, c[1])
                    .kernel(kind, depth, cross.window(c[0], c[1], c[2], c[3]));
        });
        return cross;
    }

    /** K(x_i, x_i) for each row of x. */
    public static double[] diagonal(Kernel kind, InfiniteNetwork network, int depth, DoubleMatrix x) {
        network.checkDepth(depth);
        return diagonal(kind, new RowProfile(network, depth, x), depth).clone();
    }

    /**
     * Both kernels at every depth 0, 1, ..., {@code depth} in one pass over the data, each layer's matrices made from those of the
     * layer below. Takes three n x n matrices, whatever the depth.
     *
     * @param x n x d, one input a row
     */
    public static void sweep(DoubleMatrix x, InfiniteNetwork network, int depth, Visitor visitor) {
        network.checkDepth(depth);
        int n = x.rows();
        RowProfile profile = new RowProfile(network, depth, x);
        DoubleMatrix haversines = DoubleMatrix.zeros(n, n);
        DoubleMatrix nngp = DoubleMatrix.zeros(n, n);
        DoubleMatrix ntk = DoubleMatrix.zeros(n, n);
        List<int[]> corners = corners(n, n, true);
        for (int l = 0; l <= depth; l++) {
            int layer = l;
            Workers.Part task = t -> {
                int[] c = corners.get(t);
                ReluTile tile = new ReluTile(network, x, profile, c[0], x, profile, c[1]);
                DoubleMatrix haversineTile = haversines.window(c[0], c[1], c[2], c[3]);
                DoubleMatrix nngpTile = nngp.window(c[0], c[1], c[2], c[3]);
                DoubleMatrix ntkTile = ntk.window(c[0], c[1], c[2], c[3]);
                if (layer == 0) {
                    InputTile inputs = tile.inputs();
                    inputs.linear(nngpTile);
                    inputs.linear(ntkTile);
                    inputs.tangentStart(ntkTile);
                    inputs.haversines(nngpTile, haversineTile);
                } else {
                    tile.layers(layer - 1, layer, haversineTile, ntkTile);
                    tile.covariances(layer, haversineTile, nngpTile);
                }
            };
            Workers.forEach(corners.size(), task);
            setDiagonal(nngp, profile.variances[l]);
            setDiagonal(ntk, profile.tangents[l]);
            visitor.at(l, nngp, ntk);
        }
    }

    /** The Gram matrices of depths 0, 1, ..., {@code depth}, each n x n with both halves filled. */
    public static List<DoubleMatrix> grams(Kernel kind, InfiniteNetwork network, int depth, DoubleMatrix x) {
        List<DoubleMatrix> grams = new ArrayList<>();
        sweep(x, network, depth, (l, nngp, ntk) -> {
            DoubleMatrix gram = (kind == Kernel.NNGP ? nngp : ntk).copy();
            mirror(gram);
            grams.add(gram);
        });
        return grams;
    }

    /** Copies the lower triangle of a square matrix onto its upper one. */
    public static void mirror(DoubleMatrix matrix) {
        for (int i = 0; i < matrix.rows(); i++) {
            for (int j = 0; j < i; j++) {
                matrix.set(j, i, matrix.get(i, j));
            }
        }
    }

    private static double[] diagonal(Kernel kind, RowProfile profile, int depth) {
        return kind == Kernel.NNGP ? profile.variances[depth] : profile.tangents[depth];
    }

    private static void setDiagonal(DoubleMatrix gram, double[] diagonal) {
        for (int i = 0; i < diagonal.length; i++) {
            gram.set(i, i, diagonal[i]);
        }
    }

    /** Row, column, height and width of each tile; of a symmetric matrix only those that reach the lower triangle. */
    private static List<int[]> corners(int m, int n, boolean lower) {
        List<int[]> corners = new ArrayList<>();
        for (int i = 0; i < m; i += TILE_ROWS) {
            int height = Math.min(TILE_ROWS, m - i);
            int end = lower ? i + height : n;
            for (int j = 0; j < end; j += TILE_COLUMNS) {
                corners.add(new int[] {i, j, height, Math.min(TILE_COLUMNS, end - j)});
            }
        }
        return corners;
    }
}
