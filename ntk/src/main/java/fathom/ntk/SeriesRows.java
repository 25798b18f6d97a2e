package fathom.ntk;

import fathom.ntk.dual.LayerSeries;
import fathom.ntk.dual.Nonlinearity;
import fathom.simd.Elementwise;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.ArcCosine;
import fathom.simd.recursion.SeriesRecursion;
import java.util.ArrayList;
import java.util.List;

/** The pairs of the rows of x with those of y, carried through the layers of a network by series, block of rows by block of rows. */
final class SeriesRows {

    /** Rows whose pairs are begun by one product. */
    private static final int TOGETHER = 64;

    private final InfiniteNetwork network;
    private final ZeroRows zeros;
    private final DoubleMatrix x;
    private final DoubleMatrix y;
    private final boolean symmetric;
    private final List<LayerSeries> layers = new ArrayList<>();
    final SeriesProfile rows;
    private final SeriesProfile columns;

    /** All pairs of rows of x, of which the lower half is computed. */
    SeriesRows(Nonlinearity phi, InfiniteNetwork network, int depth, DoubleMatrix x) {
        this.network = network;
        zeros = ZeroRows.of(phi);
        this.x = x;
        this.y = x;
        symmetric = true;
        rows = SeriesProfile.of(phi, network, depth, layers, List.of(x)).get(0);
        columns = rows;
    }

    /** All pairs of rows of x with rows of y. */
    SeriesRows(Nonlinearity phi, InfiniteNetwork network, int depth, DoubleMatrix x, DoubleMatrix y) {
        this.network = network;
        zeros = ZeroRows.of(phi);
        this.x = x;
        this.y = y;
        symmetric = false;
        List<SeriesProfile> profiles = SeriesProfile.of(phi, network, depth, layers, List.of(x, y));
        rows = profiles.get(0);
        columns = profiles.get(1);
    }

    /** out := the kernel of that depth; of a symmetric one the lower half. */
    void kernel(Kernel kind, int depth, DoubleMatrix out) {
        kernels(kind, new int[] {depth}, out);
    }

    /**
     * outs[k] := the kernel of depth depths[k], all in one pass; of symmetric ones the lower half.
     *
     * @param depths ascending
     */
    void kernels(Kernel kind, int[] depths, DoubleMatrix... outs) {
        boolean tangent = kind == Kernel.NTK;
        forEachBlock((haversines, from) -> {
            InputTile tile = tile(from);
            int width = haversines.columns();
            DoubleMatrix mine = outs[outs.length - 1].window(from, 0, haversines.rows(), width);
            tile.linear(mine);
            if (depths[depths.length - 1] > 0) {
                tile.haversines(mine, haversines);
            }
            if (tangent) {
                tile.tangentStart(mine);
            }
            int depth = 0;
            for (int k = 0; k < depths.length; k++) {
                layers(depth, depths[k], from, haversines, tangent ? mine : null);
                depth = depths[k];
                DoubleMatrix out = outs[k].window(from, 0, haversines.rows(), width);
                if (!tangent && depth > 0) {
                    covariances(depth, from, haversines, out);
                } else if (k < depths.length - 1) {
                    Elementwise.copy(mine, out);
                }
            }
        });
    }

    /** From the matrices of depth - 1 to those of depth, in place; depth 0 begins. */
    void advance(int depth, DoubleMatrix haversines, DoubleMatrix nngp, DoubleMatrix ntk) {
        forEachBlock((block, from) -> {
            InputTile tile = tile(from);
            DoubleMatrix v = haversines.window(from, 0, block.rows(), block.columns());
            DoubleMatrix s = nngp.window(from, 0, block.rows(), block.columns());
            DoubleMatrix t = ntk.window(from, 0, block.rows(), block.columns());
            if (depth == 0) {
                tile.linear(s);
                tile.linear(t);
                tile.tangentStart(t);
                tile.haversines(s, v);
            } else {
                layers(depth - 1, depth, from, v, t);
                covariances(depth, from, v, s);
            }
        });
    }

    private interface BlockTask {
        void run(DoubleMatrix block, int from);
    }

    private void forEachBlock(BlockTask task) {
        int blocks = (x.rows() + TOGETHER - 1) / TOGETHER;
        // The longest rows of a lower half first, so that threads end together.
        Workers.forEach(blocks, i -> {
            int from = (blocks - 1 - i) * TOGETHER;
            int height = Math.min(TOGETHER, x.rows() - from);
            task.run(DoubleMatrix.zeros(height, symmetric ? from + height : y.rows()), from);
        });
    }

    private InputTile tile(int from) {
        return new InputTile(network, x, rows.inputs, from, y, columns.inputs, 0);
    }

    private void layers(int from, int to, int first, DoubleMatrix haversines, DoubleMatrix tangents) {
        SeriesRecursion recursion = new SeriesRecursion();
        for (int i = 0; i < haversines.rows(); i++) {
            int count = symmetric ? first + i : haversines.columns();
            DoubleMatrix v = haversines.window(i, 0, 1, count);
            DoubleMatrix t = tangents == null ? null : tangents.window(i, 0, 1, count);
            for (int l = from + 1; l <= to && count > 0; l++) {
                SeriesRecursion.Columns mine = rows.columns.get(l);
                int row = first + i;
                if (t != null && !zeros.idle()) {
                    zeros.mend(rows.below.get(l), row, columns.below.get(l), 0, v, t);
                }
                layers.get(l - 1)
                        .apply(
                                recursion,
                                v,
                                t,
                                new LayerSeries.Place(rows.below.get(l)[row], mine.roots()[row], mine.biases()[row]),
                                columns.columns.get(l),
                                network.learningRate().at(l),
                                network.trainedBias().at(l));
            }
        }
    }

    private void covariances(int depth, int from, DoubleMatrix haversines, DoubleMatrix covariances) {
        ArcCosine.covariances(
                haversines,
                rows.columns.get(depth).roots(),
                from,
                columns.columns.get(depth).roots(),
                0,
                covariances);
    }
}
