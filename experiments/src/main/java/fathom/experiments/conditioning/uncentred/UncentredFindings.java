package fathom.experiments.conditioning.uncentred;

import com.google.common.collect.ImmutableList;
import fathom.experiments.conditioning.layer.Slack;
import fathom.experiments.protocol.Finding;
import fathom.runs.Finished;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Theorem 12 wherever it is asserted, and what it does not say elsewhere. */
final class UncentredFindings {

    private UncentredFindings() {}

    static ImmutableList<Finding> of(List<Finished<UncentredCell, UncentredResult>> trials) {
        ImmutableList.Builder<Finding> findings = ImmutableList.builder();
        if (trials.isEmpty()) {
            return findings.build();
        }
        Slack first = new Slack();
        Slack third = new Slack();
        Slack convex = new Slack();
        Slack elsewhere = new Slack();
        Set<String> ordered = new TreeSet<>();
        double farthest = 0;
        int rates = 0;
        for (Finished<UncentredCell, UncentredResult> trial : trials) {
            FixedPoint fixed = trial.result().fixedPoint();
            for (UncentredResult.Point point : trial.result().points()) {
                double exact = point.distance(fixed.rhobar());
                double bound = fixed.bound(point.depth(), trial.configuration().delta());
                switch (fixed.phase()) {
                    case CONTRACTING -> first.add(point.asserted() ? bound - exact : Double.NaN);
                    case MARGINAL -> (point.asserted() ? third : elsewhere).add(Math.min(bound, 1) - exact);
                    case ORDERED -> {
                        ordered.add(trial.configuration().activation());
                        convex.add(fixed.convex(point.depth()) - exact);
                    }
                }
            }
            UncentredResult.Point last = trial.result().points().getLast();
            if (fixed.phase() != FixedPoint.Phase.MARGINAL) {
                for (UncentredResult.Point point : trial.result().points()) {
                    last = Double.isNaN(point.rate()) ? last : point;
                }
                if (!Double.isNaN(last.rate()) && fixed.slope() > 0) {
                    farthest = Math.max(farthest, Math.abs(last.rate() / fixed.slope() - 1));
                    rates++;
                }
            }
        }
        String over = "activations, separations and depths";
        findings.add(first.finding("Theorem 12, rhobar < 1: the distance to the fixed point", over));
        findings.add(third.finding(
                "Theorem 12, rhobar = 1 and s'(1) = 1: the distance to 1, for mu~ (L - L0') >= 1/2", over));
        if (elsewhere.places() > 0) {
            findings.add(Finding.of(
                    "Theorem 12's third case is no bound for mu~ (L - L0') < 1/2",
                    elsewhere.broken() > 0,
                    String.format(
                            Locale.ROOT,
                            "Supported if its formula lies below the exact distance somewhere: it does at %d of the %d places, all depths beyond L0' counted.",
                            elsewhere.broken(),
                            elsewhere.places())));
        }
        if (!ordered.isEmpty()) {
            findings.add(convex.finding(
                    "Ours, in place of theorem 12's second case, which says no more than |K - 1| <= 1: s'(1)^(L - L0') for "
                            + String.join(", ", ordered),
                    over));
        }
        if (rates > 0) {
            findings.add(Finding.of(
                    "Kernels of activations that are not centred tend to the fixed point at the rate s'(rhobar)",
                    farthest < 0.02,
                    String.format(
                            Locale.ROOT,
                            "Supported if the last ratio of successive distances above rounding is within 2 %% of s'(rhobar), wherever that is below 1."
                                    + " The farthest of %d is off by %.2g %%.",
                            rates,
                            100 * farthest)));
        }
        return findings.build();
    }
}
