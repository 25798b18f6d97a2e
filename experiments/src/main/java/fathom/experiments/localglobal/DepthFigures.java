package fathom.experiments.localglobal;

import module fathom.experiments;
import module java.base;

/** Test errors by depth, networks beside kernels, and what depth changes. */
record DepthFigures(DepthSweeps sweeps, Metric networks, Metric kernels, Metric squared) {

    private String file(Metric size) {
        return "k" + size.at("k")
                + sweeps.where(size)
                        .replaceAll("k = \\d+(, )?", "")
                        .replaceAll("[ :]", "")
                        .replaceAll("(\\w+)=", "-$1")
                        .replace(",", "");
    }

    private static void targets(Panel panel, Metric metric) {
        metric.by("target").forEach(target -> panel.line(target.at("k") + "-" + target.at("target"), target, "depth"));
    }

    private static Panel panel(String model, Metric size) {
        return Panel.of(DepthSweeps.title(model, ((Number) size.at("k")).longValue()), "hidden layers L", "test error")
                .yRange(0, 0.55);
    }

    private static List<Metric> at(Metric kernels, Metric size) {
        return kernels.where("k", size.at("k"))
                .where("d", size.at("d"))
                .where("N", size.at("N"))
                .by("kernel");
    }

    /** A figure for each size: a panel for each model, all on the same samples. */
    List<Figure> errors() {
        List<Figure> figures = new ArrayList<>();
        for (Metric size : networks.by("k", "d", "N", "H")) {
            List<Panel> panels = new ArrayList<>();
            Panel trained = panel(Words.NETWORK, size);
            targets(trained, size);
            panels.add(trained.level("chance", 0.5));
            for (Metric kernel : at(kernels, size)) {
                Panel panel = panel(kernel.at("kernel").toString(), size);
                targets(panel, kernel);
                panels.add(panel.level("chance", 0.5));
            }
            figures.add(new Figure(
                    "error-" + file(size),
                    "Share of misclassified test points by number of hidden layers, k = " + size.at("k") + ", d = "
                            + size.at("d") + ", N = " + size.at("N") + ", H = " + size.at("H")
                            + ": mean over seeds with 95 % intervals. All panels show the same samples.",
                    Math.min(panels.size() == 4 ? 4 : 3, panels.size()),
                    panels));
        }
        return figures;
    }

    /** Squared errors of kernel regression of values, a panel for each kernel. */
    List<Figure> squaredErrors() {
        List<Figure> figures = new ArrayList<>();
        for (Metric size : squared.by("k", "d", "N")) {
            List<Panel> panels = new ArrayList<>();
            for (Metric kernel : size.by("kernel")) {
                Panel panel = Panel.of(
                        DepthSweeps.title(kernel.at("kernel").toString(), ((Number) size.at("k")).longValue()),
                        "hidden layers L",
                        "squared error / variance");
                targets(panel, kernel);
                panels.add(panel.level("predicting 0", 1));
            }
            figures.add(new Figure(
                    "squared-error-" + file(size),
                    "Mean squared error of kernel regression on the targets' values, k = " + size.at("k") + ", N = "
                            + size.at("N") + ", relative to their variance: mean over seeds with 95 % intervals.",
                    Math.min(3, panels.size()),
                    panels));
        }
        return figures;
    }

    /** What the largest depth instead of the smallest changes, a row for each model and size. */
    Optional<Figure> changes() {
        Panel panel = Panel.forest("", Effects.difference("error", sweeps.shallow(), sweeps.deep()));
        for (String target : Words.TARGETS) {
            for (Metric one : Effects.change(networks.where("target", target), sweeps.shallow(), sweeps.deep())
                    .by("k", "d", "N", "H")) {
                panel.effect(one.at("k") + "-" + target, sweeps.where(one) + "networks", one.overSeeds());
            }
            for (Metric one : Effects.change(kernels.where("target", target), sweeps.shallow(), sweeps.deep())
                    .by("k", "d", "N", "kernel")) {
                panel.effect(one.at("k") + "-" + target, sweeps.where(one) + one.at("kernel"), one.overSeeds());
            }
        }
        return networks.isEmpty()
                ? Optional.empty()
                : Optional.of(Figure.of(
                        "changes",
                        "Change of the test error from the smallest to the largest depth, paired by seed, with 95 % intervals. Left of 0 depth helps.",
                        panel.upright("no change", 0)));
    }

    /** Where there are several N or H: what depth changes by N, a line for each width and for each kernel. */
    Optional<Figure> sizes() {
        if (sweeps.settings().N().size() * sweeps.settings().H().size() < 2) {
            return Optional.empty();
        }
        List<Panel> panels = new ArrayList<>();
        for (Metric target :
                Effects.change(networks, sweeps.shallow(), sweeps.deep()).by("k", "d", "target")) {
            Panel panel = Panel.of(
                            target.at("k") + "-" + target.at("target"),
                            "samples N",
                            Effects.difference("error", sweeps.shallow(), sweeps.deep()))
                    .logX();
            panel.lines("networks, H = ", target, "H", "N");
            Metric same = Effects.change(kernels, sweeps.shallow(), sweeps.deep())
                    .where("k", target.at("k"))
                    .where("d", target.at("d"))
                    .where("target", target.at("target"));
            panels.add(panel.lines("", same, "kernel", "N").level("no effect", 0));
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Figure(
                        "sizes",
                        "Change of the test error from the smallest to the largest depth by number of samples and width, paired by seed: mean with"
                                + " 95 % intervals. Below 0 depth helps.",
                        Math.min(2, panels.size()),
                        panels));
    }
}
