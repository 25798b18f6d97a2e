package fathom.experiments.profile;

import fathom.experiments.profile.ProfileSpectrumTrial.LabelSpectrum;
import fathom.experiments.profile.ProfileSpectrumTrial.SplitSpectrum;
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
record ProfileSpectrumTrial(Source source, int threads) implements Trial<SplitSpectrum, LabelSpectrum> {

    /**
     * The spectrum of one kernel on one split.
     *
     * @param kernel {@code nngp} or {@code ntk}
     * @param depth number of hidden layers, at least 1
     * @param samples of the training part
     * @param ridge n r of the learning curve over the mean of the kernel's diagonal
     * @param draws samples drawn for each measured point of the curve
     */
    public record SplitSpectrum(
            ProfileProblem problem,
            int inputs,
            int outputs,
            String kernel,
            int depth,
            int samples,
            double ridge,
            int draws) {

        String label() {
            return "spectrum of " + kernel + ", depth " + depth + ", seed " + problem.seed();
        }

        /** Floating-point operations: 9 n^3 for the eigenvectors at some lower speed, the products, and the small regressions. */
        double cost() {
            double n = samples;
            double tests = Math.min(problem.n() - problem.training(), samples);
            return 16 * n * n * n + 2 * n * n * tests + draws * n * n * n / 8 + 1e7;
        }
    }

    /**
     * A spectrum, where the labels lie in it, and the learning curve that follows.
     *
     * @param ranks k, ascending, the last one being the number of samples
     * @param eigenvalues lambda_k over the sum of all, at each rank
     * @param energy share of the labels' energy in the first k eigenvectors
     * @param heldOut the same, by labels that took no part in finding the coefficients; estimates, cut to [0, 1]
     * @param effectiveRank (sum lambda)^2 / sum lambda^2
     * @param leading the held-out share in the first tenth of the eigenvectors
     * @param curve the learning curve
     */
    public record LabelSpectrum(
            List<Integer> ranks,
            List<Double> eigenvalues,
            List<Double> energy,
            List<Double> heldOut,
            double effectiveRank,
            double leading,
            List<CurvePoint> curve) {

        /** The lists are copied. */
        public LabelSpectrum {
            ranks = List.copyOf(ranks);
            eigenvalues = List.copyOf(eigenvalues);
            energy = List.copyOf(energy);
            heldOut = List.copyOf(heldOut);
            curve = List.copyOf(curve);
        }

        /**
         * One point of the curve, in squared error over the labels' variance.
         *
         * @param n samples
         * @param predicted from the spectrum alone
         * @param measured mean over the draws
         */
        public record CurvePoint(int n, double predicted, double measured) {}
    }

    @Override
    public LabelSpectrum run(SplitSpectrum cell) throws Exception {
        return Parallelism.call(threads, () -> measure(cell));
    }

    /** Six matrices of the eigenproblem, the kernel, and the samples. */
    static long bytes(SplitSpectrum cell) {
        long m = cell.samples();
        return 64 * m * m + 24L * cell.problem().n() * (cell.inputs() + cell.outputs());
    }

    private LabelSpectrum measure(SplitSpectrum cell) {
        Split split = cell.problem().split(source);
        int m = cell.samples();
        RowKernel kernel = ReluKernels.of(
                LimitKernels.kind(cell.kernel()),
                LimitKernels.network(cell.kernel(), split.scaling().varying()),
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
        double strength = cell.ridge() * ProfileKernelTrial.mean(kernel.diagonal(inputs));
        List<Integer> ranks = Alignment.ranks(m);
        return new LabelSpectrum(
                ranks,
                alignment.eigenvalues(ranks),
                alignment.energy(ranks),
                alignment.heldOut(ranks).stream()
                        .map(ProfileSpectrumTrial::share)
                        .toList(),
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
