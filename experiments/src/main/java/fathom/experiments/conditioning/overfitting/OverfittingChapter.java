package fathom.experiments.conditioning.overfitting;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Finished;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Theorem 17.
 *
 * @param activation of the kernel, normalised
 * @param d dimension of the inputs
 * @param sizes numbers of samples
 * @param depths of the kernels beside that of the theorem
 * @param noise of the labels
 * @param gamma of the theorem
 * @param testPoints for the risk
 * @param seeds one sample each
 * @param threads for the kernels
 */
public record OverfittingChapter(
        String activation,
        int d,
        List<Integer> sizes,
        List<Integer> depths,
        double noise,
        double gamma,
        int testPoints,
        List<Long> seeds,
        int threads)
        implements Chapter {

    /** In a cell's configuration: the depth that the theorem sets. */
    static final int THEOREM = 0;

    private static final String TEXT =
            "Theorem 17 sets a depth, which grows with the number n of samples, at which the interpolant of least norm has an excess risk of the"
                    + " order (log(n/gamma)/n) |v*|^2, v* being the best predictor in the kernel's space. That space, and with it"
                    + " |v*|, depends on the depth. Here inputs are uniform on the sphere, the target f is (2/5) (P_1 + P_2) of the first"
                    + " coordinate (harmonics of degree 1 and 2, so that |f| in the kernel's space is known from two eigenvalues), and labels"
                    + " have uniform noise. f lies in the space of every depth, so v* = f. Beside the excess risk stand the interpolant's norm,"
                    + " |v*|, and the risk of predicting 0.";

    private Sweep<RiskCell, RiskResult> sweep() {
        List<RiskCell> cells = new ArrayList<>();
        List<Integer> all = new ArrayList<>(depths);
        if (!sizes.isEmpty()) {
            all.add(THEOREM);
        }
        for (int depth : all) {
            for (int n : sizes) {
                for (long seed : seeds) {
                    cells.add(new RiskCell(activation, d, n, depth, noise, gamma, testPoints, seed));
                }
            }
        }
        return Sweep.of("risk", RiskCell.class, RiskResult.class, cells, new RiskTrial(threads))
                .withCost(RiskCell::cost)
                .withBytes(RiskCell::bytes)
                .withLabel(RiskCell::label);
    }

    @Override
    public String title() {
        return "Benign overfitting";
    }

    @Override
    public ImmutableList<Sweep<?, ?>> sweeps() {
        return ImmutableList.of(sweep());
    }

    private RiskMeasured measured(Ledger ledger) {
        return new RiskMeasured(this, ledger.results(sweep()));
    }

    @Override
    public ImmutableList<Finding> findings(Ledger ledger) {
        return RiskFindings.of(measured(ledger));
    }

    @Override
    public void write(RunPage page, Ledger ledger) {
        RiskMeasured measured = measured(ledger);
        if (measured.trials().isEmpty()) {
            return;
        }
        page.report().section("Benign overfitting: theorem 17").paragraph(TEXT);
        page.figure(RiskPictures.risk(measured));
        page.report()
                .table(
                        "Excess risk of the interpolant, " + activation + ", d = " + d + ", noise +-" + noise + ", "
                                + seeds.size() + " samples of each size; predicting 0 has "
                                + String.format(
                                        java.util.Locale.ROOT,
                                        "%.4f",
                                        measured.trials().getFirst().result().zero()),
                        RiskTables.risk(measured));
        page.report().table("At the depth that theorem 17 sets", RiskTables.theorem(measured));
    }

    @Override
    public void summarise(Table summary, Ledger ledger) {
        for (Finished<RiskCell, RiskResult> trial : measured(ledger).trials()) {
            RiskCell cell = trial.configuration();
            String variant = "n = " + cell.n() + ", seed " + cell.seed()
                    + (cell.depth() == THEOREM ? ", theorem 17's depth" : "");
            RiskResult result = trial.result();
            summary.row("overfitting", cell.activation(), variant, result.depth(), "excess risk", result.excess());
            summary.row("overfitting", cell.activation(), variant, result.depth(), "|v_S|^2", result.norm());
            summary.row("overfitting", cell.activation(), variant, result.depth(), "|v*|^2", result.targetNorm());
        }
    }
}
