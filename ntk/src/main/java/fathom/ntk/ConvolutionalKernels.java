package fathom.ntk;

import fathom.simd.machine.Parallelism;
import fathom.simd.machine.Workers;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.ShapeMismatchException;
import java.util.ArrayList;
import java.util.List;

/**
 * NNGP and tangent kernels between images, by the recursion of {@link ConvolutionalNetwork}.
 *
 * <p>For each pair of images it carries pairs of pixels: with global average pooling n^2 x pixels^2 in all, which is estimated, and
 * compared with the heap, first. What is carried is the haversine (1 - u) / 2, as in the fully connected recursion, so that nearly equal
 * images keep their difference. Activations other than ReLU go by the series of {@link ActivationKernels}; few pixels of a smooth one by
 * Hermite series; and where pixels' variances are too different for either (and for normrelu) by the dual of each pair, which at a kink
 * loses the difference of near images.
 */
public final class ConvolutionalKernels {

    /** Bytes of the pairs of pixels that one thread holds. */
    private static final long HELD = 32L << 20;

    /** Images on a side of a block at most. */
    private static final int LARGEST_SIDE = 32;

    /** Operations for each pair of pixels and layer beside the window's: what one layer of the dense recursion takes. */
    private static final int PER_LAYER = 40;

    private ConvolutionalKernels() {}

    /**
     * The kernel of one depth; each row of its inputs is an image.
     *
     * @param depth L >= 1
     * @throws IllegalArgumentException if the network has no numbers for that depth, or the tangent kernel of an activation with a step is
     *     asked for
     */
    public static RowKernel of(Kernel kind, ConvolutionalNetwork network, int depth) {
        network.variances().checkDepth(depth);
        if (depth < 1) {
            throw new IllegalArgumentException("a convolutional network has at least one convolution, not " + depth);
        }
        return new Images(kind, network, depth, PixelLayer.of(network.phi(), kind));
    }

    /** What n x m pairs of images take: n m pixels^2 with global average pooling, n m pixels when flattened. */
    public static Resources resources(ConvolutionalNetwork network, int depth, long n, long m) {
        long window = (long) network.window().height() * network.window().width();
        double first = 2.0 * window * network.image().channels();
        double layers = depth * (4.0 * window + PER_LAYER);
        double pairs = (double) n * m * network.pairs();
        long held = Math.max(HELD, network.pairs() * PixelPairs.BUFFERS * Double.BYTES);
        long bytes = Double.BYTES * (n * m + (n + m) * network.image().pixels() * (3L * depth + 3))
                + Parallelism.threads() * held;
        return new Resources(bytes, pairs * (first + layers));
    }

    private record Images(Kernel kind, ConvolutionalNetwork network, int depth, PixelLayer.Source source)
            implements RowKernel {

        @Override
        public void lowerGram(DoubleMatrix x, DoubleMatrix gram) {
            if (gram.rows() != x.rows() || gram.columns() != x.rows()) {
                throw new ShapeMismatchException(
                        "x is " + x.shape() + " and the Gram matrix " + gram.shape() + ": it must be n x n");
            }
            check(x, x.rows());
            fill(gram, true, x);
        }

        @Override
        public DoubleMatrix cross(DoubleMatrix x, DoubleMatrix y) {
            DoubleMatrix cross = DoubleMatrix.zeros(x.rows(), y.rows());
            check(x, y.rows());
            check(y, x.rows());
            fill(cross, false, x, y);
            return cross;
        }

        @Override
        public double[] diagonal(DoubleMatrix x) {
            check(x, 1);
            List<PixelLayer> layers = new ArrayList<>();
            PixelVariances side = PixelVariances.of(network, depth, source, layers, List.of(x))
                    .getFirst();
            double[] diagonal = new double[x.rows()];
            Workers.forEach(diagonal.length, i -> {
                DoubleMatrix one = DoubleMatrix.zeros(1, 1);
                new PixelPairs(kind, network, depth, layers, side, i, side, i, 1, 1).kernel(one);
                diagonal[i] = one.get(0, 0);
            });
            return diagonal;
        }

        private void check(DoubleMatrix x, int others) {
            if (x.columns() != network.image().size()) {
                throw new ShapeMismatchException("inputs are " + x.shape() + ", expected rows of "
                        + network.image().size() + " numbers for " + network.image());
            }
            resources(network, depth, x.rows(), others)
                    .check(
                            "the kernel between " + x.rows() + " and " + others + " images of "
                                    + network.image().pixels() + " pixels",
                            "take fewer images, flatten, or start java with a larger -Xmx");
        }

        private void fill(DoubleMatrix out, boolean lower, DoubleMatrix... inputs) {
            List<PixelLayer> layers = new ArrayList<>();
            List<PixelVariances> sides = PixelVariances.of(network, depth, source, layers, List.of(inputs));
            PixelVariances rows = sides.getFirst();
            PixelVariances columns = sides.getLast();
            long pairs = Math.max(1, HELD / (network.pairs() * PixelPairs.BUFFERS * Double.BYTES));
            int wide = (int) Math.max(1, Math.min(LARGEST_SIDE, pairs));
            int high = (int) Math.max(1, Math.min(LARGEST_SIDE, pairs / wide));
            List<int[]> corners = new ArrayList<>();
            for (int i = 0; i < out.rows(); i += high) {
                int end = lower ? Math.min(out.rows(), i + high) : out.columns();
                for (int j = 0; j < end; j += wide) {
                    corners.add(new int[] {i, j, Math.min(high, out.rows() - i), Math.min(wide, end - j)});
                }
            }
            Workers.forEach(corners.size(), t -> {
                int[] c = corners.get(t);
                new PixelPairs(kind, network, depth, layers, rows, c[0], columns, c[1], c[2], c[3])
                        .kernel(out.window(c[0], c[1], c[2], c[3]));
            });
        }
    }
}
