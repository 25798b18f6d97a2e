package fathom.experiments.conditioning;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Finding;
import fathom.runs.Finished;
import fathom.runs.statistics.Interval;
import fathom.runs.statistics.Verdict;
import java.util.Locale;
import java.util.Optional;

/** Every bound against the exact values wherever it applies, and what depth does at finite width. */
final class Findings {

    /** Exact values carry rounding errors of about this size. */
    private static final double ROUNDING = 1e-9;

    private final Measured measured;

    private Findings(Measured measured) {
        this.measured = measured;
    }

    static ImmutableList<Finding> of(Measured measured) {
        Findings findings = new Findings(measured);
        ImmutableList.Builder<Finding> list = ImmutableList.builder();
        list.add(findings.pairs("Theorem 3: |K| <= B(L, delta) for two inputs", false));
        list.add(findings.pairs("Theorem 5: |NTK| <= 2 B(L/2, delta) of its diagonal", true));
        list.add(findings.matrices("Theorem 3 on data: the largest off-diagonal entry", Findings::offDiagonal));
        list.add(findings.matrices(
                "Theorem 5 on data: the largest off-diagonal entry of the NTK", Findings::tangentOffDiagonal));
        list.add(findings.matrices("Corollary 4: the condition number of the NNGP kernel", Findings::corollary4));
        list.add(findings.matrices("Corollary 6: the condition number of the NTK", Findings::corollary6));
        list.add(findings.matrices("Theorem 7: the smallest eigenvalue of the NNGP kernel", Findings::theorem7));
        list.add(findings.matrices("Corollary 8: the condition number of the NNGP kernel", Findings::corollary8));
        list.add(findings.matrices("Theorem 9: the smallest eigenvalue of the NTK", Findings::theorem9));
        list.add(findings.matrices("Corollary 10: the condition number of the NTK", Findings::corollary10));
        findings.equation7().ifPresent(list::add);
        measured.configuration()
                .networks()
                .forEach(network -> findings.finite(network).ifPresent(list::add));
        return list.build();
    }

    /** A slack is bound less exact value, or the other way round for bounds from below; not a number where the bound does not apply. */
    @FunctionalInterface
    private interface Slack {
        double of(MatrixResult result, int n, MatrixResult.Point point);
    }

    private Finding matrices(String statement, Slack slack) {
        int held = 0;
        int broken = 0;
        double least = Double.POSITIVE_INFINITY;
        for (Finished<MatrixCell, MatrixResult> trial : measured.matrices()) {
            for (MatrixResult.Point point : trial.result().points()) {
                double value = slack.of(trial.result(), trial.configuration().n(), point);
                if (!Double.isNaN(value) && value < Double.POSITIVE_INFINITY) {
                    least = Math.min(least, value);
                    held += value >= -ROUNDING ? 1 : 0;
                    broken += value >= -ROUNDING ? 0 : 1;
                }
            }
        }
        return finding(statement, held, broken, least, "matrices and depths");
    }

    private Finding pairs(String statement, boolean tangent) {
        int held = 0;
        int broken = 0;
        double least = Double.POSITIVE_INFINITY;
        for (Finished<DepthCell, DepthResult> trial : measured.depths()) {
            for (DepthResult.Point point : trial.result().points()) {
                double value = tangent
                        ? point.tangentBound() - Math.abs(point.tangent())
                        : point.bound() - Math.abs(point.exact());
                if (!Double.isNaN(value) && value < Double.POSITIVE_INFINITY) {
                    least = Math.min(least, value);
                    held += value >= -ROUNDING ? 1 : 0;
                    broken += value >= -ROUNDING ? 0 : 1;
                }
            }
        }
        return finding(statement, held, broken, least, "activations, separations and depths");
    }

    private static Finding finding(String statement, int held, int broken, double least, String over) {
        return new Finding(
                statement,
                held + broken == 0 ? Verdict.OPEN : broken == 0 ? Verdict.SUPPORTED : Verdict.CONTRADICTED,
                held + broken == 0
                        ? "It applies at none of the depths that were computed."
                        : String.format(
                                Locale.ROOT,
                                "Holds at %d of the %d %s where it applies, rounding of 1e-9 allowed; the least slack is %.2g.",
                                held,
                                held + broken,
                                over,
                                least));
    }

    private static Bounds separated(MatrixResult result) {
        return new Bounds(Measures.positive(result.mu()), result.separation());
    }

    /** The bounds of assumption B; delta 0 where the inputs' Gram matrix is singular, which the callers leave out. */
    private static Bounds regular(MatrixResult result) {
        return new Bounds(Measures.positive(result.mu()), result.eigenvalue());
    }

    private static double offDiagonal(MatrixResult result, int n, MatrixResult.Point point) {
        return separated(result).offDiagonal(point.depth()) - point.largest();
    }

    private static double tangentOffDiagonal(MatrixResult result, int n, MatrixResult.Point point) {
        Bounds bounds = separated(result);
        return bounds.tangentApplies(point.depth())
                ? bounds.tangentOffDiagonal(point.depth()) - point.tangentLargest()
                : Double.NaN;
    }

    private static double corollary4(MatrixResult result, int n, MatrixResult.Point point) {
        return separated(result).condition(point.depth(), n) - point.condition();
    }

    private static double corollary6(MatrixResult result, int n, MatrixResult.Point point) {
        return separated(result).tangentCondition(point.depth(), n) - point.tangentCondition();
    }

    private static double theorem7(MatrixResult result, int n, MatrixResult.Point point) {
        return result.eigenvalue() > 0
                ? point.smallest() - (1 - regular(result).offDiagonal(point.depth()))
                : Double.NaN;
    }

    private static double corollary8(MatrixResult result, int n, MatrixResult.Point point) {
        return result.eigenvalue() > 0
                ? regular(result).conditionByEigenvalue(point.depth(), n) - point.condition()
                : Double.NaN;
    }

    private static double theorem9(MatrixResult result, int n, MatrixResult.Point point) {
        return result.eigenvalue() > 0 && regular(result).tangentApplies(point.depth())
                ? point.tangentSmallest() - (1 - regular(result).tangentOffDiagonal(point.depth()))
                : Double.NaN;
    }

    private static double corollary10(MatrixResult result, int n, MatrixResult.Point point) {
        return result.eigenvalue() > 0
                ? regular(result).tangentConditionByEigenvalue(point.depth(), n) - point.tangentCondition()
                : Double.NaN;
    }

    /** At one hidden layer the tangent kernel is s(rho) + rho s'(rho), whatever the formula for more. */
    private Optional<Finding> equation7() {
        double delta = measured.configuration().deltas().getFirst();
        return measured.depth("relu", delta)
                .filter(result -> result.points().getFirst().depth() == 1)
                .map(result -> {
                    CorrelationMap map = CorrelationMap.centred("relu");
                    double rho = 1 - delta;
                    double direct = (map.value(rho) + rho * map.slope(rho)) / (1 + map.slopeAtOne());
                    DepthResult.Point point = result.points().getFirst();
                    return Finding.of(
                            "Equation 7 as printed is off by one layer",
                            Math.abs(point.tangent() - direct) < ROUNDING
                                    && Math.abs(point.tangentPrinted() - direct) > 1e-3,
                            String.format(
                                    Locale.ROOT,
                                    "One hidden layer of normalised ReLU at rho = %.3g: s(rho) + rho s'(rho) over its diagonal is %.6f; equation 7 with"
                                            + " s' taken one layer below gives %.6f, as printed %.6f.",
                                    rho,
                                    direct,
                                    point.tangent(),
                                    point.tangentPrinted()));
                });
    }

    /** Whether the deepest networks of the largest width are better conditioned than the shallowest. */
    private Optional<Finding> finite(String network) {
        Configuration c = measured.configuration();
        int width = c.widths().getLast();
        Optional<Interval> shallow =
                measured.width(network, width, c.widthDepths().getFirst());
        Optional<Interval> deep = measured.width(network, width, c.widthDepths().getLast());
        if (shallow.isEmpty()
                || deep.isEmpty()
                || !Double.isFinite(shallow.get().mean())) {
            return Optional.empty();
        }
        Interval before = shallow.get();
        Interval after = deep.get();
        boolean singular = !Double.isFinite(after.mean());
        Verdict verdict = singular || after.low() > before.high()
                ? Verdict.CONTRADICTED
                : after.high() < before.low() ? Verdict.SUPPORTED : Verdict.OPEN;
        return Optional.of(new Finding(
                "Ours: at width " + width + " depth improves the condition number of " + network,
                verdict,
                String.format(
                        Locale.ROOT,
                        "Supported if the 95 %% intervals over seeds lie apart the right way round. log10 of the condition number at depth %d: %.2f"
                                + " [%.2f, %.2f]; at depth %d: %s.",
                        c.widthDepths().getFirst(),
                        before.mean(),
                        before.low(),
                        before.high(),
                        c.widthDepths().getLast(),
                        singular
                                ? "singular to rounding"
                                : String.format(
                                        Locale.ROOT, "%.2f [%.2f, %.2f]", after.mean(), after.low(), after.high()))));
    }
}
