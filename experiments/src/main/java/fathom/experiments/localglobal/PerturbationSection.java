package fathom.experiments.localglobal;

import fathom.experiments.localglobal.DepthTrial.DepthCase;
import fathom.experiments.localglobal.DepthTrial.DepthResult;
import fathom.experiments.localglobal.DepthTrial.FlipRates;
import module fathom.experiments;
import module java.base;

/** Claim 6: deeper networks answer more stably when one entry moves, compared with moving all entries by the same length. */
record PerturbationSection(DepthSweeps plan) {

    private static final String TEXT =
            "Every test point moves by a vector of the given length, once along one axis drawn at random (one-entry noise) and once in a random"
                    + " direction, so that all its entries move a little (spread noise). Flip rates are shares of points at which the network's"
                    + " answer, or the true label, changes.";

    Section section() {
        return Section.of(
                "Stability against perturbations",
                this::report,
                plan.settings().perturbations().isEmpty() ? List.of() : List.of(plan.networks()));
    }

    private void report(Results results, SectionWriter page) {
        Rows<DepthCase, FlipRates> flips =
                plan.networks(results, true).each("length", DepthResult::stability, FlipRates::length);
        if (flips.isEmpty()) {
            return;
        }
        Metric one = flips.metric("flip rate, one entry", FlipRates::oneEntry);
        Metric all = flips.metric("flip rate, all entries", FlipRates::allEntries);
        Metric labelOne = flips.metric("label flips, one entry", FlipRates::labelOneEntry);
        Metric labelAll = flips.metric("label flips, all entries", FlipRates::labelAllEntries);
        Verdict verdict = Verdict.of(
                        "Claim 6: deeper networks are more stable against one-entry noise than against spread noise")
                .scope("lengths " + Numbers.list(plan.settings().perturbations()) + "; L = "
                        + Numbers.list(plan.settings().hiddenDepths()))
                .remark("The paper's own measure was not available: this one is ours.");
        page.verdict(
                plan.hasTwoDepths()
                        ? verdict.tests(
                                RandomLabelSection.change(plan.shallow(), plan.deep()),
                                plan.change(one.minus(all).meanOver("length")),
                                Region.below(0))
                        : verdict.needs("The test needs two depths L ≥ 1."));
        page.text(TEXT);
        page.table(
                "Flip rates of answers and labels",
                Metric.beside("k, N, H, target, depth, length", one, all, labelOne, labelAll));
        page.summary(one, all, labelOne, labelAll);
    }
}
