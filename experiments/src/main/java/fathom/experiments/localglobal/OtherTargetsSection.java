package fathom.experiments.localglobal;

import fathom.experiments.localglobal.DepthTrial.DepthResult;
import fathom.experiments.localglobal.RegressionTrial.TargetScore;
import fathom.experiments.protocol.TargetPicture;
import module fathom.experiments;
import module java.base;

/** Targets beyond the paper: does depth help there? */
record OtherTargetsSection(DepthSweeps plan) {

    /** An error within so much of the constant answer's counts as nothing learned. */
    private static final double LEARNED = 0.02;

    private static final String TEXT =
            "The same training on other targets, each with its own input distribution. Inputs on the unit sphere are scaled to radius sqrt d."
                    + " Errors are shares of misclassified test points. The kernels regress on the labels of the same samples, scaled to length 1,"
                    + " repeated inputs counted once.";

    private List<NamedTarget> targets() {
        return plan.settings().allTargets().stream()
                .filter(target -> !target.isOfThePaper())
                .toList();
    }

    Section section() {
        return Section.of(
                "Targets beyond the paper",
                this::report,
                targets().isEmpty() ? List.of() : List.of(plan.networks(), plan.kernels()));
    }

    private void report(Results results, SectionWriter page) {
        Metric networks = plan.networks(results, false).metric("test error", DepthResult::error);
        Metric constant = plan.networks(results, false).metric("constant answer", DepthResult::constantError);
        Metric kernels = plan.kernels(results, false).metric("test error", TargetScore::error);
        page.text(TEXT);
        if (plan.hasTwoDepths()) {
            Table answers = Table.of("target", "model", "N", "H", plan.difference(), "depth", "expected");
            Set<String> helped = new LinkedHashSet<>();
            for (NamedTarget target : targets()) {
                page.verdict(Verdict.of("Ours: depth helps networks to learn " + target.name())
                        .scope("L = " + Numbers.list(plan.settings().hiddenDepths()))
                        .remark("Expected from the literature: " + Expectation.of(target.task()) + ".")
                        .tests(
                                plan.difference(),
                                plan.change(networks.where("target", target.name())),
                                Region.below(0)));
                answers(answers, target, networks, constant).forEach(helped::add);
                answers(answers, target, kernels, constant);
            }
            page.answer("Beyond the paper, depth (L = " + plan.shallow() + " to " + plan.deep() + ") helps networks on "
                    + helped.size() + " of " + targets().size() + " targets"
                    + (helped.isEmpty() ? "" : ": " + String.join(", ", helped)) + ".");
            page.table("Does depth help? Paired differences over seeds", answers);
        }
        int number = 0;
        for (NamedTarget target : targets()) {
            number++;
            Metric trained = networks.where("target", target.name());
            Metric regressed = kernels.where("target", target.name());
            page.heading(target.name());
            page.figure(TargetPicture.of("target-" + number, target.task()));
            page.figure(
                    "target-" + number + "-error",
                    "Share of misclassified test points of " + target.name()
                            + " by number of hidden layers: mean over seeds with 95 % intervals.",
                    panels(trained, regressed));
            page.details("Test error of networks on " + target.name(), trained.table("N, H", "depth"));
            if (!kernels.isEmpty()) {
                page.details(
                        "Test error of kernel regression on " + target.name(), regressed.table("kernel, N", "depth"));
            }
        }
        page.summary(networks, constant, kernels);
    }

    /** Adds a row for each size of one model; the target's name for each size at which depth helps. */
    private List<String> answers(Table table, NamedTarget target, Metric errors, Metric constant) {
        List<String> helped = new ArrayList<>();
        boolean network = errors.keys().contains("H");
        for (Metric size : errors.where("target", target.name()).by("N", network ? "H" : "kernel")) {
            Interval effect = plan.change(size).overSeeds();
            if (effect.n() == 0) {
                continue;
            }
            double best = least(size);
            double constantly = least(constant.where("target", target.name()).where("N", size.at("N")));
            String word = best > constantly - LEARNED
                    ? "nothing learned"
                    : effect.n() < Interval.LEAST_TESTED
                            ? "not tested"
                            : effect.high() < 0 ? "helps" : effect.low() > 0 ? "hurts" : "no detectable difference";
            table.row(
                    target.name(),
                    network ? Words.NETWORK : size.at("kernel"),
                    size.at("N"),
                    network ? size.at("H") : null,
                    effect,
                    word,
                    network ? Expectation.of(target.task()) : "");
            if (word.equals("helps")) {
                helped.add(target.name());
            }
        }
        return helped;
    }

    /** The least mean over depths; 1/2, which is chance, where there is none. */
    private static double least(Metric error) {
        return error.by(error.varying().toArray(String[]::new)).stream()
                .mapToDouble(depth -> depth.overSeeds().mean())
                .min()
                .orElse(0.5);
    }

    /** Test error by depth, a line for each model, a panel for each number of samples. */
    private static List<Panel> panels(Metric networks, Metric kernels) {
        return networks.by("N").stream()
                .map(samples -> Panel.of(samples.words(List.of("N")), "hidden layers L", "test error")
                        .yRange(0, 0.55)
                        .lines("networks, H = ", samples, "H", "depth")
                        .lines("", kernels.where("N", samples.at("N")), "kernel", "depth")
                        .level("chance", 0.5))
                .toList();
    }
}
