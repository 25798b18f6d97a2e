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
     * 1 + mean_i (p_i^2 - 2 p_i f_i) / E f^2, p the prediction: an estimate without bias of E (p - f)^2 / E f^2 in which the scatter of
     * f^2 over the test points, which is most of the scatter of (p - f)^2 while little is learned, has been taken out.
     */
    public static double squaredError(DoubleMatrix predicted, DoubleMatrix values, double meanSquare) {
        double sum = 0;
        for (int i = 0; i < values.rows(); i++) {
            double p = predicted.get(i, 0);
            sum = Math.fma(p, p - 2 * values.get(i, 0), sum);
        }
        return 1 + sum / values.rows() / meanSquare;
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
