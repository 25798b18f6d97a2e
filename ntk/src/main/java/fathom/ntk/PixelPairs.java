package fathom.ntk;

import fathom.simd.Gemm;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.recursion.ArcCosine;
import java.util.Arrays;
import java.util.List;

/** A block of images against another one: every pair of pixels that the readout needs, carried from layer to layer. */
final class PixelPairs {

    /** Numbers for each pair of pixels and of images: haversines and tangents, below and above a layer. */
    static final int BUFFERS = 4;

    private final Kernel kind;
    private final ConvolutionalNetwork network;
    private final InfiniteNetwork variances;
    private final int depth;
    private final List<PixelLayer> layers;
    private final PixelVariances rows;
    private final int row;
    private final PixelVariances columns;
    private final int column;
    private final int high;
    private final int wide;
    private final int[][] window;
    private final int pixels;
    private final boolean all;
    private final ZeroRows zeros;
    private double[] haversines;
    private double[] tangents;
    private double[] nextHaversines;
    private double[] nextTangents;

    PixelPairs(
            Kernel kind,
            ConvolutionalNetwork network,
            int depth,
            List<PixelLayer> layers,
            PixelVariances rows,
            int row,
            PixelVariances columns,
            int column,
            int high,
            int wide) {
        this.kind = kind;
        this.network = network;
        this.variances = network.variances();
        this.depth = depth;
        this.layers = layers;
        this.rows = rows;
        this.row = row;
        this.columns = columns;
        this.column = column;
        this.high = high;
        this.wide = wide;
        window = PixelVariances.neighbours(network);
        pixels = network.image().pixels();
        all = network.readout() == ConvolutionalNetwork.Readout.GLOBAL_AVERAGE;
        zeros = ZeroRows.of(network.phi());
    }

    /** out := the kernel of the block. */
    void kernel(DoubleMatrix out) {
        int size = Math.toIntExact(network.pairs() * high * wide);
        haversines = new double[size];
        nextHaversines = new double[size];
        tangents = kind == Kernel.NTK ? new double[size] : null;
        nextTangents = kind == Kernel.NTK ? new double[size] : null;
        first();
        for (int l = 1; l <= depth; l++) {
            activate(l);
            if (l < depth) {
                convolve(l);
            }
        }
        readOut(out);
    }

    private int pairs() {
        return all ? pixels * pixels : pixels;
    }

    /** The pixel of the rows in pair number e, and that of the columns. */
    private int left(int e) {
        return all ? e / pixels : e;
    }

    private int right(int e) {
        return all ? e % pixels : e;
    }

    private DoubleMatrix tile(double[] numbers, int e) {
        return numbers == null ? null : new DoubleMatrix(numbers, e * high * wide, high, wide, wide, 1);
    }

    /** S_0 between patches, as between rows of a dense network with the input scale s / |F|. */
    private void first() {
        InfiniteNetwork patch = variances.withInputScale(variances.inputScale() / window[0].length);
        double bias = variances.biasVariance().at(0);
        DoubleMatrix[] lefts = new DoubleMatrix[pixels];
        DoubleMatrix[] rights = new DoubleMatrix[pixels];
        for (int p = 0; p < pixels; p++) {
            lefts[p] = rows.patches(row, high, window[p]);
            rights[p] = columns.patches(column, wide, window[p]);
        }
        for (int e = 0; e < pairs(); e++) {
            DoubleMatrix left = lefts[left(e)];
            DoubleMatrix right = rights[right(e)];
            double[] roots = roots(rows.below[0][left(e)], row, high);
            double[] others = roots(columns.below[0][right(e)], column, wide);
            DoubleMatrix tile = tile(haversines, e);
            Gemm.multiply(patch.inputScale(), left, right.transposed(), 0, tile);
            for (int i = 0; i < high; i++) {
                for (int j = 0; j < wide; j++) {
                    double covariance = tile.get(i, j) + bias;
                    tile.set(i, j, covariance);
                    if (tangents != null) {
                        tangents[(e * high + i) * wide + j] =
                                covariance + variances.trainedBias().at(0);
                    }
                }
            }
            ArcCosine.haversines(tile, inverses(roots), 0, inverses(others), 0, tile);
            NearPairs.mend(patch, tile, left, 0, roots, right, 0, others);
            NearPairs.mendZeros(tile, 0, roots, 0, others);
        }
    }

    private static double[] roots(double[] variances, int from, int count) {
        double[] roots = Arrays.copyOfRange(variances, from, from + count);
        for (int i = 0; i < count; i++) {
            roots[i] = Math.sqrt(roots[i]);
        }
        return roots;
    }

    private static double[] inverses(double... roots) {
        double[] inverses = new double[roots.length];
        for (int i = 0; i < roots.length; i++) {
            inverses[i] = roots[i] > 0 ? 1 / roots[i] : 0;
        }
        return inverses;
    }

    private void activate(int l) {
        double weight = variances.weightVariance().at(l);
        for (int e = 0; e < pairs(); e++) {
            if (tangents != null && !layers.get(l - 1).pointwise() && !zeros.idle()) {
                zeros.mend(
                        rows.below[l - 1][left(e)],
                        row,
                        columns.below[l - 1][right(e)],
                        column,
                        tile(haversines, e),
                        tile(tangents, e));
            }
            layers.get(l - 1)
                    .apply(
                            weight,
                            tile(haversines, e),
                            tile(tangents, e),
                            rows.below[l - 1][left(e)],
                            row,
                            columns.below[l - 1][right(e)],
                            column);
        }
    }

    /** From the activations of layer l to its pre-activations behind the next convolution. */
    private void convolve(int l) {
        WindowSum sum = new WindowSum(window[0].length, high, wide);
        for (int e = 0; e < pairs(); e++) {
            int[] lefts = window[left(e)];
            int[] rights = window[right(e)];
            sum.clear(variances.biasVariance().at(l), variances.trainedBias().at(l));
            for (int k = 0; k < lefts.length; k++) {
                boolean inside = lefts[k] >= 0 && rights[k] >= 0;
                sum.side(
                        k,
                        lefts[k] < 0 ? null : rows.active[l][lefts[k]],
                        row,
                        rights[k] < 0 ? null : columns.active[l][rights[k]],
                        column);
                if (inside) {
                    int from = all ? lefts[k] * pixels + rights[k] : lefts[k];
                    sum.add(k, haversines, tangents, from * high * wide);
                }
            }
            sum.write(
                    rows.below[l][left(e)],
                    row,
                    columns.below[l][right(e)],
                    column,
                    nextHaversines,
                    nextTangents,
                    e * high * wide);
        }
        double[] swap = haversines;
        haversines = nextHaversines;
        nextHaversines = swap;
        swap = tangents;
        tangents = nextTangents;
        nextTangents = swap;
    }

    private void readOut(DoubleMatrix out) {
        double bias = variances.biasVariance().at(depth);
        for (int i = 0; i < high; i++) {
            for (int j = 0; j < wide; j++) {
                double covariance = 0;
                double tangent = 0;
                for (int e = 0; e < pairs(); e++) {
                    int at = (e * high + i) * wide + j;
                    double scale = Math.sqrt(rows.active[depth][left(e)][row + i])
                            * Math.sqrt(columns.active[depth][right(e)][column + j]);
                    covariance = Math.fma(scale, WindowSum.correlation(haversines[at]), covariance);
                    tangent += tangents == null ? 0 : tangents[at];
                }
                covariance = covariance / pairs() + bias;
                boolean whole = kind == Kernel.NTK;
                if (!Double.isFinite(covariance) || !Double.isFinite(tangent)) {
                    Range.check("the kernel between two images", covariance + tangent);
                }
                out.set(
                        i,
                        j,
                        whole
                                ? tangent / pairs()
                                        + covariance
                                        + variances.trainedBias().at(depth)
                                : covariance);
            }
        }
    }
}
