package fathom.experiments.localglobal;

import module fathom.experiments;
import module java.base;

/** Test errors by depth, networks beside kernels, and what depth changes. */
record DepthFigures(DepthSweeps sweeps, Metric networks, Metric kernels, Metric squared) {

    private static Panel panel(String model, Metric metric, String y) {
        Panel panel = Panel.of(DepthSweeps.title(model, (long) metric.at("k")), "hidden layers L", y);
        metric.by("target").forEach(target -> panel.line(target.at("k") + "-" + target.at("target"), target, "depth"));
        return panel;
    }

    private static Figure figure(String name, Metric size, String what, List<Panel> panels) {
        return new Figure(
                name + "-" + size.words().replace("=", "").replace(", ", "-"),
                what + ", " + size.words() + ": mean over seeds with 95 % intervals.",
                panels.size() == 4 ? 4 : Math.min(3, panels.size()),
                panels);
    }

    /** A figure for each size: a panel for each model, all on the same samples. */
    List<Figure> errors() {
        return networks.by("k", "d", "N", "H").stream()
                .map(size -> {
                    Metric same = kernels.where("k", size.at("k"))
                            .where("d", size.at("d"))
                            .where("N", size.at("N"));
                    List<Panel> panels = Stream.concat(
                                    Stream.of(panel(Words.NETWORK, size, "test error")),
                                    same.by("kernel").stream()
                                            .map(one -> panel((String) one.at("kernel"), one, "test error")))
                            .map(panel -> panel.yRange(0, 0.55).level("chance", 0.5))
                            .toList();
                    return figure(
                            "error",
                            size,
                            "Share of misclassified test points by number of hidden layers, all panels on the same samples",
                            panels);
                })
                .toList();
    }

    /** Squared errors of kernel regression of values, a panel for each kernel. */
    List<Figure> squaredErrors() {
        return squared.by("k", "d", "N").stream()
                .map(size -> figure(
                        "squared-error",
                        size,
                        "Mean squared error of kernel regression on the targets' values, relative to their variance",
                        size.by("kernel").stream()
                                .map(one -> panel((String) one.at("kernel"), one, "squared error / variance")
                                        .level("predicting 0", 1))
                                .toList()))
                .toList();
    }

    /** What the largest depth instead of the smallest changes, a row for each model and size. */
    Figure changes() {
        Panel panel = Panel.forest("", sweeps.difference()).upright("no change", 0);
        for (String target : Words.TARGETS) {
            for (Metric one : sweeps.change(networks.where("target", target)).by("k", "d", "N", "H")) {
                panel.effect(one.at("k") + "-" + target, sweeps.where(one) + "networks", one.overSeeds());
            }
            for (Metric one : sweeps.change(kernels.where("target", target)).by("k", "d", "N", "kernel")) {
                panel.effect(one.at("k") + "-" + target, sweeps.where(one) + one.at("kernel"), one.overSeeds());
            }
        }
        return Figure.of(
                "changes",
                "Change of the test error from the smallest to the largest depth, paired by seed, with 95 % intervals. Left of 0 depth helps.",
                panel);
    }

    /** What depth changes by N, a line for each width and for each kernel. */
    Figure sizes() {
        List<Panel> panels = new ArrayList<>();
        for (Metric target : sweeps.change(networks).by("k", "d", "target")) {
            Metric same = sweeps.change(kernels)
                    .where("k", target.at("k"))
                    .where("d", target.at("d"))
                    .where("target", target.at("target"));
            panels.add(Panel.of(target.at("k") + "-" + target.at("target"), "samples N", sweeps.difference())
                    .logX()
                    .lines("networks, H = ", target, "H", "N")
                    .lines("", same, "kernel", "N")
                    .level("no effect", 0));
        }
        return new Figure(
                "sizes",
                "Change of the test error from the smallest to the largest depth by number of samples and width, paired by seed: mean with"
                        + " 95 % intervals. Below 0 depth helps.",
                2,
                panels);
    }
}
