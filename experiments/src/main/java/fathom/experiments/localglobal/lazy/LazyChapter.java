package fathom.experiments.localglobal.lazy;

import com.google.common.collect.ImmutableList;
import fathom.experiments.localglobal.problem.Problem;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.localglobal.regression.KernelCell;
import fathom.experiments.localglobal.regression.KernelResult;
import fathom.experiments.localglobal.regression.KernelTrial;
import fathom.experiments.localglobal.training.Forecast;
import fathom.experiments.protocol.Announcement;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.MatrixPaces;
import fathom.experiments.protocol.Paces;
import fathom.experiments.protocol.PaperClaim;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Table;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Claim 5: does the difference between local and global targets fade as training becomes lazy?
 *
 * @param alphas output scales, ascending, at one width; with {@code widths} empty, none leaves the chapter out
 * @param widths widths, ascending, at one output scale
 * @param k order of the targets
 * @param d input dimension
 * @param N samples
 * @param H the width at which alpha is swept
 * @param widthAlpha the output scale at which the width is swept
 * @param depths numbers of hidden layers, ascending
 * @param descent how networks are trained
 * @param seeds samples and initialisations
 * @param testPoints fresh points
 * @param threads for the kernels
 */
public record LazyChapter(
        List<Double> alphas,
        List<Integer> widths,
        int k,
        int d,
        int N,
        int H,
        double widthAlpha,
        List<Integer> depths,
        LazyCell.Descent descent,
        int seeds,
        int testPoints,
        int threads)
        implements Chapter {

    /** A network of some laziness: its output scale and its width. */
    record Regime(double alpha, int width) {}

    @Override
    public String title() {
        return "From feature learning to lazy training";
    }

    private boolean leftOut() {
        return alphas.isEmpty() && widths.isEmpty();
    }

    /** Those of the sweep over alpha. */
    List<Regime> scales() {
        return alphas.stream().map(alpha -> new Regime(alpha, H)).toList();
    }

    /** Those of the sweep over the width. */
    List<Regime> sizes() {
        return widths.stream().map(width -> new Regime(widthAlpha, width)).toList();
    }

    /** All, each once. */
    List<Regime> regimes() {
        Set<Regime> all = new LinkedHashSet<>(scales());
        all.addAll(sizes());
        return List.copyOf(all);
    }

    List<Long> seedList() {
        return java.util.stream.LongStream.rangeClosed(1, seeds).boxed().toList();
    }

    @Override
    public ImmutableList<Sweep<?, ?>> sweeps() {
        return leftOut() ? ImmutableList.of() : ImmutableList.of(networks(), kernels());
    }

    private Sweep<LazyCell, LazyResult> networks() {
        ImmutableList.Builder<LazyCell> cells = ImmutableList.builder();
        for (Regime regime : regimes()) {
            for (String target : Words.TARGETS) {
                for (int depth : depths) {
                    for (long seed : seedList()) {
                        cells.add(new LazyCell(problem(seed), target, depth, regime.width, regime.alpha, descent));
                    }
                }
            }
        }
        return Sweep.of("lazy", LazyCell.class, LazyResult.class, cells.build(), new LazyTrial(threads))
                .withCost(LazyCell::cost)
                .withBytes(LazyTrial::bytes)
                .withLabel(LazyCell::label);
    }

    /** The limit of infinite width, or of infinite alpha after averaging over initialisations. */
    private Sweep<KernelCell, KernelResult> kernels() {
        ImmutableList.Builder<KernelCell> cells = ImmutableList.builder();
        for (int depth : depths) {
            for (long seed : seedList()) {
                cells.add(new KernelCell(problem(seed), Words.TARGETS, Words.NTK, depth, 0));
            }
        }
        return Sweep.of("lazy limit", KernelCell.class, KernelResult.class, cells.build(), new KernelTrial(threads))
                .withCost(KernelCell::cost)
                .withBytes(KernelTrial::bytes)
                .withLabel(KernelCell::label);
    }

    private Problem problem(long seed) {
        return new Problem(k, d, N, testPoints, seed);
    }

    @Override
    public void announce(Announcement announcement, Paces paces) {
        if (leftOut()) {
            return;
        }
        Forecast forecast = new Forecast(paces);
        announcement.add(
                networks(),
                LazyCell::kind,
                trial -> (double) trial.result().epochs() / descent.epochs(),
                (cell, share) -> cell.seconds(share, H, forecast));
        MatrixPaces matrices = new MatrixPaces(paces);
        announcement.add(kernels(), cell -> cell.seconds(matrices));
    }

    LazyMeasured measured(Ledger ledger) {
        return leftOut()
                ? new LazyMeasured(this, List.of(), List.of())
                : new LazyMeasured(this, ledger.results(networks()), ledger.results(kernels()));
    }

    /** None of its own: {@link #claim} is among the paper's. */
    @Override
    public ImmutableList<Finding> findings(Ledger ledger) {
        return ImmutableList.of();
    }

    public PaperClaim claim(Ledger ledger) {
        return LazyClaim.of(measured(ledger));
    }

    @Override
    public void write(RunPage page, Ledger ledger) {
        if (leftOut()) {
            return;
        }
        LazyMeasured measured = measured(ledger);
        page.report().section(title()).paragraph(LazyProse.TEXT).bullets(LazyProse.setUp(this));
        if (measured.any()) {
            LazyPictures.dissociations(measured).ifPresent(page::figure);
            LazyPictures.drifts(measured).ifPresent(page::figure);
            LazyPictures.errors(measured).ifPresent(page::figure);
            page.report().table("Test error, and what became of the tangent kernel", LazyTables.regimes(measured));
            page.report().paragraph(LazyProse.ORDERS);
            page.report()
                    .table(
                            "What the largest depth adds to the global error less what it adds to the local one",
                            LazyTables.dissociations(measured));
        }
    }

    @Override
    public void summarise(Table summary, Ledger ledger) {
        LazyTables.summarise(summary, measured(ledger));
    }
}
