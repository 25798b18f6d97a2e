package fathom.experiments.localglobal;

import fathom.experiments.localglobal.DepthTrial.DepthResult;
import fathom.experiments.localglobal.RegressionTrial.TargetScore;
import fathom.experiments.protocol.TargetPicture;
import module fathom.experiments;
import module java.base;

/** Targets beyond the paper: does depth help there? */
record OtherTargetsSection(DepthSweeps plan) implements Section {

    /** An error within so much of the constant answer's counts as nothing learned. */
    private static final double LEARNED = 0.02;

    private static final String TEXT =
            "The same training on other targets, each with its own input distribution. Inputs on the unit sphere are scaled to radius sqrt d."
                    + " Errors are shares of misclassified test points. The kernels regress on the labels of the same samples, scaled to length 1,"
                    + " repeated inputs counted once.";

    @Override
    public String title() {
        return "Targets beyond the paper";
    }

    private List<NamedTarget> targets() {
        return plan.settings().allTargets().stream()
                .filter(target -> !target.isOfThePaper())
                .toList();
    }

    @Override
    public List<Sweep<?, ?>> sweeps() {
        return targets().isEmpty() ? List.of() : List.of(plan.networks(), plan.kernels());
    }

    @Override
    public void report(Results results, SectionWriter page) {
        Metric networks = plan.networks(results, false).metric("test error", DepthResult::error);
        Metric constant = plan.networks(results, false).metric("constant answer", DepthResult::constantError);
        Metric kernels = plan.kernels(results, false).metric("test error", TargetScore::error);
        page.text(TEXT);
        if (plan.hasTwoDepths()) {
            Table answers = Table.of(
                    "target",
                    "model",
                    "N",
                    "H",
                    Effects.difference("error", plan.shallow(), plan.deep()),
                    "depth",
                    "expected");
            List<String> helped = new ArrayList<>();
            for (NamedTarget target : targets()) {
                verdict(target, networks, page);
                answers(answers, target, networks, constant, helped);
                answers(answers, target, kernels, constant, new ArrayList<>());
            }
            page.answer("Beyond the paper, depth (L = " + plan.shallow() + " to " + plan.deep() + ") helps networks on "
                    + helped.size() + " of " + targets().size() + " targets"
                    + (helped.isEmpty() ? "" : ": " + String.join(", ", helped)) + ".");
            page.table("Does depth help? Paired differences over seeds", answers);
        }
        int number = 0;
        for (NamedTarget target : targets()) {
            number++;
            page.heading(target.name());
            page.figure(TargetPicture.of("target-" + number, target.task()));
            figure(target.name(), networks, kernels, number).forEach(page::figure);
            page.details(
                    "Test error of networks on " + target.name(),
                    networks.where("target", target.name()).table("N, H", "depth"));
            if (!kernels.isEmpty()) {
                page.details(
                        "Test error of kernel regression on " + target.name(),
                        kernels.where("target", target.name()).table("kernel, N", "depth"));
            }
        }
        page.summary(networks, constant, kernels);
    }

    private void verdict(NamedTarget target, Metric networks, SectionWriter page) {
        Verdict verdict = Verdict.of("Ours: depth helps networks to learn " + target.name())
                .scope("L = " + Effects.list(plan.settings().hiddenDepths()))
                .remark("Expected from the literature: " + Expectation.of(target.task()) + ".");
        for (Metric size : Effects.change(networks.where("target", target.name()), plan.shallow(), plan.deep())
                .by("N", "H")) {
            verdict = verdict.test(
                    "N = " + size.at("N") + ", H = " + size.at("H") + ": "
                            + Effects.difference("error", plan.shallow(), plan.deep()),
                    size.overSeeds(),
                    Region.below(0));
        }
        page.verdict(verdict);
    }

    /** A row for each size of one model. */
    private void answers(Table table, NamedTarget target, Metric errors, Metric constant, List<String> helped) {
        boolean network = errors.keys().contains("H");
        Metric error = errors.where("target", target.name());
        for (Metric size : network ? error.by("N", "H") : error.by("N", "kernel")) {
            Interval effect = Effects.change(size, plan.shallow(), plan.deep()).overSeeds();
            if (effect.n() == 0) {
                continue;
            }
            double best = size.by("depth").stream()
                    .mapToDouble(depth -> depth.overSeeds().mean())
                    .min()
                    .orElse(Double.NaN);
            double constantly = constant.where("target", target.name()).by("N", "H", "depth").stream()
                    .filter(at -> at.at("N").equals(size.at("N")))
                    .mapToDouble(at -> at.overSeeds().mean())
                    .findFirst()
                    .orElse(0.5);
            String word = best > constantly - LEARNED
                    ? "nothing learned"
                    : effect.n() < 3
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
            if (word.equals("helps") && !helped.contains(target.name())) {
                helped.add(target.name());
            }
        }
    }

    /** Test error by depth, a line for each model, a panel for each number of samples. */
    private static List<Figure> figure(String target, Metric networks, Metric kernels, int number) {
        List<Panel> panels = new ArrayList<>();
        for (Metric samples : networks.where("target", target).by("N")) {
            Panel panel = Panel.of("N = " + samples.at("N"), "hidden layers L", "test error")
                    .yRange(0, 0.55);
            Metric regressions = kernels.where("target", target).where("N", samples.at("N"));
            panels.add(panel.lines("networks, H = ", samples, "H", "depth")
                    .lines("", regressions, "kernel", "depth")
                    .level("chance", 0.5));
        }
        return panels.isEmpty()
                ? List.of()
                : List.of(new Figure(
                        "target-" + number + "-error",
                        "Share of misclassified test points of " + target
                                + " by number of hidden layers: mean over seeds with 95 % intervals.",
                        Math.min(3, panels.size()),
                        panels));
    }
}
