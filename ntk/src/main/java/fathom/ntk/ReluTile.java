package fathom.ntk;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.ArcCosine;

/** The pairs of some rows of x with some rows of y, carried from layer to layer. */
final class ReluTile {

    /** Entries that stay in the first-level cache, two doubles each, while all layers pass over them. */
    private static final int CACHED_ENTRIES = 1024;

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

    /** Layers from + 1 .. to on haversines and, unless null, tangents. */
    void layers(int from, int to, DoubleMatrix haversines, DoubleMatrix tangents) {
        int together = Math.max(1, CACHED_ENTRIES / Math.max(1, haversines.columns()));
        for (int i = 0; i < haversines.rows(); i += together) {
            int end = Math.min(i + together, haversines.rows());
            DoubleMatrix someHaversines = haversines.rows(i, end);
            DoubleMatrix someTangents = tangents == null ? null : tangents.rows(i, end);
            for (int l = from + 1; l <= to; l++) {
                ArcCosine.layer(
                        someHaversines,
                        someTangents,
                        rows.sides[l],
                        row + i,
                        columns.sides[l],
                        column,
                        new ArcCosine.Layer(
                                network.weightVariance().at(l) / 2,
                                network.learningRate().at(l),
                                network.trainedBias().at(l),
                                network.biasVariance().at(l) > 0));
            }
        }
    }

    /** covariances := S_depth, from its haversines; the two may be the same matrix. */
    void covariances(int depth, DoubleMatrix haversines, DoubleMatrix covariances) {
        ArcCosine.covariances(
                haversines, rows.sides[depth].roots(), row, columns.sides[depth].roots(), column, covariances);
    }

    /** out := the kernel of that depth. */
    void kernel(Kernel kind, int depth, DoubleMatrix out) {
        InputTile inputs = inputs();
        inputs.linear(out);
        if (depth == 0) {
            if (kind == Kernel.NTK) {
                inputs.tangentStart(out);
            }
        } else if (kind == Kernel.NNGP) {
            inputs.haversines(out, out);
            layers(0, depth, out, null);
            covariances(depth, out, out);
        } else {
            DoubleMatrix haversines = DoubleMatrix.zeros(out.rows(), out.columns());
            inputs.haversines(out, haversines);
            inputs.tangentStart(out);
            layers(0, depth, haversines, out);
        }
    }
}
