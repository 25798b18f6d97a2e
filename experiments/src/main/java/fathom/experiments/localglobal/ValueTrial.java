package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.data.Target;
import module fathom.experiments;
import module java.base;

/**
 * Kernel regression of local and global values, and of their labels, on the same points of the unit sphere: one factorisation for all
 * targets of a kernel, a depth and a ridge.
 */
record ValueTrial() implements Trial<ValueTrial.ValueCase, ValueTrial.ValueResult> {

    /**
     * Regressions of several kernels, depths and ridges on one sample of points.
     *
     * @param orders of the targets
     * @param N samples
     * @param pairs local and global targets in as many places
     */
    public record ValueCase(
            List<Integer> orders,
            int d,
            int N,
            int testPoints,
            int pairs,
            List<String> kernels,
            List<Integer> depths,
            List<Double> ridges,
            long seed) {

        String label() {
            return "values, N = " + N + ", seed " + seed;
        }

        /** Rough floating-point operations, as those of the other trials. */
        double cost() {
            double n = N;
            double once = n * n * n / 3 + 4.0 * pairs * orders.size() * n * (n + testPoints);
            double entries = n * (n / 2 + testPoints) * (2 * d + 30.0 * depths.size());
            return 2 * kernels.size() * (entries + once * depths.size() * ridges.size());
        }

        long bytes() {
            return Double.BYTES
                    * ((long) N * (N + testPoints) * (depths.size() + 1)
                            + 16L * pairs * orders.size() * (N + testPoints));
        }
    }

    /** Its result: scores by kernel, depth, ridge and order. */
    public record ValueResult(List<ValueScore> scores) {}

    /**
     * Means over the pairs of targets.
     *
     * @param local squared error of local values over their mean square: to predict 0 scores 1
     * @param global the same of global values
     * @param localLabels share of labels that the sign of the labels' own regression gets wrong
     * @param globalLabels the same of global labels
     */
    public record ValueScore(
            String kernel,
            int depth,
            double ridge,
            int k,
            double local,
            double global,
            double localLabels,
            double globalLabels) {}

    @Override
    public ValueResult run(ValueCase cell) {
        TargetSamples samples = TargetSamples.of(problem(cell, cell.orders().getFirst()));
        DoubleMatrix x = UnitSphere.directions(samples.training());
        DoubleMatrix test = UnitSphere.directions(samples.test());
        DoubleMatrix sides = sides(cell, samples.training());
        DoubleMatrix truth = sides(cell, samples.test());
        int[] depths = cell.depths().stream().mapToInt(depth -> depth).toArray();
        ImmutableList.Builder<ValueScore> scores = ImmutableList.builder();
        for (String name : cell.kernels()) {
            Kernel kind = RegressionTrial.kind(name);
            InfiniteNetwork network = RegressionTrial.network(name);
            DoubleMatrix[] grams = new DoubleMatrix[depths.length];
            Arrays.setAll(grams, i -> DoubleMatrix.zeros(x.rows(), x.rows()));
            ReluKernels.lowerGrams(kind, network, depths, x, grams);
            List<DoubleMatrix> crosses = ReluKernels.crosses(kind, network, depths, test, x);
            for (int i = 0; i < depths.length; i++) {
                for (double ridge : cell.ridges()) {
                    DoubleMatrix predicted = predicted(grams[i], crosses.get(i), sides, ridge);
                    for (int order = 0; order < cell.orders().size(); order++) {
                        scores.add(score(cell, name, depths[i], ridge, order, predicted, truth));
                    }
                }
            }
        }
        return new ValueResult(scores.build());
    }

    /** K(test, x) (K + N r I)^-1 sides. */
    private static DoubleMatrix predicted(DoubleMatrix gram, DoubleMatrix cross, DoubleMatrix sides, double ridge) {
        DoubleMatrix factor = gram.copy();
        for (int i = 0; i < factor.rows(); i++) {
            factor.set(i, i, factor.get(i, i) + factor.rows() * ridge);
        }
        Cholesky.factorise(factor);
        DoubleMatrix weights = sides.copy();
        Cholesky.solve(factor, weights);
        return Gemm.product(cross, weights);
    }

    /** For each order and pair four columns: local value and label, global value and label. */
    private static DoubleMatrix sides(ValueCase cell, FloatMatrix points) {
        RandomStream places = RandomStream.of(cell.seed(), "local-global places");
        DoubleMatrix sides = DoubleMatrix.zeros(
                points.rows(), 4 * cell.pairs() * cell.orders().size());
        int column = 0;
        for (int order : cell.orders()) {
            for (int pair = 0; pair < cell.pairs(); pair++) {
                for (String name : Words.TARGETS) {
                    Target target = TargetSamples.target(name, problem(cell, order));
                    FloatMatrix seen = PlacedTarget.of(target, places, pair).seen(points);
                    for (int i = 0; i < points.rows(); i++) {
                        sides.set(i, column, UnitSphere.value(target, order, seen, i));
                        sides.set(i, column + 1, target.label(seen, i));
                    }
                    column += 2;
                }
            }
        }
        return sides;
    }

    private static TargetProblem problem(ValueCase cell, int order) {
        return new TargetProblem(order, cell.d(), cell.N(), cell.testPoints(), cell.seed());
    }

    /** @param order its place in the list of orders */
    private static ValueScore score(
            ValueCase cell,
            String kernel,
            int depth,
            double ridge,
            int order,
            DoubleMatrix predicted,
            DoubleMatrix truth) {
        double[] means = new double[4];
        int k = cell.orders().get(order);
        double norm = UnitSphere.meanSquare(k, cell.d());
        int columns = 4 * cell.pairs();
        for (int column = order * columns; column < (order + 1) * columns; column++) {
            double one = column % 2 == 0
                    ? ControlVariate.squaredError(predicted.column(column), truth.column(column), norm)
                    : RegressionTrial.signErrors(predicted.column(column), truth.column(column));
            means[column % 4] += one / cell.pairs();
        }
        return new ValueScore(kernel, depth, ridge, k, means[0], means[2], means[1], means[3]);
    }
}
