package fathom.experiments.localglobal;

import fathom.experiments.localglobal.DepthTrial.DepthResult;
import fathom.experiments.localglobal.RegressionTrial.TargetScore;
import module fathom.experiments;
import module java.base;

/** Test error of networks and kernels by depth on local and global targets: claims 1 to 4. */
record DepthSection(DepthSweeps plan) {

    private static final String QUESTION =
            "A k-local label multiplies k entries of its input and ignores the others; a k-global label sums such products over all entries."
                    + " Mori and Ueda (arXiv 2005.12488, 2201.12082) report that depth helps fully connected networks on the first and hurts on the"
                    + " second, and that the neural tangent kernel shows no such difference. This run tests these claims in a setting modelled on"
                    + " theirs; it does not reproduce their numbers. Every effect is a paired difference over seeds between models that saw the same"
                    + " samples, with Student's 95 % interval.";

    private static final String KERNELS =
            "The kernels are those of infinitely wide networks, on the same samples scaled to length 1. Without biases the one-hidden-layer"
                    + " NTK has no odd degrees ≥ 3: that it cannot learn an odd target such as x1 x2 x3 is a parity zero and says nothing about depth."
                    + " The NTK with trained biases (beta = 1) has all degrees; the NNGP kernel has bias variance 0.1.";

    private static final String VALUES =
            "Kernel regression of the targets' values on the networks' samples. By Schur's lemma local and global values have the same expected error;"
                    + " a section of its own tests that. Both targets are taken on the sphere of radius sqrt(d); errors are relative to the target's"
                    + " variance, so that predicting 0 scores 1.";

    Section section() {
        return Section.of("Test error by depth", this::report, plan.networks(), plan.kernels());
    }

    private void report(Results results, SectionWriter page) {
        Metric networks = plan.networks(results, true).metric("test error", DepthResult::error);
        Metric kernels = plan.kernels(results, true).metric("test error", TargetScore::error);
        Metric squared = plan.kernels(results, true).metric("squared error", TargetScore::squaredError);
        if (networks.isEmpty() && kernels.isEmpty()) {
            return;
        }
        DepthClaims claims = new DepthClaims(plan, networks, kernels, squared);
        DepthFigures figures = new DepthFigures(plan, networks, kernels, squared);
        page.answer(claims.answer());
        figures.errors().forEach(page::lead);
        page.verdicts(claims.verdicts());
        page.text(QUESTION);
        page.table("Test error of trained networks", networks, "k, N, H, target", "depth");
        if (!kernels.isEmpty()) {
            page.table("Test error of kernel regression", kernels, "kernel, k, N, target", "depth");
            page.text(KERNELS);
        }
        if (plan.hasTwoDepths()) {
            page.figure(figures.changes());
            if (plan.settings().N().size() * plan.settings().H().size() > 1) {
                page.figure(figures.sizes());
            }
            changes(networks, "trained networks", "k, N, H, target", page);
            changes(kernels, "kernel regression", "kernel, k, N, target", page);
        }
        if (!kernels.isEmpty()) {
            page.text(VALUES);
            figures.squaredErrors().forEach(page::figure);
            page.details("Squared error over variance", squared.table("kernel, k, N, target", "depth"));
        }
        page.summary(networks, kernels, squared);
    }

    /** From the shallowest depth to each, and from each to the next. */
    private void changes(Metric error, String models, String keys, SectionWriter page) {
        if (error.isEmpty()) {
            return;
        }
        page.details(
                "error(L) − error(L=" + plan.shallow() + "), " + models,
                DepthSweeps.hidden(error).minus("depth", plan.shallow()).table(keys, "depth"));
        List<Integer> hidden = plan.settings().hiddenDepths();
        Metric[] steps = IntStream.range(1, hidden.size())
                .mapToObj(i -> Effects.change(error, hidden.get(i - 1), hidden.get(i))
                        .named(Effects.difference("error", hidden.get(i - 1), hidden.get(i))))
                .toArray(Metric[]::new);
        if (steps.length > 1) {
            page.details("From each depth to the next, " + models, Metric.beside(keys, steps));
        }
    }
}
