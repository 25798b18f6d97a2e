package fathom.ntk;

import fathom.simd.Elementwise;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.Angles;
import fathom.simd.recursion.ArcCosine;

/**
 * The pairs of some rows of x with some rows of y, carried from layer to layer. What is carried of a pair, beside its tangent, is called its
 * turn here: the signed haversine, or the angle once the second layer, and each layer above, has no bias.
 */
final class ReluTile {

    private static final ThreadLocal<DoubleMatrix> ROOM =
            ThreadLocal.withInitial(() -> DoubleMatrix.zeros(1, InputTile.PIECE));

    private final InfiniteNetwork network;
    private final DoubleMatrix x;
    private final RowProfile rows;
    private final int row;
    private final DoubleMatrix y;
    private final RowProfile columns;
    private final int column;

    /** Rows {@code row...} of x against rows {@code column...} of y; how many, the matrices given later say. */
    ReluTile(
            InfiniteNetwork network,
            DoubleMatrix x,
            RowProfile rows,
            int row,
            DoubleMatrix y,
            RowProfile columns,
            int column) {
        this.network = network;
        this.x = x;
        this.rows = rows;
        this.row = row;
        this.y = y;
        this.columns = columns;
        this.column = column;
    }

    /** Layer 0 of these pairs. */
    InputTile inputs() {
        return new InputTile(network, x, rows.inputs, row, y, columns.inputs, column);
    }

    /**
     * outs[k] := the kernel of depth depths[k], all in one pass, while a piece of a row is in cache.
     *
     * @param depths ascending
     * @param lower whether only the lower half of these square tiles is wanted
     */
    void kernels(Kernel kind, int[] depths, DoubleMatrix[] outs, boolean lower) {
        InputTile inputs = inputs();
        DoubleMatrix last = outs[outs.length - 1];
        boolean tangent = kind == Kernel.NTK;
        inputs.linear(last, lower, (i, j, piece) -> {
            DoubleMatrix turns = ROOM.get().window(0, 0, 1, piece.columns());
            if (depths[depths.length - 1] > 0) {
                inputs.haversines(i, j, piece, turns);
            }
            if (tangent) {
                inputs.tangentStart(piece);
            }
            int depth = 0;
            for (int k = 0; k < depths.length; k++) {
                layers(i, j, depth, depths[k], turns, tangent ? piece : null);
                depth = depths[k];
                DoubleMatrix out =
                        k == depths.length - 1 ? piece : outs[k].window(i - row, j - column, 1, piece.columns());
                if (tangent || depth == 0) {
                    copy(piece, out);
                } else {
                    covariances(i, j, depth, turns, out);
                }
            }
        });
    }

    private static void copy(DoubleMatrix from, DoubleMatrix to) {
        if (from != to) {
            Elementwise.copy(from, to);
        }
    }

    /** Layers from + 1 .. to of the whole tile, on turns and, unless null, tangents. */
    void layers(int from, int to, DoubleMatrix turns, DoubleMatrix tangents) {
        for (int i = 0; i < turns.rows(); i++) {
            layers(row + i, column, from, to, turns.row(i), tangents == null ? null : tangents.row(i));
        }
    }

    /** Of the part of the tile that begins at that row of x and that of y. */
    private void layers(int i, int j, int from, int to, DoubleMatrix turns, DoubleMatrix tangents) {
        for (int l = from + 1; l <= to; l++) {
            ArcCosine.Layer layer = rows.layers[l];
            if (tangents != null && (rows.zeros[l - 1] || columns.zeros[l - 1])) {
                ZeroRows.RELU.mend(rows.variances[l - 1], i, columns.variances[l - 1], j, null, tangents);
            }
            boolean angles = angles(l);
            if (angles != angles(l - 1)) {
                if (angles) {
                    Angles.fromHaversines(turns);
                } else {
                    Angles.toHaversines(turns);
                }
            }
            if (angles) {
                Angles.layer(turns, tangents, rows.sides[l].roots(), i, columns.sides[l].roots(), j, layer);
            } else {
                ArcCosine.layer(turns, tangents, rows.sides[l], i, columns.sides[l], j, layer);
            }
        }
    }

    /** Whether turns are angles after that layer: they are never obtuse then, and no bias has tilted them. */
    private boolean angles(int layer) {
        return layer > 1 && !rows.layers[layer].biased();
    }

    /** covariances := S_depth of the whole tile, from its turns; the two may be the same matrix. */
    void covariances(int depth, DoubleMatrix turns, DoubleMatrix covariances) {
        covariances(row, column, depth, turns, covariances);
    }

    private void covariances(int i, int j, int depth, DoubleMatrix turns, DoubleMatrix covariances) {
        double[] left = rows.sides[depth].roots();
        double[] right = columns.sides[depth].roots();
        if (angles(depth)) {
            Angles.covariances(turns, left, i, right, j, covariances);
        } else {
            ArcCosine.covariances(turns, left, i, right, j, covariances);
        }
    }
}
