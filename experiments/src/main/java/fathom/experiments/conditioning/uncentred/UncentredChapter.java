package fathom.experiments.conditioning.uncentred;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Chapter;
import fathom.experiments.protocol.Finding;
import fathom.experiments.protocol.RunPage;
import fathom.runs.Finished;
import fathom.runs.Ledger;
import fathom.runs.Sweep;
import fathom.runs.report.Table;
import java.util.List;

/**
 * Theorem 12 beside exact values.
 *
 * @param activations that are not centred
 * @param deltas separations
 * @param depths numbers of hidden layers
 */
public record UncentredChapter(List<String> activations, List<Double> deltas, List<Integer> depths) implements Chapter {

    private static final String TEXT =
            "An activation with second moment 1 whose mean is not 0 sends the correlation of any two inputs to the smallest fixed point of its"
                    + " dual, rhobar. Theorem 12 bounds the way there by the coefficient of non-affinity mu~ = 1 - a_0^2 - a_1^2. Its first case"
                    + " (rhobar < 1) and its third (rhobar = 1, s'(1) = 1: plain ReLU, for one) are checked at correlations 1 - delta and"
                    + " delta - 1; the third where mu~ (L - L0') >= 1/2. In the second (rhobar = 1, s'(1) < 1) the base"
                    + " max(1 - mu~ (1 - rhobar)/2, s'(rhobar)) is 1 and the bound says nothing; convexity of s gives s'(1)^(L - L0')"
                    + " there, which is checked instead. Centred activations have L0 = infinity here: theorem 3 is theirs.";

    private Sweep<UncentredCell, UncentredResult> sweep() {
        List<UncentredCell> cells = activations.stream()
                .flatMap(activation -> deltas.stream().map(delta -> new UncentredCell(activation, delta, depths)))
                .toList();
        return Sweep.of("uncentred", UncentredCell.class, UncentredResult.class, cells, new UncentredTrial())
                .withCost(cell -> 1e6)
                .withLabel(UncentredCell::label);
    }

    @Override
    public String title() {
        return "Activations that are not centred";
    }

    @Override
    public ImmutableList<Sweep<?, ?>> sweeps() {
        return ImmutableList.of(sweep());
    }

    private List<Finished<UncentredCell, UncentredResult>> trials(Ledger ledger) {
        return ledger.results(sweep());
    }

    @Override
    public ImmutableList<Finding> findings(Ledger ledger) {
        return UncentredFindings.of(trials(ledger));
    }

    @Override
    public void write(RunPage page, Ledger ledger) {
        List<Finished<UncentredCell, UncentredResult>> trials = trials(ledger);
        if (trials.isEmpty()) {
            return;
        }
        double delta = deltas.getFirst();
        page.report().section("Activations that are not centred: theorem 12").paragraph(TEXT);
        page.report().table("Fixed points and the depths of theorem 12", UncentredTables.fixedPoints(trials));
        page.figure(UncentredPictures.distances(trials, delta));
        page.figure(UncentredPictures.slack(trials));
        page.report()
                .table(
                        "Distance to the fixed point, theorem 12's bound, and the ratio of successive distances, which tends to s'(rhobar); empty where nothing is said; delta = "
                                + delta,
                        UncentredTables.distances(trials, delta));
    }

    @Override
    public void summarise(Table summary, Ledger ledger) {
        for (Finished<UncentredCell, UncentredResult> trial : trials(ledger)) {
            String model = trial.configuration().activation();
            String variant = "not centred, delta = " + trial.configuration().delta();
            FixedPoint fixed = trial.result().fixedPoint();
            for (UncentredResult.Point point : trial.result().points()) {
                summary.row("uncentred", model, variant, point.depth(), "distance", point.distance(fixed.rhobar()));
                if (point.asserted()) {
                    summary.row(
                            "uncentred",
                            model,
                            variant,
                            point.depth(),
                            "theorem 12",
                            fixed.bound(point.depth(), trial.configuration().delta()));
                }
            }
        }
    }
}
