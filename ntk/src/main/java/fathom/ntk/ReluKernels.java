package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayList;
import java.util.Arrays;
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

    /** Rows and columns of a tile, computed by one thread: enough for the packing of a product to pay, few enough to share out. */
    private static final int TILE = 256;

    /** Squares of so many rows are mirrored at once, for whole cache lines to be used. */
    private static final int BLOCK = 32;

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
     * K_ij for j ≤ i, all that a Cholesky factorisation reads; what lies above the diagonal afterwards is of no use.
     *
     * @param gram n x n with unit column stride, overwritten
     */
    public static void lowerGram(Kernel kind, InfiniteNetwork network, int depth, DoubleMatrix x, DoubleMatrix gram) {
        lowerGrams(kind, network, new int[] {depth}, x, gram);
    }

    /**
     * The kernels of several depths in one pass over the data, each as {@link #lowerGram} writes it.
     *
     * @param depths ascending
     * @param grams one for each depth, n x n with unit column stride, overwritten
     */
    public static void lowerGrams(
            Kernel kind, InfiniteNetwork network, int[] depths, DoubleMatrix x, DoubleMatrix... grams) {
        int deepest = Depths.deepest(network, depths, grams.length);
        int n = x.rows();
        for (DoubleMatrix gram : grams) {
            Depths.checkGram(x, gram);
        }
        RowProfile profile = new RowProfile(network, deepest, x);
        List<int[]> corners = corners(n, n, true);
        Workers.forEach(corners.size(), t -> {
            int[] c = corners.get(t);
            new ReluTile(network, x, profile, c[0], x, profile, c[1])
                    .kernels(kind, depths, windows(grams, c), c[0] == c[1]);
        });
        for (int k = 0; k < depths.length; k++) {
            setDiagonal(grams[k], diagonal(kind, profile, depths[k]));
        }
    }

    /**
     * K_ij = K(x_i, y_j): m x n.
     *
     * @param x m x d, one input a row
     * @param y n x d, one input a row
     * @throws fathom.simd.matrix.ShapeMismatchException if the inputs differ in length
     */
    public static DoubleMatrix cross(Kernel kind, InfiniteNetwork network, int depth, DoubleMatrix x, DoubleMatrix y) {
        return crosses(kind, network, new int[] {depth}, x, y).get(0);
    }

    /**
     * The kernels of several depths in one pass over the data, each as {@link #cross} returns it.
     *
     * @param depths ascending
     */
    public static List<DoubleMatrix> crosses(
            Kernel kind, InfiniteNetwork network, int[] depths, DoubleMatrix x, DoubleMatrix y) {
        int deepest = Depths.deepest(network, depths, depths.length);
        Depths.checkColumns(x, y);
        RowProfile rows = new RowProfile(network, deepest, x);
        RowProfile columns = new RowProfile(network, deepest, y);
        DoubleMatrix[] crosses = new DoubleMatrix[depths.length];
        Arrays.setAll(crosses, k -> DoubleMatrix.zeros(x.rows(), y.rows()));
        List<int[]> corners = corners(x.rows(), y.rows(), false);
        Workers.forEach(corners.size(), t -> {
            int[] c = corners.get(t);
            new ReluTile(network, x, rows, c[0], y, columns, c[1]).kernels(kind, depths, windows(crosses, c), false);
        });
        return List.of(crosses);
    }

    private static DoubleMatrix[] windows(DoubleMatrix[] matrices, int[] corner) {
        DoubleMatrix[] windows = new DoubleMatrix[matrices.length];
        Arrays.setAll(windows, k -> matrices[k].window(corner[0], corner[1], corner[2], corner[3]));
        return windows;
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
        DoubleMatrix turns = DoubleMatrix.zeros(n, n);
        DoubleMatrix nngp = DoubleMatrix.zeros(n, n);
        DoubleMatrix ntk = DoubleMatrix.zeros(n, n);
        List<int[]> corners = corners(n, n, true);
        for (int l = 0; l <= depth; l++) {
            int layer = l;
            Workers.Part task = t -> {
                int[] c = corners.get(t);
                ReluTile tile = new ReluTile(network, x, profile, c[0], x, profile, c[1]);
                DoubleMatrix turnTile = turns.window(c[0], c[1], c[2], c[3]);
                DoubleMatrix nngpTile = nngp.window(c[0], c[1], c[2], c[3]);
                DoubleMatrix ntkTile = ntk.window(c[0], c[1], c[2], c[3]);
                if (layer == 0) {
                    InputTile inputs = tile.inputs();
                    inputs.linear(nngpTile, c[0] == c[1], (i, j, piece) -> {
                        inputs.haversines(i, j, piece, turns.window(i, j, 1, piece.columns()));
                        DoubleMatrix start = ntk.window(i, j, 1, piece.columns());
                        Elementwise.copy(piece, start);
                        inputs.tangentStart(start);
                    });
                } else {
                    tile.layers(layer - 1, layer, turnTile, ntkTile);
                    tile.covariances(layer, turnTile, nngpTile);
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
        int n = matrix.rows();
        for (int row = 0; row < n; row += BLOCK) {
            for (int column = 0; column <= row; column += BLOCK) {
                for (int i = row; i < Math.min(row + BLOCK, n); i++) {
                    for (int j = column; j < Math.min(column + BLOCK, i); j++) {
                        matrix.set(j, i, matrix.get(i, j));
                    }
                }
            }
        }
    }

    static double[] diagonal(Kernel kind, RowProfile profile, int depth) {
        return kind == Kernel.NNGP ? profile.variances[depth] : profile.tangents[depth];
    }

    private static void setDiagonal(DoubleMatrix gram, double[] diagonal) {
        for (int i = 0; i < diagonal.length; i++) {
            gram.set(i, i, diagonal[i]);
        }
    }

    /** Row, column, height and width of each tile; of a symmetric matrix only those that reach the lower triangle, the largest first. */
    static List<int[]> corners(int m, int n, boolean lower) {
        List<int[]> corners = new ArrayList<>();
        List<int[]> halves = new ArrayList<>();
        for (int i = 0; i < m; i += TILE) {
            for (int j = 0; j < (lower ? i + 1 : n); j += TILE) {
                (lower && i == j ? halves : corners)
                        .add(new int[] {i, j, Math.min(TILE, m - i), Math.min(TILE, n - j)});
            }
        }
        corners.addAll(halves);
        return corners;
    }
}
