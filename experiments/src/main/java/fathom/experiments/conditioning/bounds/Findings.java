package fathom.experiments.conditioning.bounds;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.layer.CorrelationMap;
import fathom.experiments.conditioning.layer.Slack;
import fathom.experiments.protocol.Finding;
import fathom.runs.Finished;
import java.util.Locale;
import java.util.Optional;

/** Every bound against the exact values wherever it applies. */
final class Findings {

    private final Measured measured;

    private Findings(Measured measured) {
        this.measured = measured;
    }

    static ImmutableList<Finding> of(Measured measured) {
        if (measured.pairs().isEmpty() && measured.matrices().isEmpty()) {
            return ImmutableList.of();
        }
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
        return list.build();
    }

    /** Bound less exact value, or the other way round for bounds from below; not a number where the bound does not apply. */
    @FunctionalInterface
    private interface Gap {
        double of(MatrixResult result, int n, MatrixResult.Point point);
    }

    private Finding matrices(String statement, Gap gap) {
        Slack slack = new Slack();
        for (Finished<MatrixCell, MatrixResult> trial : measured.matrices()) {
            for (MatrixResult.Point point : trial.result().points()) {
                slack.add(gap.of(trial.result(), trial.configuration().n(), point));
            }
        }
        return slack.finding(statement, "matrices and depths");
    }

    private Finding pairs(String statement, boolean tangent) {
        Slack slack = new Slack();
        for (Finished<DepthCell, DepthResult> trial : measured.pairs()) {
            for (DepthResult.Point point : trial.result().points()) {
                slack.add(
                        tangent
                                ? point.tangentBound() - Math.abs(point.tangent())
                                : point.bound() - Math.abs(point.exact()));
            }
        }
        return slack.finding(statement, "activations, separations and depths");
    }

    private static Bounds separated(MatrixResult result) {
        return new Bounds(result.mu(), result.separation());
    }

    /** The bounds of assumption B; delta 0 where the inputs' Gram matrix is singular, which the callers leave out. */
    private static Bounds regular(MatrixResult result) {
        return new Bounds(result.mu(), result.eigenvalue());
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
        return measured.pairs().stream()
                .filter(trial -> trial.configuration().activation().equals("relu")
                        && trial.result().points().getFirst().depth() == 1)
                .findFirst()
                .map(trial -> {
                    double delta = trial.configuration().delta();
                    CorrelationMap map = CorrelationMap.centred("relu");
                    double rho = 1 - delta;
                    double direct = (map.value(rho) + rho * map.slope(rho)) / (1 + map.slopeAtOne());
                    DepthResult.Point point = trial.result().points().getFirst();
                    return Finding.of(
                            "Equation 7 as printed is off by one layer",
                            Math.abs(point.tangent() - direct) < Slack.ROUNDING
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
}
