package fathom.experiments.conditioning.overfitting;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.layer.Slack;
import fathom.experiments.protocol.Finding;
import fathom.runs.Finished;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Interval;
import java.util.Locale;
import java.util.Optional;

/** What theorem 17 promises, what it says at its own depth, and what shallower kernels do. */
final class RiskFindings {

    private final RiskMeasured measured;

    private RiskFindings(RiskMeasured measured) {
        this.measured = measured;
    }

    static ImmutableList<Finding> of(RiskMeasured measured) {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        if (measured.trials().isEmpty()) {
            return findings.build();
        }
        RiskFindings all = new RiskFindings(measured);
        findings.add(all.holds());
        findings.add(all.operator());
        all.useful().ifPresent(findings::add);
        all.zero().ifPresent(findings::add);
        all.shallow().ifPresent(findings::add);
        all.falls().ifPresent(findings::add);
        return findings.build();
    }

    private static boolean theorem(Finished<RiskCell, RiskResult> trial) {
        return trial.configuration().depth() == OverfittingChapter.THEOREM;
    }

    private Finding holds() {
        Slack slack = new Slack();
        measured.trials().stream()
                .filter(RiskFindings::theorem)
                .forEach(trial ->
                        slack.add(trial.result().bound() - trial.result().excess()));
        return slack.finding(
                "Theorem 17 at its depth, with the constant 1: excess risk <= (log(n/gamma)/n) |v*|^2", "samples");
    }

    private Finding operator() {
        Slack slack = new Slack();
        measured.trials().stream()
                .filter(RiskFindings::theorem)
                .forEach(trial -> slack.add(
                        trial.result().operatorBound() - trial.result().operator()));
        return slack.finding("Lemma 55: the covariance operator is at most 8 log N / N, N = n^2", "samples");
    }

    /** Whether the bound beats the trivial predictor. */
    private Optional<Finding> useful() {
        double least = Double.POSITIVE_INFINITY;
        for (Finished<RiskCell, RiskResult> trial : measured.trials()) {
            if (theorem(trial)) {
                least = Math.min(least, trial.result().bound() / trial.result().zero());
            }
        }
        if (least == Double.POSITIVE_INFINITY) {
            return Optional.empty();
        }
        return Optional.of(Finding.of(
                "Theorem 17's bound is below the risk of predicting 0",
                least < 1,
                String.format(
                        Locale.ROOT,
                        "Supported if that is so at any n computed. At its best the bound, with the constant 1, is %.2g times the risk of predicting 0: the"
                                + " depth that makes kernel matrices nearly the identity makes |v*| huge, so that |v*| = o(sqrt n), which the"
                                + " theorem needs to say anything, fails.",
                        least)));
    }

    /** Whether the interpolant at the theorem's depth differs from 0 off its samples. */
    private Optional<Finding> zero() {
        int n = measured.chapter().sizes().getLast();
        double[] ratios =
                measured.values(n, OverfittingChapter.THEOREM, result -> result.excess() / result.testedZero());
        if (ratios.length < 2) {
            return Optional.empty();
        }
        double[] gaps = new double[ratios.length];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = ratios[i] - 1;
        }
        Claim claim = new Claim("", Claim.Region.EQUAL, 0.1, Interval.of(gaps));
        return Optional.of(new Finding(
                "Ours: at the depth of theorem 17 the interpolant is as good as predicting 0",
                claim.verdict(),
                String.format(
                        Locale.ROOT,
                        "Supported if the 95 %% interval of its excess risk over that of 0 on the same points lies within 10 %% of 1: at n = %d it is %s.",
                        n,
                        words(Interval.of(ratios)))));
    }

    /** The best of the depths that were run, against the theorem's. */
    private Optional<Finding> shallow() {
        int n = measured.chapter().sizes().getLast();
        int best = OverfittingChapter.THEOREM;
        double least = Double.POSITIVE_INFINITY;
        for (int depth : measured.chapter().depths()) {
            Optional<Interval> interval = measured.interval(n, depth, RiskResult::excess);
            if (interval.isPresent() && interval.get().mean() < least) {
                least = interval.get().mean();
                best = depth;
            }
        }
        double[] shallow = measured.values(n, best, RiskResult::excess);
        double[] deep = measured.values(n, OverfittingChapter.THEOREM, RiskResult::excess);
        if (best == OverfittingChapter.THEOREM || shallow.length < 2 || shallow.length != deep.length) {
            return Optional.empty();
        }
        Claim claim = Claim.of("", Claim.Region.HIGHER, Interval.ofDifferences(deep, shallow));
        return Optional.of(new Finding(
                "Ours: the interpolant of a shallower kernel has a smaller excess risk",
                claim.verdict(),
                String.format(
                        Locale.ROOT,
                        "Supported if the 95 %% interval of the difference, sample by sample, lies above 0. At n = %d depth %d is best of those run:"
                                + " excess risk %s against %s at the theorem's depth; difference %s, n = %d samples.",
                        n,
                        best,
                        words(Interval.of(shallow)),
                        words(Interval.of(deep)),
                        words(claim.effect()),
                        deep.length)));
    }

    private Optional<Finding> falls() {
        int few = measured.chapter().sizes().getFirst();
        int many = measured.chapter().sizes().getLast();
        double[] before = measured.values(few, OverfittingChapter.THEOREM, RiskResult::excess);
        double[] after = measured.values(many, OverfittingChapter.THEOREM, RiskResult::excess);
        if (few == many || before.length < 2 || before.length != after.length) {
            return Optional.empty();
        }
        Claim claim = Claim.of("", Claim.Region.HIGHER, Interval.ofDifferences(before, after));
        return Optional.of(new Finding(
                "At the depth of theorem 17 the excess risk falls with n",
                claim.verdict(),
                String.format(
                        Locale.ROOT,
                        "Supported if the 95 %% interval of the difference between n = %d and n = %d lies above 0: %s, n = %d.",
                        few,
                        many,
                        words(claim.effect()),
                        before.length)));
    }

    private static String words(Interval interval) {
        return String.format(Locale.ROOT, "%.3g [%.3g, %.3g]", interval.mean(), interval.low(), interval.high());
    }
}
