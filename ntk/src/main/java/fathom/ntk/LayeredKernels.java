package fathom.ntk;

import fathom.ntk.dual.Nonlinearity;
import fathom.simd.Elementwise;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import fathom.simd.recursion.ArcCosine;
import java.util.List;

/**
 * NNGP and tangent kernels of infinitely wide networks given layer by layer: residual sums, layer normalisation, any activation, any
 * parameterisation ({@link WidthLimit}).
 *
 * <p>Carried from layer to layer are the haversines of {@link ArcCosine} and the tangent kernel; each layer is a sum of terms that are
 * small for near rows, but for two differences: a normalisation behind an activation takes the mean over units out, and a residual sum of
 * rows whose variances differ compares their shares. Results have the same bits for every number of threads and vector width.
 */
public final class LayeredKernels {

    /** Rows whose pairs are begun by one product. */
    private static final int TOGETHER = 32;

    private LayeredKernels() {}

    /**
     * The kernel of one depth.
     *
     * @param depth how often the block is repeated, at least 0
     * @throws IllegalArgumentException if the depth is negative, or the tangent kernel of an activation with a step is asked for
     */
    public static RowKernel of(LayeredNetwork network, Kernel kind, int depth) {
        if (depth < 0) {
            throw new IllegalArgumentException("the depth is at least 0, not " + depth);
        }
        List<InfiniteLayer> layers = network.layers(depth);
        if (kind == Kernel.NTK) {
            checkDifferentiable(layers);
        }
        return new Layers(layers, kind);
    }

    /**
     * Both kernels at every depth 0, 1, ..., {@code depth} in one pass over the data. Takes four n x n matrices, whatever the depth.
     *
     * @param x n x d, one input a row
     * @throws IllegalArgumentException as {@link #of} does for tangent kernels
     */
    public static void sweep(LayeredNetwork network, DoubleMatrix x, int depth, ReluKernels.Visitor visitor) {
        List<InfiniteLayer> layers = network.layers(1);
        checkDifferentiable(layers);
        int n = x.rows();
        DoubleMatrix haversines = DoubleMatrix.zeros(n, n);
        DoubleMatrix tangents = DoubleMatrix.zeros(n, n);
        DoubleMatrix nngp = DoubleMatrix.zeros(n, n);
        DoubleMatrix ntk = DoubleMatrix.zeros(n, n);
        Pairs pairs = new Pairs(layers, x);
        List<PairStep> stem = pairs.first(network.stem());
        for (int l = 0; l <= depth; l++) {
            List<PairStep> steps = l == 0 ? stem : pairs.profile.steps(network.block());
            LayeredProfile end = pairs.profile.copy();
            List<PairStep> readout = end.steps(network.readout());
            boolean begin = l == 0;
            forEachBlock(n, (from, height) -> {
                PairBlock block = block(haversines, tangents, from, height);
                if (begin) {
                    pairs.begin(block);
                }
                steps.forEach(step -> step.apply(block));
                PairBlock out = block(nngp, ntk, from, height);
                Elementwise.copy(block.haversines, out.haversines);
                Elementwise.copy(block.tangents, out.tangents);
                readout.forEach(step -> step.apply(out));
                finish(out, end, Kernel.NTK);
                finish(out, end, Kernel.NNGP);
            });
            setDiagonal(nngp, end.diagonal(Kernel.NNGP));
            setDiagonal(ntk, end.diagonal(Kernel.NTK));
            visitor.at(l, nngp, ntk);
        }
    }

    /** The rows {@code from...} of two n x n matrices, as far as the lower half reaches. */
    private static PairBlock block(DoubleMatrix haversines, DoubleMatrix tangents, int from, int height) {
        return new PairBlock(
                haversines.window(from, 0, height, from + height),
                tangents.window(from, 0, height, from + height),
                from);
    }

    private interface BlockTask {
        void run(int from, int height);
    }

    private static void forEachBlock(int rows, BlockTask task) {
        int blocks = (rows + TOGETHER - 1) / TOGETHER;
        // The longest rows of a lower half first, so that threads end together.
        Workers.forEach(blocks, i -> {
            int from = (blocks - 1 - i) * TOGETHER;
            task.run(from, Math.min(TOGETHER, rows - from));
        });
    }

    /** The haversines become covariances, or gains that still wait join the tangents. */
    private static void finish(PairBlock block, LayeredProfile end, Kernel kind) {
        PairStep.Sides roots = end.roots();
        if (kind == Kernel.NNGP) {
            ArcCosine.covariances(block.haversines, roots.rows(), block.row, roots.columns(), 0, block.haversines);
        } else if (end.gain() > 0) {
            new SumStep.Dense(1, end.gain(), 0, roots, null, null).apply(block);
        }
    }

    private static void setDiagonal(DoubleMatrix gram, double[] diagonal) {
        for (int i = 0; i < diagonal.length; i++) {
            gram.set(i, i, diagonal[i]);
        }
    }

    private static void checkDifferentiable(List<InfiniteLayer> layers) {
        for (InfiniteLayer layer : layers) {
            switch (layer) {
                case InfiniteLayer.Activated(Nonlinearity phi) ->
                    ActivationKernels.checkDifferentiable(phi, Kernel.NTK);
                case InfiniteLayer.Residual(List<InfiniteLayer> inner) -> checkDifferentiable(inner);
                case InfiniteLayer.Dense _, InfiniteLayer.LayerNorm _, InfiniteLayer.Scaled _ -> {}
            }
        }
    }

    /** All pairs of rows of some matrices at the beginning of a network. */
    private static final class Pairs {

        final LayeredProfile profile;
        private final InfiniteLayer.Dense dense;
        private final InfiniteNetwork linear;
        private final DoubleMatrix x;
        private final DoubleMatrix y;
        private final Inputs rows;
        private final Inputs columns;

        Pairs(List<InfiniteLayer> layers, DoubleMatrix... inputs) {
            x = inputs[0];
            y = inputs[inputs.length - 1];
            dense = (InfiniteLayer.Dense) layers.getFirst();
            linear = InfiniteNetwork.relu()
                    .withInputScale(dense.weightVariance())
                    .withBiasVariance(dense.biasVariance());
            rows = new Inputs(linear, x);
            columns = inputs.length == 1 ? rows : new Inputs(linear, y);
            profile = LayeredProfile.of(layers, List.of(inputs));
        }

        /** The steps behind the dense layer that layers begin with. */
        List<PairStep> first(List<InfiniteLayer> layers) {
            profile.first(dense);
            return profile.steps(layers.subList(1, layers.size()));
        }

        /** The dense layer that sees the inputs. */
        void begin(PairBlock block) {
            InputTile tile = new InputTile(linear, x, rows, block.row, y, columns, 0);
            tile.linear(block.haversines);
            if (block.tangents != null) {
                double rate = dense.weightRate() / dense.weightVariance();
                Elementwise.copy(block.haversines, block.tangents);
                Elementwise.scale(rate, block.tangents);
                Elementwise.shift(Math.fma(-rate, dense.biasVariance(), dense.biasRate()), block.tangents);
            }
            tile.haversines(block.haversines, block.haversines);
        }
    }

    private record Layers(List<InfiniteLayer> layers, Kernel kind) implements RowKernel {

        @Override
        public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
            int n = x.rows();
            if (gram.rows() != n || gram.columns() != n || n > 1 && gram.columnStride() != 1) {
                throw new ShapeMismatchException("x is " + x.shape() + " and the Gram matrix " + gram.shape()
                        + ": it must be n x n with unit column stride");
            }
            Pairs pairs = new Pairs(layers, x);
            fill(pairs, gram, true);
            setDiagonal(gram, pairs.profile.diagonal(kind));
        }

        @Override
        public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
            if (x.columns() != y.columns()) {
                throw new ShapeMismatchException(
                        "inputs are " + x.shape() + " and " + y.shape() + ": both need the same number of columns");
            }
            DoubleMatrix cross = DoubleMatrix.zeros(x.rows(), y.rows());
            fill(new Pairs(layers, x, y), cross, false);
            return cross;
        }

        @Override
        public double[] diagonal(DoubleMatrix x) {
            Pairs pairs = new Pairs(layers, x);
            pairs.first(layers);
            return pairs.profile.diagonal(kind);
        }

        private void fill(Pairs pairs, DoubleMatrix out, boolean lower) {
            List<PairStep> steps = pairs.first(layers);
            forEachBlock(out.rows(), (from, height) -> {
                int width = lower ? from + height : out.columns();
                DoubleMatrix mine = out.window(from, 0, height, width);
                DoubleMatrix haversines = kind == Kernel.NNGP ? mine : DoubleMatrix.zeros(height, width);
                PairBlock block = new PairBlock(haversines, kind == Kernel.NNGP ? null : mine, from);
                pairs.begin(block);
                steps.forEach(step -> step.apply(block));
                finish(block, pairs.profile, kind);
            });
        }
    }
}
