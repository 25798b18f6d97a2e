package fathom.experiments.profile;

import fathom.experiments.profile.ProfileConditioningTrial.KernelConditions;
import fathom.experiments.profile.ProfileConditioningTrial.KernelConditions.KernelCondition;
import fathom.experiments.profile.ProfileConditioningTrial.SplitConditioning;
import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;
import fathom.ntk.Kernel;
import fathom.ntk.KernelConditioning;
import fathom.ntk.ReluKernels;
import fathom.runs.Trial;
import fathom.simd.SymmetricEigen;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Condition number and effective rank of both kernels on the first samples of the training part, at every depth from 0.
 *
 * @param source of the samples
 * @param threads how many threads a kernel may use; no result depends on it
 */
record ProfileConditioningTrial(Source source, int threads) implements Trial<SplitConditioning, KernelConditions> {

    /**
     * The conditioning of both kernels at every depth on one split.
     *
     * @param samples of the training part
     * @param depth the last one
     */
    public record SplitConditioning(ProfileProblem problem, int inputs, int samples, int depth) {

        String label() {
            return "conditioning, seed " + problem.seed();
        }

        /** Floating-point operations: the eigenvalues of two matrices at each depth, at some lower speed. */
        double cost() {
            double n = samples;
            return matrices() * (4 * n * n * n + 60 * n * n) + 1e7;
        }

        /** Whose eigenvalues are taken: two at each depth. */
        int matrices() {
            return 2 * (depth + 1);
        }
    }

    /**
     * One entry for each kernel and depth.
     *
     * @param rows by kernel, then by depth from 0
     */
    public record KernelConditions(List<KernelConditions.KernelCondition> rows) {

        /** The list is copied. */
        public KernelConditions {
            rows = List.copyOf(rows);
        }

        /**
         * One kernel at one depth.
         *
         * @param condition lambda_max / lambda_min; infinite where lambda_min cannot be told from 0
         * @param effectiveRank (sum lambda)^2 / sum lambda^2
         */
        public record KernelCondition(String kernel, int depth, double condition, double effectiveRank) {}
    }

    @Override
    public KernelConditions run(SplitConditioning cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    static long bytes(SplitConditioning cell) {
        long m = cell.samples();
        return 48 * m * m + 24L * cell.problem().n() * (cell.inputs() + 1L);
    }

    private KernelConditions measure(SplitConditioning cell) {
        Split split = cell.problem().split(source);
        DoubleMatrix inputs = split.training().inputs().rows(0, cell.samples());
        List<KernelCondition> rows = new ArrayList<>();
        for (String name : LimitKernels.NAMES) {
            boolean nngp = LimitKernels.kind(name) == Kernel.NNGP;
            ReluKernels.sweep(
                    inputs,
                    LimitKernels.network(name, split.scaling().varying()),
                    cell.depth(),
                    (depth, covariance, tangents) -> rows.add(row(name, depth, nngp ? covariance : tangents)));
        }
        return new KernelConditions(rows);
    }

    private static KernelCondition row(String name, int depth, DoubleMatrix gram) {
        double[] values = SymmetricEigen.values(gram);
        return new KernelCondition(name, depth, KernelConditioning.ratio(values), Alignment.effectiveRank(values));
    }
}
