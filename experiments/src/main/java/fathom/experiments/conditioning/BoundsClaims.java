package fathom.experiments.conditioning;

import static fathom.runs.report.Numbers.format;

import fathom.experiments.conditioning.DepthTrial.DepthCell;
import fathom.experiments.conditioning.DepthTrial.DepthPoint;
import fathom.experiments.conditioning.MatrixTrial.MatrixCell;
import fathom.ntk.dual.Nonlinearity;
import fathom.runs.results.Rows;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import fathom.runs.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Every bound against the exact values wherever it applies, and the paper's own numbers beside ours. */
record BoundsClaims(
        List<Double> deltas,
        List<Integer> depths,
        String sizes,
        Rows<DepthCell, DepthPoint> pairs,
        List<Rows<MatrixCell, MatrixPlace>> matrices) {

    /** How the published table calls an activation that has another name here. */
    private static final Map<String, String> NAMES = Map.of("hermite2", "hermite(n=2)");

    List<Verdict> verdicts() {
        List<Verdict> all = new ArrayList<>();
        String scope = "δ = " + Shown.list(deltas) + "; L = " + Shown.range(depths);
        all.add(onMatrices(
                Slack.at(
                        Slack.bound("Theorem 3: |K| ≤ B(L, δ) off the diagonal", scope),
                        "two inputs",
                        pairs.metric("", point -> point.bound() - Math.abs(point.exact()))),
                MatrixPlace::theorem3));
        all.add(onMatrices(
                Slack.at(
                        Slack.bound("Theorem 5: |NTK| ≤ 2 B(L/2, δ) of its diagonal", scope),
                        "two inputs",
                        pairs.metric("", point -> point.tangentBound() - Math.abs(point.tangent()))),
                MatrixPlace::theorem5));
        if (!matrices.isEmpty()) {
            String nngp = "of the NNGP kernel";
            String ntk = "of the NTK";
            String regular = ", by the inputs' smallest eigenvalue";
            all.add(matrix("Corollary 4 bounds the condition number " + nngp, scope, MatrixPlace::corollary4));
            all.add(matrix("Corollary 6 bounds the condition number " + ntk, scope, MatrixPlace::corollary6));
            all.add(matrix("Theorem 7 bounds the smallest eigenvalue " + nngp, scope, MatrixPlace::theorem7));
            all.add(matrix(
                    "Corollary 8 bounds the condition number " + nngp + regular, scope, MatrixPlace::corollary8));
            all.add(matrix("Theorem 9 bounds the smallest eigenvalue " + ntk, scope, MatrixPlace::theorem9));
            all.add(matrix(
                    "Corollary 10 bounds the condition number " + ntk + regular, scope, MatrixPlace::corollary10));
        }
        pairs.where(row -> Nonlinearity.parse(row.configuration().activation()).isRelu()).where("depth", 1).stream()
                .findFirst()
                .ifPresent(row -> all.add(equation7(row.configuration().delta(), row.result())));
        return all;
    }

    private Verdict matrix(String statement, String scope, ToDoubleFunction<MatrixPlace> slack) {
        return onMatrices(Slack.bound(statement, scope + "; " + sizes), slack);
    }

    private Verdict onMatrices(Verdict claim, ToDoubleFunction<MatrixPlace> slack) {
        Verdict all = claim;
        for (Rows<MatrixCell, MatrixPlace> rows : matrices) {
            String inputs = Shown.list(rows.metric("", place -> 0).values("inputs"));
            all = Slack.at(all, "matrices (" + inputs + ")", rows.metric("", slack));
        }
        return all;
    }

    /** At one hidden layer the tangent kernel is s(rho) + rho s'(rho), whatever the formula for more. */
    private static Verdict equation7(double delta, DepthPoint point) {
        CorrelationMap map = CorrelationMap.centred("relu");
        double rho = 1 - delta;
        double direct = (map.value(rho) + rho * map.slope(rho)) / (1 + map.slopeAtOne());
        return Verdict.of("Misprint in equation 7: s' belongs one layer lower than printed")
                .scope("normalised ReLU; L = 1; ρ = " + format("%.3g", rho))
                .check(
                        "NTK over its diagonal",
                        Math.abs(point.tangent() - direct) < Slack.ROUNDING
                                && Math.abs(point.tangentPrinted() - direct) > 1e-3,
                        format(
                                "s(ρ) + ρ s'(ρ) gives %.6f; equation 7 with s' one layer lower %.6f, as printed %.6f",
                                direct, point.tangent(), point.tangentPrinted()));
    }

    /** The paper's table of mu, and what its formulas give for two activations, whatever the settings. */
    static List<Reproduction> published(PublishedNumbers mu, PublishedNumbers depths, PublishedNumbers offDiagonal) {
        List<Reproduction> rows = new ArrayList<>();
        for (PublishedNumbers.Row row : mu.rows()) {
            String name = row.text("activation");
            double ours = CorrelationMap.centred(NAMES.getOrDefault(name, name)).mu();
            rows.add(Shown.row("mu of " + name, row, "mu", ours));
        }
        for (PublishedNumbers.Row row : depths.rows()) {
            Bounds bounds =
                    new Bounds(CorrelationMap.centred(row.text("activation")).mu(), row.number("delta"));
            boolean first = row.text("depth").equals("L0");
            rows.add(Reproduction.of(
                    row.text("depth") + " of " + row.text("activation") + ", delta = " + row.text("delta")
                            + (first ? "" : ", n = " + row.text("n")),
                    row.number("value"),
                    first ? bounds.l0() : bounds.l1(row.whole("n")),
                    0,
                    "a whole number of layers"));
        }
        List<Integer> computed = offDiagonal.rows().stream()
                .map(row -> row.whole("depth"))
                .distinct()
                .sorted()
                .toList();
        Map<String, List<DepthPoint>> exact = new HashMap<>();
        for (PublishedNumbers.Row row : offDiagonal.rows()) {
            String activation = row.text("activation");
            DepthPoint point = exact.computeIfAbsent(
                            activation,
                            name -> new DepthTrial()
                                    .run(new DepthCell(name, row.number("delta"), computed))
                                    .points())
                    .get(computed.indexOf(row.whole("depth")));
            double ours = switch (row.text("quantity")) {
                case "NNGP" -> point.exact();
                case "theorem 3" -> point.bound();
                case "NTK" -> point.tangent();
                case "theorem 5" -> point.tangentBound();
                default -> throw new IllegalArgumentException(row.text("quantity"));
            };
            rows.add(Shown.row(
                    row.text("quantity") + " of " + activation + ", delta = " + row.text("delta") + ", L = "
                            + row.text("depth"),
                    row,
                    "value",
                    ours));
        }
        return rows;
    }
}
