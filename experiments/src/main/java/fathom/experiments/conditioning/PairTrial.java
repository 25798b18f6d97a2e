package fathom.experiments.conditioning;

import fathom.runs.Trial;
import fathom.simd.Activation;
import fathom.simd.Gemm;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The correlation of two inputs in a random network whose layers are brought to length 1 (equation 3 of the paper).
 *
 * <pre>
 * F_l = Pi(phi(F_{l-1} W_l)),   Pi(v) = v / |v|,   W_l of independent standard normal entries
 * rho_l = the products of the rows of F_l
 * </pre>
 *
 * Given F_{l-1}, the arguments of the units are independent Gaussian vectors, one entry for each input, with covariance F_{l-1} F_{l-1}': they
 * are drawn as such, so that no weight matrix is. A network costs width x inputs random numbers a layer, and the distribution is exact.
 *
 * @param threads how many threads a kernel may use; no result depends on it
 */
record PairTrial(int threads) implements Trial<PairTrial.PairCell, PairTrial.PairResult>, Serializable {

    /**
     * Random networks seen through the correlations of pairs of points of the half cube.
     *
     * @param draws networks; their mean is one value of the interval over the seeds
     */
    public record PairCell(String activation, int width, int d, int draws, long seed, List<Integer> depths) {

        String label() {
            return "pairs under " + activation + ", width " + width + ", seed " + seed;
        }

        double cost() {
            return 4.0 * 150 * width * draws * depths.getLast();
        }
    }

    public record PairResult(List<PairPoint> points) {}

    /**
     * Means over the draws, of a correlation and of its size, for three pairs: at cosine 1 - 2/d (near), 0 or next to it (middle) and
     * -(1 - 2/d) (far).
     */
    public record PairPoint(
            int depth, double near, double nearSize, double middle, double middleSize, double far, double farSize) {}

    private static final int INPUTS = 4;

    @Override
    public PairResult run(PairCell cell) throws Exception {
        return Parallelism.call(threads, () -> correlations(cell));
    }

    private static PairResult correlations(PairCell cell) {
        double[][] sums = new double[cell.depths().size()][6];
        RandomStream stream = RandomStream.of(cell.seed(), "conditioning").child("pairs");
        for (int draw = 0; draw < cell.draws(); draw++) {
            follow(cell, stream.child(draw), sums);
        }
        return new PairResult(IntStream.range(0, sums.length)
                .mapToObj(i -> {
                    double[] s = Arrays.stream(sums[i])
                            .map(sum -> sum / cell.draws())
                            .toArray();
                    return new PairPoint(cell.depths().get(i), s[0], s[1], s[2], s[3], s[4], s[5]);
                })
                .toList());
    }

    /** The first point, and those that differ from it in 1, d/2 and d - 1 coordinates. */
    private static DoubleMatrix gram(int d) {
        HalfCube cube = new HalfCube(d);
        int all = cube.points() - 1;
        return Gemm.gram(cube.rows(new int[] {0, 1, (1 << d / 2) - 1, all}));
    }

    private static void follow(PairCell cell, RandomStream stream, double[][] sums) {
        Activation phi = Activation.parse(cell.activation());
        DoubleMatrix gram = gram(cell.d());
        for (int depth = 1; depth <= cell.depths().getLast(); depth++) {
            DoubleMatrix normal = DoubleMatrix.zeros(INPUTS, cell.width());
            stream.child(depth).fillNormal(normal, 0);
            DoubleMatrix features = Gemm.product(root(gram), normal);
            phi.apply(features, features);
            Inputs.normalise(features);
            gram = Gemm.gram(features);
            int at = cell.depths().indexOf(depth);
            if (at >= 0) {
                for (int pair = 1; pair < INPUTS; pair++) {
                    sums[at][2 * pair - 2] += gram.get(pair, 0);
                    sums[at][2 * pair - 1] += Math.abs(gram.get(pair, 0));
                }
            }
        }
    }

    /** A lower triangular L with L L' = G, for a G that may be singular: a pivot lost in rounding leaves its column 0. */
    private static DoubleMatrix root(DoubleMatrix g) {
        DoubleMatrix l = DoubleMatrix.zeros(g.rows(), g.rows());
        for (int j = 0; j < g.rows(); j++) {
            for (int i = j; i < g.rows(); i++) {
                double sum = g.get(i, j);
                for (int k = 0; k < j; k++) {
                    sum = Math.fma(-l.get(i, k), l.get(j, k), sum);
                }
                double pivot = i == j ? Math.sqrt(Math.max(0, sum)) : l.get(j, j);
                l.set(i, j, i == j ? pivot : pivot > 1e-8 ? sum / pivot : 0);
            }
        }
        return l;
    }
}
