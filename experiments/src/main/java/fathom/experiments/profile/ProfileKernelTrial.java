package fathom.experiments.profile;

import fathom.experiments.profile.ProfileKernelTrial.ChosenRidge;
import fathom.experiments.profile.ProfileKernelTrial.SplitKernel;
import fathom.experiments.profile.sample.Source;
import fathom.experiments.profile.sample.Split;
import fathom.ntk.KernelRegression;
import fathom.ntk.ReluKernels;
import fathom.ntk.RidgeSearch;
import fathom.ntk.RowKernel;
import fathom.runs.Trial;
import fathom.simd.machine.Parallelism;
import java.util.List;

/**
 * Regression on the training part with the ridge that the validation part prefers.
 *
 * @param source of the samples
 * @param threads how many threads a kernel may use; no result depends on it
 */
record ProfileKernelTrial(Source source, int threads) implements Trial<SplitKernel, ChosenRidge> {

    /**
     * Regression with one kernel on one split.
     *
     * @param kernel {@code nngp} or {@code ntk}
     * @param depth number of hidden layers, at least 1
     * @param ridges to choose from: n r over the mean of the kernel's diagonal
     */
    public record SplitKernel(
            ProfileProblem problem, int inputs, int outputs, String kernel, int depth, List<Double> ridges) {

        /** The list is copied. */
        public SplitKernel {
            ridges = List.copyOf(ridges);
        }

        String label() {
            return kernel + ", depth " + depth + ", seed " + problem.seed();
        }

        /** Floating-point operations: a factorisation for each ridge, and the kernel itself. */
        double cost() {
            double n = problem.training();
            return ridges.size() * n * n * n / 3 + n * problem.n() * (inputs + 60.0 * depth) + 1e7;
        }
    }

    /**
     * What came of one kernel on one split.
     *
     * @param error on the test part
     * @param validationError on the validation part, which chose the ridge
     * @param ridge n r over the mean of the kernel's diagonal
     */
    public record ChosenRidge(double error, double validationError, double ridge) {}

    @Override
    public ChosenRidge run(SplitKernel cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    static long bytes(SplitKernel cell) {
        int n = cell.problem().training();
        return KernelRegression.bytes(n, cell.problem().n() - n, cell.inputs())
                + 24L * cell.problem().n() * (cell.inputs() + cell.outputs());
    }

    private ChosenRidge measure(SplitKernel cell) {
        Split split = cell.problem().split(source);
        RowKernel kernel = ReluKernels.of(
                LimitKernels.kind(cell.kernel()),
                LimitKernels.network(cell.kernel(), split.scaling().varying()),
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
        return new ChosenRidge(
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
