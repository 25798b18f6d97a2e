package fathom.experiments.conditioning.norms;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Finished;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Comparison;
import fathom.runs.report.Table;
import java.util.ArrayList;
import java.util.List;

/**
 * Theorems 13, 38 and 60 beside exact values.
 *
 * @param activations odd sigmoidal ones, or NormReLUs
 * @param lengths squared lengths, of which every pair is taken
 * @param deltas separations
 * @param depths numbers of hidden layers
 */
public record NormChapter(List<String> activations, List<Double> lengths, List<Double> deltas, List<Integer> depths)
        implements Chapter {

    private static final String TEXT =
            "Where inputs do not have length 1, lengths must return to it before correlations fall. Theorem 38 says how fast, for odd"
                    + " activations that are increasing and concave on the positive numbers: |x|^2 - 1 shrinks by 1 - alpha in each layer."
                    + " Theorem 13 then bounds correlations from a depth Lhat on; as printed Lhat has the factor alpha, where theorems 38 and 60"
                    + " ask for 1/alpha, and both readings are shown. Theorem 60 is the same for NormReLU, with closed forms, for |x|^2 in [1/2, 2]"
                    + " and delta above delta'.";

    /** Whether one of the theorems holds for an activation. */
    public static boolean covers(String activation) {
        return activation.startsWith("normrelu") || NormMap.sigmoidal(activation);
    }

    private Sweep<NormCell, NormResult> sweep() {
        List<NormCell> cells = new ArrayList<>();
        for (String activation : activations) {
            for (int i = 0; i < lengths.size(); i++) {
                for (int j = 0; j < i; j++) {
                    for (double delta : deltas) {
                        cells.add(new NormCell(activation, lengths.get(j), lengths.get(i), delta, depths));
                    }
                }
            }
        }
        return Sweep.of("norm", NormCell.class, NormResult.class, cells, new NormTrial())
                .withCost(cell -> 1e8)
                .withLabel(NormCell::label);
    }

    @Override
    public String title() {
        return "Inputs of other lengths";
    }

    @Override
    public ImmutableList<Sweep<?, ?>> sweeps() {
        return ImmutableList.of(sweep());
    }

    private List<Finished<NormCell, NormResult>> trials(Ledger ledger) {
        return ledger.results(sweep());
    }

    @Override
    public ImmutableList<Finding> findings(Ledger ledger) {
        return NormFindings.of(trials(ledger));
    }

    @Override
    public ImmutableList<Comparison> comparisons() {
        return PublishedLengths.all();
    }

    @Override
    public void write(RunPage page, Ledger ledger) {
        List<Finished<NormCell, NormResult>> trials = trials(ledger);
        if (trials.isEmpty()) {
            return;
        }
        page.report().section("Inputs of other lengths: theorems 13, 38 and 60").paragraph(TEXT);
        page.report().table("Rates and depths", NormTables.depths(trials));
        page.figure(NormPictures.lengths(trials));
        page.figure(NormPictures.correlations(trials, deltas.getFirst()));
        page.figure(NormPictures.slack(trials));
        page.figure(NormPictures.normRelu());
        page.report()
                .table(
                        "Exact values beside the bounds (empty where they say nothing), |x|^2 = " + lengths.getFirst()
                                + ", |y|^2 = " + lengths.getLast() + ", delta = " + deltas.getFirst(),
                        NormTables.values(trials, deltas.getFirst()));
    }

    @Override
    public void summarise(Table summary, Ledger ledger) {
        for (Finished<NormCell, NormResult> trial : trials(ledger)) {
            NormCell cell = trial.configuration();
            String variant = "|x|^2 = " + cell.q() + " and " + cell.other() + ", delta = " + cell.delta();
            for (NormResult.Point point : trial.result().points()) {
                summary.row("lengths", cell.activation(), variant, point.depth(), "|x|^2", point.length());
                summary.row("lengths", cell.activation(), variant, point.depth(), "theorem 38", point.lengthBound());
                summary.row("lengths", cell.activation(), variant, point.depth(), "correlation", point.correlation());
                if (!Double.isNaN(point.bound())) {
                    summary.row("lengths", cell.activation(), variant, point.depth(), "bound", point.bound());
                }
            }
        }
    }
}
