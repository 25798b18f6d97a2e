package fathom.experiments.conditioning;

import fathom.experiments.conditioning.bounds.Bounds;
import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.experiments.conditioning.uncentred.FixedPoint;
import fathom.runs.report.Table;
import fathom.simd.Activation;
import java.util.ArrayList;
import java.util.List;

/** What the theorems know of an activation, for every activation there is. */
final class ActivationTables {

    private static final int MANY = 1000;

    private ActivationTables() {}

    /** All names that can be given, with their usual parameters. */
    static List<String> all() {
        List<String> names = new ArrayList<>();
        for (String name : Activation.names()) {
            names.add(Activation.parse(name).toString());
        }
        return names;
    }

    /** mu, the dual's first values and slopes, and the fixed point without centring. */
    static Table duals() {
        Table table = Table.of(
                "activation", "mu", "s(1/2)", "s'(0) = 1 - mu", "s'(1)", "mu~", "mean^2 / second moment", "rhobar");
        for (String activation : all()) {
            CorrelationMap centred = CorrelationMap.centred(activation);
            CorrelationMap uncentred = CorrelationMap.uncentred(activation);
            FixedPoint fixed = FixedPoint.of(uncentred);
            table.row(
                    activation,
                    centred.mu(),
                    centred.value(0.5),
                    centred.slope(0),
                    centred.slopeAtOne(),
                    uncentred.nonAffinity(),
                    fixed.atZero(),
                    fixed.rhobar());
        }
        return table;
    }

    /** L0, L1 and L2 at each separation. */
    static Table depths(List<Double> deltas) {
        Table table = Table.of("activation", "mu", "delta", "L0", "L1 (n = 1000)", "L2 (n = 1000)");
        for (String activation : all()) {
            CorrelationMap map = CorrelationMap.centred(activation);
            for (double delta : deltas) {
                Bounds bounds = new Bounds(map.mu(), delta);
                table.row(activation, map.mu(), delta, bounds.l0(), bounds.l1(MANY), bounds.l2(MANY));
            }
        }
        return table;
    }
}
