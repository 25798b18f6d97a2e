package fathom.experiments.conditioning;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.experiments.protocol.PublishedNumbers;
import fathom.runs.report.Comparison;
import fathom.runs.report.Table;

/** The tables of summary.csv and of the report. */
final class Tables {

    private static final int MANY = 1000;

    /** How the published table calls activations that have another name here. */
    private static final ImmutableMap<String, String> NAMES = ImmutableMap.of("hermite2", "hermite(n=2)");

    private Tables() {}

    /** Exact values and bounds for programs. */
    static Table summary(Measured measured) {
        Table table = Table.of("part", "model", "variant", "depth", "quantity", "value");
        measured.depths()
                .forEach(trial -> trial.result().points().forEach(point -> {
                    String model = trial.configuration().activation();
                    String variant = "delta = " + trial.configuration().delta();
                    table.row("two inputs", model, variant, point.depth(), "nngp", point.exact());
                    table.row("two inputs", model, variant, point.depth(), "theorem 3", point.bound());
                    table.row("two inputs", model, variant, point.depth(), "ntk over diagonal", point.tangent());
                    table.row("two inputs", model, variant, point.depth(), "theorem 5", point.tangentBound());
                }));
        Configuration c = measured.configuration();
        for (String activation : c.activations()) {
            for (int d : c.d()) {
                for (int depth : c.depths()) {
                    measured.matrix(activation, d, depth, MatrixResult.Point::condition)
                            .ifPresent(value ->
                                    table.row("matrix", activation, "d = " + d, depth, "nngp condition", value));
                    measured.matrix(activation, d, depth, MatrixResult.Point::tangentCondition)
                            .ifPresent(value ->
                                    table.row("matrix", activation, "d = " + d, depth, "ntk condition", value));
                }
            }
        }
        for (String network : c.networks()) {
            for (int width : c.widths()) {
                for (int depth : c.widthDepths()) {
                    measured.width(network, width, depth)
                            .ifPresent(value -> table.row(
                                    "finite width", network, "width " + width, depth, "log10 condition", value));
                }
            }
        }
        return table;
    }

    /** mu and the depths that the theorems ask for. */
    static Table depths(Measured measured) {
        Table table = Table.of("activation", "mu", "slope at 1", "delta", "L0", "L1 (n = 1000)", "L2 (n = 1000)");
        for (String activation : measured.configuration().activations()) {
            CorrelationMap map = CorrelationMap.centred(activation);
            for (double delta : measured.configuration().deltas()) {
                Bounds bounds = new Bounds(Measures.positive(map.mu()), delta);
                table.row(activation, map.mu(), map.slopeAtOne(), delta, bounds.l0(), bounds.l1(MANY), bounds.l2(MANY));
            }
        }
        return table;
    }

    /** mu as published; every activation of the paper's table, whatever the configuration. */
    static ImmutableList<Comparison> mu() {
        ImmutableList.Builder<Comparison> rows = ImmutableList.builder();
        for (PublishedNumbers.Row row : PublishedNumbers.of("agarwal-mu").rows()) {
            String name = row.text("activation");
            rows.add(Comparison.of(
                    "mu of " + name,
                    row.number("mu"),
                    CorrelationMap.centred(NAMES.getOrDefault(name, name)).mu(),
                    name.startsWith("normrelu") ? 5e-5 : 5e-6,
                    name.startsWith("normrelu") ? "four decimals are given" : "five decimals are given"));
        }
        return rows.build();
    }

    /** Exact values beside the bounds for one activation and separation. */
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
                    point.tangentBound() < Double.POSITIVE_INFINITY ? point.tangentBound() : "says nothing");
        }
        return table;
    }

    /** Condition numbers of the kernel matrices by depth, a row for each activation. */
    static Table conditions(Measured measured, int d, boolean tangent) {
        Configuration c = measured.configuration();
        String[] columns = new String[c.depths().size() + 1];
        columns[0] = "activation";
        for (int i = 0; i < c.depths().size(); i++) {
            columns[i + 1] = "depth " + c.depths().get(i);
        }
        Table table = Table.of(columns);
        for (String activation : c.activations()) {
            Object[] cells = new Object[columns.length];
            cells[0] = activation;
            for (int i = 0; i < c.depths().size(); i++) {
                cells[i + 1] = measured.matrix(
                                activation,
                                d,
                                c.depths().get(i),
                                tangent ? MatrixResult.Point::tangentCondition : MatrixResult.Point::condition)
                        .filter(interval -> Double.isFinite(interval.mean()))
                        .map(interval -> (Object) interval.mean())
                        .orElse("-");
            }
            table.row(cells);
        }
        return table;
    }

    /** Decimal logarithms of condition numbers of networks, a row for each network and width. */
    static Table widths(Measured measured) {
        Configuration c = measured.configuration();
        String[] columns = new String[c.widthDepths().size() + 2];
        columns[0] = "network";
        columns[1] = "width";
        for (int i = 0; i < c.widthDepths().size(); i++) {
            columns[i + 2] = "depth " + c.widthDepths().get(i);
        }
        Table table = Table.of(columns);
        for (String network : c.networks()) {
            for (int width : c.widths()) {
                Object[] cells = new Object[columns.length];
                cells[0] = network;
                cells[1] = Integer.toString(width);
                for (int i = 0; i < c.widthDepths().size(); i++) {
                    cells[i + 2] = measured.width(
                                    network, width, c.widthDepths().get(i))
                            .map(interval -> Double.isFinite(interval.mean()) ? (Object) interval : "singular")
                            .orElse(null);
                }
                table.row(cells);
            }
            Object[] limit = new Object[columns.length];
            limit[0] = network;
            limit[1] = "infinite";
            for (int i = 0; i < c.widthDepths().size(); i++) {
                limit[i + 2] = measured.limit(network, c.widthDepths().get(i)).orElse(null);
            }
            if (Measured.limit(network).isPresent()) {
                table.row(limit);
            }
        }
        return table;
    }

    private static Object defined(double value) {
        return Double.isNaN(value) ? "none" : value;
    }
}
