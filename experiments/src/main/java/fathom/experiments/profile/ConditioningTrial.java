package fathom.experiments.profile;

import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;
import fathom.ntk.Kernel;
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
record ConditioningTrial(Source source, int threads) implements Trial<ConditioningCell, ConditioningResult> {

    private static final double EPSILON = 0x1p-52;

    @Override
    public ConditioningResult run(ConditioningCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    static long bytes(ConditioningCell cell) {
        long m = cell.samples();
        return 48 * m * m + 24L * cell.problem().n() * (cell.inputs() + 1L);
    }

    private ConditioningResult measure(ConditioningCell cell) {
        Split split = cell.problem().split(source);
        DoubleMatrix inputs = split.training().inputs().rows(0, cell.samples());
        List<ConditioningResult.Row> rows = new ArrayList<>();
        for (String name : Limits.NAMES) {
            boolean nngp = Limits.kind(name) == Kernel.NNGP;
            ReluKernels.sweep(
                    inputs,
                    Limits.network(name, split.scaling().varying()),
                    cell.depth(),
                    (depth, covariance, tangents) -> rows.add(row(name, depth, nngp ? covariance : tangents)));
        }
        return new ConditioningResult(rows);
    }

    private static ConditioningResult.Row row(String name, int depth, DoubleMatrix gram) {
        double[] values = SymmetricEigen.values(gram);
        double largest = values[values.length - 1];
        boolean known = values[0] > values.length * EPSILON * largest;
        return new ConditioningResult.Row(
                name, depth, known ? largest / values[0] : Double.POSITIVE_INFINITY, Alignment.effectiveRank(values));
    }
}
