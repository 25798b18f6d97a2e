package fathom.experiments.conditioning.bounds;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.experiments.protocol.PublishedResource;
import fathom.runs.report.Comparison;
import fathom.runs.verdict.PublishedNumbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The paper's table of mu, and what its formulas give for two activations, beside ours. */
public final class PublishedBounds {

    /** How the published table calls activations that have another name here. */
    private static final ImmutableMap<String, String> NAMES = ImmutableMap.of("hermite2", "hermite(n=2)");

    private static final double EXACT = 1e-12;

    private PublishedBounds() {}

    /** Every row, whatever the configuration. */
    public static ImmutableList<Comparison> all() {
        return ImmutableList.<Comparison>builder()
                .addAll(mu())
                .addAll(depths())
                .addAll(offDiagonals())
                .build();
    }

    static ImmutableList<Comparison> mu() {
        ImmutableList.Builder<Comparison> rows = ImmutableList.builder();
        for (PublishedNumbers.Row row : PublishedResource.of("agarwal-mu").rows()) {
            String name = row.text("activation");
            rows.add(row(
                    "mu of " + name,
                    row,
                    "mu",
                    CorrelationMap.centred(NAMES.getOrDefault(name, name)).mu()));
        }
        return rows.build();
    }

    static ImmutableList<Comparison> depths() {
        ImmutableList.Builder<Comparison> rows = ImmutableList.builder();
        for (PublishedNumbers.Row row : PublishedResource.of("agarwal-depths").rows()) {
            Bounds bounds =
                    new Bounds(CorrelationMap.centred(row.text("activation")).mu(), row.number("delta"));
            double ours = row.text("depth").equals("L0") ? bounds.l0() : bounds.l1(row.whole("n"));
            rows.add(Comparison.of(
                    row.text("depth") + " of " + row.text("activation") + ", delta = " + row.text("delta")
                            + (row.text("depth").equals("L0") ? "" : ", n = " + row.text("n")),
                    row.number("value"),
                    ours,
                    0,
                    "a whole number of layers"));
        }
        return rows.build();
    }

    static ImmutableList<Comparison> offDiagonals() {
        ImmutableList.Builder<Comparison> rows = ImmutableList.builder();
        Map<String, DepthResult> results = new HashMap<>();
        List<PublishedNumbers.Row> published =
                PublishedResource.of("agarwal-off-diagonal").rows();
        List<Integer> depths = published.stream()
                .map(row -> row.whole("depth"))
                .distinct()
                .sorted()
                .toList();
        for (PublishedNumbers.Row row : published) {
            String activation = row.text("activation");
            DepthResult result = results.computeIfAbsent(
                    activation, name -> new DepthTrial().run(new DepthCell(name, row.number("delta"), depths)));
            DepthResult.Point point = result.points().get(depths.indexOf(row.whole("depth")));
            double ours = switch (row.text("quantity")) {
                case "NNGP" -> point.exact();
                case "theorem 3" -> point.bound();
                case "NTK" -> point.tangent();
                case "theorem 5" -> point.tangentBound();
                default -> throw new IllegalArgumentException(row.text("quantity"));
            };
            rows.add(row(
                    row.text("quantity") + " of " + activation + ", delta = " + row.text("delta") + ", L = "
                            + row.text("depth"),
                    row,
                    "value",
                    ours));
        }
        return rows.build();
    }

    private static Comparison row(String what, PublishedNumbers.Row row, String column, double ours) {
        boolean whole = !row.text(column).contains(".");
        return Comparison.of(
                what,
                row.number(column),
                ours,
                whole ? EXACT : 0.51 * row.unit(column),
                whole ? "an exact value, up to rounding" : "half a unit of the last digit given");
    }
}
