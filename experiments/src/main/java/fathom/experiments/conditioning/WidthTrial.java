package fathom.experiments.conditioning;

import fathom.runs.Trial;
import fathom.simd.SymmetricEigen;
import fathom.simd.machine.Parallelism;
import fathom.simd.math.DoubleFunctions;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.List;

/**
 * Condition numbers of both kernels at initialisation, by depth, in a network of finite width.
 *
 * @param threads how many threads the kernels may use; no result depends on it
 */
record WidthTrial(int threads) implements Trial<WidthTrial.WidthCell, WidthTrial.WidthResult>, Serializable {

    /**
     * A random network of finite width.
     *
     * @param network an activation, or {@code batch(...)} or {@code layer(...)} around one for networks with such normalisation
     * @param width of every hidden layer
     * @param n inputs, uniform on the sphere but for two at separation delta
     */
    public record WidthCell(String network, int width, int n, int d, double delta, long seed, List<Integer> depths) {

        String label() {
            return network + ", width " + width + ", seed " + seed;
        }

        double cost() {
            return (double) depths.getLast() * width * width * (6.0 * n + 180);
        }

        long bytes() {
            return 8L * width * (width + 2L * n * (depths.getLast() + 3)) + (1L << 20);
        }
    }

    public record WidthResult(List<WidthPoint> points) {}

    /**
     * Decimal logarithms of condition numbers at one depth; infinite where a matrix is singular to rounding.
     *
     * @param nngp of the last layer's Gram matrix
     * @param ntk of the tangent kernel of a network of that depth with one output
     */
    public record WidthPoint(int depth, double nngp, double ntk) {}

    /** log(10) */
    static final double LOG_TEN = 2.302585092994046;

    @Override
    public WidthResult run(WidthCell cell) throws Exception {
        return Parallelism.call(threads, () -> conditions(cell));
    }

    private static WidthResult conditions(WidthCell cell) {
        RandomNetwork network = new RandomNetwork(
                cell.network(),
                cell.width(),
                Inputs.near(cell.n(), cell.d(), cell.delta(), cell.seed()),
                RandomStream.of(cell.seed(), "conditioning").child("weights"));
        return new WidthResult(Layers.at(
                cell.depths(),
                network::deepen,
                depth -> new WidthPoint(depth, logCondition(network.kernel()), logCondition(network.tangent()))));
    }

    private static double logCondition(DoubleMatrix gram) {
        double[] values = SymmetricEigen.values(gram);
        double largest = values[values.length - 1];
        // Below the rounding of the largest eigenvalue nothing is known of the smallest one.
        return values[0] > 1e-14 * values.length * largest
                ? DoubleFunctions.log(largest / values[0]) / LOG_TEN
                : Double.POSITIVE_INFINITY;
    }
}
