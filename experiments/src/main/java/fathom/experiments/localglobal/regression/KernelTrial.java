package fathom.experiments.localglobal.regression;

import com.google.common.collect.ImmutableList;
import fathom.data.Target;
import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.problem.Samples;
import fathom.experiments.localglobal.problem.UnitSphere;
import fathom.experiments.localglobal.problem.Words;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.KernelRegression;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.io.Serializable;
import java.util.List;

/**
 * Regression with the kernel of an infinitely wide network, on the network's own samples scaled to length 1.
 *
 * <p>Every target gives two right-hand sides of one factorisation: its labels, whose regression is read by sign, and its values on
 * the sphere, whose squared error is the subject of claim 4. Test rows are streamed.
 *
 * @param threads how many threads the kernels may use; no result depends on it
 */
public record KernelTrial(int threads) implements Trial<KernelCell, KernelResult>, Serializable {

    /** Variance of the biases in the NNGP kernel. */
    static final double NNGP_BIAS = 0.1;

    /** Weight of the trained biases in the NTK. */
    static final double TRAINED_BIAS = 1;

    @Override
    public KernelResult run(KernelCell cell) throws Exception {
        return Parallelism.call(threads, () -> regress(cell));
    }

    /** The estimate that the trial's permit is for. */
    public static long bytes(KernelCell cell) {
        Problem problem = cell.problem();
        long points = (long) problem.N() + problem.testPoints();
        return KernelRegression.bytes(problem.N(), problem.testPoints(), problem.d())
                + points * (problem.d() * 12L + cell.targets().size() * 32L);
    }

    private static KernelResult regress(KernelCell cell) {
        Problem problem = cell.problem();
        Samples samples = Samples.of(problem);
        DoubleMatrix rightSides = rightSides(cell, samples.training());
        KernelRegression regression = KernelRegression.fit(
                kind(cell.kernel()),
                network(cell.kernel()),
                cell.depth(),
                UnitSphere.directions(samples.training()),
                rightSides,
                cell.ridge());
        DoubleMatrix predicted = regression.predict(UnitSphere.directions(samples.test()));
        DoubleMatrix truth = rightSides(cell, samples.test());
        ImmutableList.Builder<KernelResult.Score> scores = ImmutableList.builder();
        List<String> targets = cell.targets();
        for (int t = 0; t < targets.size(); t++) {
            scores.add(new KernelResult.Score(
                    targets.get(t),
                    signErrors(predicted.column(2 * t), truth.column(2 * t)),
                    squaredError(
                            predicted.column(2 * t + 1),
                            truth.column(2 * t + 1),
                            UnitSphere.meanSquare(problem.k(), problem.d()))));
        }
        return new KernelResult(scores.build());
    }

    /** Labels and values of every target, side by side: points x (2 targets). */
    private static DoubleMatrix rightSides(KernelCell cell, FloatMatrix points) {
        DoubleMatrix sides =
                DoubleMatrix.zeros(points.rows(), 2 * cell.targets().size());
        for (int t = 0; t < cell.targets().size(); t++) {
            Target target = Samples.target(cell.targets().get(t), cell.problem());
            for (int i = 0; i < points.rows(); i++) {
                sides.set(i, 2 * t, target.label(points, i));
                sides.set(i, 2 * t + 1, UnitSphere.value(target, cell.problem().k(), points, i));
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

    /**
     * An estimate of E (p - f)^2 / E f^2, p the prediction, with f^2 as a control variate whose expectation is known.
     *
     * <pre>
     * mean_i (p_i - f_i)^2 - c (mean_i f_i^2 - E f^2),   all over E f^2
     * c = cov((p - f)^2, f^2) / var(f^2)     fitted on the odd points for the even ones, and the other way round
     * </pre>
     *
     * While little is learned c is near 1, and the scatter of f^2 over the test points, which is most of that of (p - f)^2, is taken out;
     * where the prediction is good c is near 0, and the scatter is that of the small errors themselves. (With c = 1 throughout, a good
     * prediction would be judged by the sample of test points alone.) Since c belongs to other points, nothing biases the estimate. The
     * correction is at most half of the plain mean: no estimate is negative.
     */
    public static double squaredError(DoubleMatrix predicted, DoubleMatrix values, double meanSquare) {
        int n = values.rows();
        double[][] errors = new double[2][(n + 1) / 2];
        double[][] squares = new double[2][(n + 1) / 2];
        int[] counts = {(n + 1) / 2, n / 2};
        double plain = 0;
        for (int i = 0; i < n; i++) {
            double f = values.get(i, 0);
            double miss = predicted.get(i, 0) - f;
            errors[i % 2][i / 2] = miss * miss;
            squares[i % 2][i / 2] = f * f;
            plain = Math.fma(miss, miss, plain);
        }
        double correction = 0;
        for (int half = 0; half < 2; half++) {
            double coefficient = coefficient(errors[1 - half], squares[1 - half], counts[1 - half]);
            correction += coefficient * (sum(squares[half], counts[half]) - counts[half] * meanSquare);
        }
        correction = Math.max(-0.5 * plain, Math.min(0.5 * plain, correction));
        return (plain - correction) / n / meanSquare;
    }

    /** cov(errors, squares) / var(squares); 0 where squares do not vary. */
    private static double coefficient(double[] errors, double[] squares, int count) {
        double meanError = sum(errors, count) / count;
        double meanSquare = sum(squares, count) / count;
        double both = 0;
        double variance = 0;
        for (int i = 0; i < count; i++) {
            both = Math.fma(errors[i] - meanError, squares[i] - meanSquare, both);
            variance = Math.fma(squares[i] - meanSquare, squares[i] - meanSquare, variance);
        }
        return variance > 0 ? both / variance : 0;
    }

    private static double sum(double[] values, int count) {
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += values[i];
        }
        return sum;
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
