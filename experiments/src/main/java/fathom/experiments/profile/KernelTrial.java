package fathom.experiments.profile;

import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;
import fathom.ntk.KernelRegression;
import fathom.ntk.ReluKernels;
import fathom.ntk.RidgeSearch;
import fathom.ntk.RowKernel;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;

/**
 * Regression on the training part with the ridge that the validation part prefers.
 *
 * @param source of the samples
 * @param threads how many threads a kernel may use; no result depends on it
 */
record KernelTrial(Source source, int threads) implements Trial<KernelCell, KernelResult> {

    @Override
    public KernelResult run(KernelCell cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    static long bytes(KernelCell cell) {
        int n = cell.problem().training();
        return KernelRegression.bytes(n, cell.problem().n() - n, cell.inputs())
                + 24L * cell.problem().n() * (cell.inputs() + cell.outputs());
    }

    private KernelResult measure(KernelCell cell) {
        Split split = cell.problem().split(source);
        RowKernel kernel = ReluKernels.of(
                Limits.kind(cell.kernel()),
                Limits.network(cell.kernel(), split.scaling().varying()),
                cell.depth());
        double scale = mean(kernel.diagonal(split.training().inputs()))
                / split.training().size();
        RidgeSearch search = RidgeSearch.validation(
                kernel,
                split.training().inputs(),
                split.training().targets(),
                split.validation().inputs(),
                split.validation().targets(),
                split::error,
                cell.ridges().stream().mapToDouble(ridge -> ridge * scale).toArray());
        int chosen = search.candidates().indexOf(search.ridge());
        return new KernelResult(
                split.error(
                        search.regression().predict(split.test().inputs()),
                        split.test().targets()),
                search.errors().get(chosen),
                cell.ridges().get(chosen));
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
