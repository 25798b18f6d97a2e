package fathom.experiments.profile;

import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;
import fathom.ntk.ReluKernels;
import fathom.ntk.RowKernel;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;

/**
 * The spectrum of one kernel on the first samples of the training part, where the labels lie in it by themselves and by the test part's
 * labels, and the learning curve within those samples.
 *
 * @param source of the samples
 * @param threads how many threads a kernel may use; no result depends on it
 */
record SpectrumTrial(Source source, int threads) implements Trial<SpectrumCell, SpectrumResult> {

    @Override
    public SpectrumResult run(SpectrumCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** Six matrices of the eigenproblem, the kernel, and the samples. */
    static long bytes(SpectrumCell cell) {
        long m = cell.samples();
        return 64 * m * m + 24L * cell.problem().n() * (cell.inputs() + cell.outputs());
    }

    private SpectrumResult measure(SpectrumCell cell) {
        Split split = cell.problem().split(source);
        int m = cell.samples();
        RowKernel kernel = ReluKernels.of(
                Limits.kind(cell.kernel()),
                Limits.network(cell.kernel(), split.scaling().varying()),
                cell.depth());
        DoubleMatrix inputs = split.training().inputs().rows(0, m);
        DoubleMatrix targets = split.training().targets().rows(0, m);
        DoubleMatrix gram = kernel.gram(inputs);
        int tests = Math.min(split.test().size(), m);
        Alignment alignment = Alignment.of(
                kernel,
                gram,
                inputs,
                targets,
                split.test().inputs().rows(0, tests),
                split.test().targets().rows(0, tests));
        double strength = cell.ridge() * KernelTrial.mean(kernel.diagonal(inputs));
        List<Integer> ranks = Alignment.ranks(m);
        return new SpectrumResult(
                ranks,
                alignment.eigenvalues(ranks),
                alignment.energy(ranks),
                alignment.heldOut(ranks).stream().map(SpectrumTrial::share).toList(),
                alignment.effectiveRank(),
                share(alignment.heldOut(Math.max(1, m / 10))),
                PoolCurve.of(
                        alignment,
                        gram,
                        targets,
                        strength,
                        cell.draws(),
                        RandomStream.of(cell.problem().seed(), "profile curve")));
    }

    /** The estimate of a share, which the noise of few samples takes beyond 0 and 1. */
    private static double share(double estimate) {
        return Math.clamp(estimate, 0.0, 1.0);
    }
}
