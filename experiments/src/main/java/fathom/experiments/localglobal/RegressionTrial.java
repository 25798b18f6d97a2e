package fathom.experiments.localglobal;

import fathom.data.Target;
import fathom.experiments.protocol.Threaded;
import module fathom.experiments;
import module java.base;

/**
 * Regression with the kernel of an infinitely wide network, on the network's own samples scaled to length 1.
 *
 * <p>Every target gives right-hand sides of one factorisation: its labels, whose regression is read by sign, and, for local and global targets,
 * its values on the sphere, whose squared error is the subject of claim 4. Inputs of a finite set may repeat, with the same label; without a
 * ridge a kernel matrix with equal rows has no inverse, so repeated training inputs are left out.
 */
public record RegressionTrial() implements Trial<RegressionTrial.RegressionCase, RegressionTrial.RegressionResult> {

    /** Variance of the biases in the NNGP kernel. */
    static final double NNGP_BIAS = 0.1;

    /** Weight of the trained biases in the NTK. */
    static final double TRAINED_BIAS = 1;

    /**
     * One regression, which serves all targets by one factorisation.
     *
     * @param targets of {@code local}, {@code global}; or the name of one other task
     * @param kernel {@code ntk}, {@code ntk-unbiased} or {@code nngp}
     * @param depth number of hidden layers, at least 1
     * @param ridge r of K + N r I; 0 interpolates
     */
    public record RegressionCase(TargetProblem problem, List<String> targets, String kernel, int depth, double ridge) {

        /** A few words for people. */
        public String label() {
            return kernel + ", "
                    + (problem.k() > 0 ? "k = " + problem.k() : targets.getFirst()) + ", L = " + depth + ", seed "
                    + problem.seed();
        }

        /**
         * Rough floating-point operations.
         *
         * <pre>
         * 2 (N^3 / 3 + 2 d N (N / 2 + testPoints) + 30 depth N (N / 2 + testPoints))
         * </pre>
         *
         * The factor 2: doubles, not floats.
         */
        public double cost() {
            double n = problem.N();
            double entries = n * (n / 2 + problem.testPoints());
            return 2 * (n * n * n / 3 + (2.0 * problem.d() + 30 * depth) * entries);
        }

        /** The estimate that the trial's permit is for. */
        public long bytes() {
            long points = (long) problem.N() + problem.testPoints();
            return KernelRegression.bytes(problem.N(), problem.testPoints(), problem.d())
                    + points * (problem.d() * 12L + targets.size() * 32L);
        }
    }

    /**
     * Its result.
     *
     * @param scores one for each target
     */
    public record RegressionResult(List<TargetScore> scores) {}

    /**
     * @param error share of the test points whose label the regression of the labels gets wrong
     * @param squaredError mean squared error of the regression of the target's values, relative to their mean square: to predict 0
     *     scores 1; NaN for tasks other than local and global
     */
    public record TargetScore(String target, double error, double squaredError) {}

    static Sweep<RegressionCase, RegressionResult> sweep(String name, List<RegressionCase> plan, int threads) {
        return Sweep.of(
                        name,
                        RegressionCase.class,
                        RegressionResult.class,
                        plan,
                        new Threaded<>(threads, new RegressionTrial()))
                .withCost(RegressionCase::cost)
                .withBytes(RegressionCase::bytes)
                .withLabel(RegressionCase::label);
    }

    @Override
    public RegressionResult run(RegressionCase at) {
        TargetProblem problem = at.problem();
        TargetSamples samples = TargetSamples.of(at.targets().getFirst(), problem);
        FloatMatrix training = DistinctRows.of(samples.training());
        DoubleMatrix predicted = KernelRegression.fit(
                        kind(at.kernel()),
                        network(at.kernel()),
                        at.depth(),
                        UnitSphere.directions(training),
                        rightSides(at, training),
                        at.ridge())
                .predict(UnitSphere.directions(samples.test()));
        DoubleMatrix truth = rightSides(at, samples.test());
        List<TargetScore> scores = new ArrayList<>();
        int columns = columns(at);
        for (int t = 0; t < at.targets().size(); t++) {
            int label = columns * t;
            double squared = columns == 1
                    ? Double.NaN
                    : ControlVariate.squaredError(
                            predicted.column(label + 1),
                            truth.column(label + 1),
                            UnitSphere.meanSquare(problem.k(), problem.d()));
            scores.add(new TargetScore(
                    at.targets().get(t), signErrors(predicted.column(label), truth.column(label)), squared));
        }
        return new RegressionResult(List.copyOf(scores));
    }

    /** Labels and values of a target of the paper, labels alone of others. */
    private static int columns(RegressionCase at) {
        return at.problem().k() > 0 ? 2 : 1;
    }

    /** The columns of every target, side by side. */
    private static DoubleMatrix rightSides(RegressionCase at, FloatMatrix points) {
        int columns = columns(at);
        DoubleMatrix sides =
                DoubleMatrix.zeros(points.rows(), columns * at.targets().size());
        for (int t = 0; t < at.targets().size(); t++) {
            Target target = TargetSamples.target(at.targets().get(t), at.problem());
            for (int i = 0; i < points.rows(); i++) {
                sides.set(i, columns * t, target.label(points, i));
                if (columns == 2) {
                    sides.set(
                            i,
                            columns * t + 1,
                            UnitSphere.value(target, at.problem().k(), points, i));
                }
            }
        }
        return sides;
    }

    /** The share of points whose sign is not that of their label. */
    public static double signErrors(DoubleMatrix predicted, DoubleMatrix labels) {
        int wrong = 0;
        for (int i = 0; i < labels.rows(); i++) {
            wrong += predicted.get(i, 0) >= 0 == labels.get(i, 0) > 0 ? 0 : 1;
        }
        return (double) wrong / labels.rows();
    }

    /** The kernel of that name. */
    public static Kernel kind(String kernel) {
        return kernel.equals(Words.NNGP) ? Kernel.NNGP : Kernel.NTK;
    }

    /** Its network. */
    public static InfiniteNetwork network(String kernel) {
        return switch (kernel) {
            case Words.NNGP -> InfiniteNetwork.relu().withBiasVariance(NNGP_BIAS);
            case Words.NTK -> InfiniteNetwork.relu().withTrainedBias(TRAINED_BIAS);
            default -> InfiniteNetwork.relu();
        };
    }
}
