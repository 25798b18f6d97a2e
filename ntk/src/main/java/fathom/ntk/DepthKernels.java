package fathom.ntk;

import fathom.ntk.dual.Nonlinearity;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.util.Arrays;
import java.util.List;

/**
 * NNGP or tangent kernels of several depths of one network, in one pass over the data: the product of the inputs and each layer are
 * computed once, and one more depth costs the writing of its matrix. A ReLU network's have the bits that {@link ActivationKernels#of} gives each
 * alone; other activations' may differ in the last digits, since a series is chosen with an eye to all layers that it serves.
 */
public final class DepthKernels {

    private final Nonlinearity phi;
    private final Kernel kind;
    private final InfiniteNetwork network;
    private final int[] asked;
    private final int[] ascending;

    private DepthKernels(Nonlinearity phi, Kernel kind, InfiniteNetwork network, int[] asked) {
        this.phi = phi;
        this.kind = kind;
        this.network = network;
        this.asked = asked;
        ascending = Arrays.stream(asked).sorted().distinct().toArray();
    }

    /**
     * @param depths in any order, at least one
     * @throws IllegalArgumentException as {@link ActivationKernels#of} for any of them
     */
    public static DepthKernels of(Nonlinearity phi, Kernel kind, InfiniteNetwork network, int... depths) {
        if (depths.length == 0) {
            throw new IllegalArgumentException("kernels of several depths need at least one depth");
        }
        for (int depth : depths) {
            ActivationKernels.of(phi, kind, network, depth); // refuses what cannot be
        }
        return new DepthKernels(phi, kind, network, depths.clone());
    }

    /** K_ij = K(x_i, x_j) for all rows of x, for each depth in the order they were given: n x n, both halves filled. */
    public List<DoubleMatrix> grams(DoubleMatrix x) {
        DoubleMatrix[] grams = new DoubleMatrix[ascending.length];
        Arrays.setAll(grams, k -> DoubleMatrix.zeros(x.rows(), x.rows()));
        if (closed()) {
            ReluKernels.lowerGrams(kind, network, ascending, x, grams);
        } else {
            SeriesRows pairs = new SeriesRows(phi, network, ascending[ascending.length - 1], x);
            pairs.kernels(kind, ascending, grams);
            for (int k = 0; k < grams.length; k++) {
                double[] diagonal = pairs.rows.diagonal(kind, ascending[k]);
                for (int i = 0; i < diagonal.length; i++) {
                    grams[k].set(i, i, diagonal[i]);
                }
            }
        }
        for (DoubleMatrix gram : grams) {
            ReluKernels.mirror(gram);
        }
        return inOrder(List.of(grams));
    }

    /** K_ij = K(x_i, y_j): m x n for each depth in the order they were given. */
    public List<DoubleMatrix> crosses(DoubleMatrix x, DoubleMatrix y) {
        if (closed()) {
            return inOrder(ReluKernels.crosses(kind, network, ascending, x, y));
        }
        Depths.checkColumns(x, y);
        DoubleMatrix[] crosses = new DoubleMatrix[ascending.length];
        Arrays.setAll(crosses, k -> DoubleMatrix.zeros(x.rows(), y.rows()));
        new SeriesRows(phi, network, ascending[ascending.length - 1], x, y).kernels(kind, ascending, crosses);
        return inOrder(List.of(crosses));
    }

    /**
     * Whether {@link #floatGrams} and {@link #floatCrosses} compute in float, and not in double to round the result: for ReLU networks
     * without biases after layer 0.
     */
    public boolean float32() {
        return closed() && FloatReluKernels.serves(network, ascending[ascending.length - 1]);
    }

    /** {@link #grams} in float, see {@link FloatReluKernels}. */
    public List<FloatMatrix> floatGrams(DoubleMatrix x) {
        return float32()
                ? inOrder(FloatReluKernels.grams(kind, network, ascending, x))
                : grams(x).stream().map(FloatMatrix::rounded).toList();
    }

    /** {@link #crosses} in float. */
    public List<FloatMatrix> floatCrosses(DoubleMatrix x, DoubleMatrix y) {
        return float32()
                ? inOrder(FloatReluKernels.crosses(kind, network, ascending, x, y))
                : crosses(x, y).stream().map(FloatMatrix::rounded).toList();
    }

    private boolean closed() {
        return phi.isRelu();
    }

    private <T> List<T> inOrder(List<T> matrices) {
        return Arrays.stream(asked)
                .mapToObj(depth -> matrices.get(Arrays.binarySearch(ascending, depth)))
                .toList();
    }
}
