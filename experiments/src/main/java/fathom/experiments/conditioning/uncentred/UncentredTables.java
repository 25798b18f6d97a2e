package fathom.experiments.conditioning.uncentred;

import fathom.runs.Finished;
import fathom.runs.report.Table;
import java.util.List;
import java.util.Locale;

/** The tables of theorem 12. */
final class UncentredTables {

    private UncentredTables() {}

    static Table fixedPoints(List<Finished<UncentredCell, UncentredResult>> trials) {
        Table table = Table.of(
                "activation", "mu~", "s(0)", "rhobar", "s'(rhobar)", "case", "delta", "L0'", "asserted from L");
        for (Finished<UncentredCell, UncentredResult> trial : trials) {
            FixedPoint fixed = trial.result().fixedPoint();
            double delta = trial.configuration().delta();
            table.row(
                    trial.configuration().activation(),
                    fixed.nonAffinity(),
                    fixed.atZero(),
                    fixed.rhobar(),
                    fixed.slope(),
                    fixed.phase().name().toLowerCase(Locale.ROOT),
                    delta,
                    fixed.positiveFrom(),
                    fixed.phase() == FixedPoint.Phase.ORDERED ? "void" : Math.ceil(fixed.appliesFrom(delta)));
        }
        return table;
    }

    static Table distances(List<Finished<UncentredCell, UncentredResult>> trials, double delta) {
        Table table = Table.of("activation", "hidden layers", "distance", "theorem 12", "ours", "ratio", "s'(rhobar)");
        for (Finished<UncentredCell, UncentredResult> trial : trials) {
            if (trial.configuration().delta() == delta) {
                FixedPoint fixed = trial.result().fixedPoint();
                for (UncentredResult.Point point : trial.result().points()) {
                    table.row(
                            trial.configuration().activation(),
                            point.depth(),
                            point.distance(fixed.rhobar()),
                            point.asserted() && fixed.phase() != FixedPoint.Phase.ORDERED
                                    ? fixed.bound(point.depth(), delta)
                                    : null,
                            Double.isNaN(fixed.convex(point.depth())) ? null : fixed.convex(point.depth()),
                            Double.isNaN(point.rate()) ? null : point.rate(),
                            fixed.slope());
                }
            }
        }
        return table;
    }
}
