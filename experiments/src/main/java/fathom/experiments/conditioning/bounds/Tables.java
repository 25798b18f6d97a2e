package fathom.experiments.conditioning.bounds;

import fathom.runs.Finished;
import fathom.runs.report.Table;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The tables of this chapter. */
final class Tables {

    private Tables() {}

    /** Exact values beside the bounds for one activation and separation; nothing where theorem 5 says nothing, or there is no tangent kernel. */
    static Table bounds(DepthResult result) {
        Table table =
                Table.of("hidden layers", "NNGP", "theorem 3", "NTK / diagonal", "equation 7 as printed", "theorem 5");
        for (DepthResult.Point point : result.points()) {
            table.row(
                    point.depth(),
                    point.exact(),
                    point.bound(),
                    defined(point.tangent()),
                    defined(point.tangentPrinted()),
                    point.tangentBound() < Double.POSITIVE_INFINITY ? point.tangentBound() : null);
        }
        return table;
    }

    /** Condition numbers of the kernel matrices by depth, a row for each activation. */
    static Table conditions(
            Measured measured,
            BoundsChapter.Group group,
            List<String> activations,
            List<Integer> depths,
            ToDoubleFunction<MatrixResult.Point> quantity) {
        String[] columns = new String[depths.size() + 1];
        columns[0] = "activation";
        for (int i = 0; i < depths.size(); i++) {
            columns[i + 1] = "L = " + depths.get(i);
        }
        Table table = Table.of(columns);
        for (String activation : activations) {
            Object[] cells = new Object[columns.length];
            cells[0] = activation;
            for (int i = 0; i < depths.size(); i++) {
                cells[i + 1] = measured.matrix(activation, group, depths.get(i), quantity)
                        .filter(interval -> Double.isFinite(interval.mean()))
                        .map(interval -> (Object) interval.mean())
                        .orElse(null);
            }
            table.row(cells);
        }
        return table;
    }

    static void summarise(
            Table table,
            Measured measured,
            List<BoundsChapter.Group> groups,
            List<String> activations,
            List<Integer> depths) {
        for (Finished<DepthCell, DepthResult> trial : measured.pairs()) {
            String model = trial.configuration().activation();
            String variant = "delta = " + trial.configuration().delta();
            for (DepthResult.Point point : trial.result().points()) {
                table.row("two inputs", model, variant, point.depth(), "nngp", point.exact());
                table.row("two inputs", model, variant, point.depth(), "theorem 3", point.bound());
                table.row("two inputs", model, variant, point.depth(), "ntk over diagonal", point.tangent());
                table.row("two inputs", model, variant, point.depth(), "theorem 5", point.tangentBound());
            }
        }
        for (String activation : activations) {
            for (BoundsChapter.Group group : groups) {
                for (int depth : depths) {
                    measured.matrix(activation, group, depth, MatrixResult.Point::condition)
                            .ifPresent(value ->
                                    table.row("matrix", activation, group.words(), depth, "nngp condition", value));
                    measured.matrix(activation, group, depth, MatrixResult.Point::tangentCondition)
                            .ifPresent(value ->
                                    table.row("matrix", activation, group.words(), depth, "ntk condition", value));
                }
            }
        }
    }

    private static Object defined(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
