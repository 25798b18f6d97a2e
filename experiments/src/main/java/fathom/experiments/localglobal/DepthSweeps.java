package fathom.experiments.localglobal;

import fathom.experiments.localglobal.DepthTrial.DepthCase;
import fathom.experiments.localglobal.DepthTrial.DepthResult;
import fathom.experiments.localglobal.RegressionTrial.RegressionCase;
import fathom.experiments.localglobal.RegressionTrial.RegressionResult;
import fathom.experiments.localglobal.RegressionTrial.TargetScore;
import module fathom.experiments;
import module java.base;

/** Networks and kernel regressions on all targets, and what is measured of them; several sections read them. */
record DepthSweeps(LocalGlobalSettings settings, int threads) {

    /** In the order of the tables: by target, N, H, depth and seed. */
    Sweep<DepthCase, DepthResult> networks() {
        List<DepthCase> plan = new Plan<>("network");
        for (NamedTarget target : settings.allTargets()) {
            List<Double> perturbations = target.isOfThePaper() ? settings.perturbations() : List.of();
            for (int samples : settings.N()) {
                for (int width : settings.H()) {
                    for (int depth : settings.depths()) {
                        settings.seeds()
                                .forEach(seed -> plan.add(new DepthCase(
                                        problem(target, samples, seed),
                                        target.name(),
                                        depth,
                                        settings.search(width),
                                        perturbations)));
                    }
                }
            }
        }
        return DepthTrial.sweep("network", plan, threads);
    }

    /** No kernel has depth 0: it would be linear, and its matrix has rank d. Targets of one order share a factorisation. */
    Sweep<RegressionCase, RegressionResult> kernels() {
        Map<Object, List<NamedTarget>> groups = settings.allTargets().stream()
                .collect(Collectors.groupingBy(
                        target -> target.isOfThePaper() ? List.of(target.k(), target.d()) : target,
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<RegressionCase> plan = new Plan<>("kernel");
        for (List<NamedTarget> group : groups.values()) {
            List<String> names = group.stream().map(NamedTarget::name).toList();
            for (int samples : settings.N()) {
                for (String kernel : settings.kernels()) {
                    for (int depth : settings.depths().stream()
                            .filter(depth -> depth > 0)
                            .toList()) {
                        settings.seeds()
                                .forEach(seed -> plan.add(new RegressionCase(
                                        problem(group.getFirst(), samples, seed),
                                        names,
                                        kernel,
                                        depth,
                                        settings.ridge())));
                    }
                }
            }
        }
        return RegressionTrial.sweep("kernel", plan, threads);
    }

    private TargetProblem problem(NamedTarget target, int samples, long seed) {
        return new TargetProblem(target.k(), target.d(), samples, settings.testPoints(), seed);
    }

    /** Networks on the paper's targets, or on the others. */
    Rows<DepthCase, DepthResult> networks(Results results, boolean paper) {
        return results.of(networks()).where(row -> row.configuration().problem().k() > 0 == paper);
    }

    /** Regressions of the paper's targets, or of the others: a row for each target. */
    Rows<RegressionCase, TargetScore> kernels(Results results, boolean paper) {
        return results.of(kernels())
                .where(row -> row.configuration().problem().k() > 0 == paper)
                .each("target", RegressionResult::scores, TargetScore::target);
    }

    /** Depths with a hidden layer alone. */
    static Metric hidden(Metric metric) {
        return metric.whereKeys(keys -> ((Number) keys.get("depth")).intValue() > 0);
    }

    int shallow() {
        return settings.hiddenDepths().getFirst();
    }

    int deep() {
        return settings.hiddenDepths().getLast();
    }

    /** Whether depths can be compared. */
    boolean hasTwoDepths() {
        return settings.hiddenDepths().size() >= 2;
    }

    /** m(L = deep) - m(L = shallow), seed by seed. */
    Metric change(Metric metric) {
        return Effects.change(metric, shallow(), deep());
    }

    /** The change of the error in words. */
    String difference() {
        return Effects.difference("error", shallow(), deep());
    }

    /** The fixed sizes of a metric in words, those alone that the settings vary: "k=2, N=1000: ", or nothing. */
    String where(Metric metric) {
        List<String> varied = new ArrayList<>();
        if (settings.allTargets().stream().map(NamedTarget::k).distinct().count() > 1) {
            varied.add("k");
        }
        if (settings.N().size() > 1) {
            varied.add("N");
        }
        if (settings.H().size() > 1) {
            varied.add("H");
        }
        String words = metric.words(varied);
        return words.isEmpty() ? "" : words + ": ";
    }

    /** What a model is called; the kernel without biases carries its warning with it. */
    static String title(String kernel, long k) {
        return switch (kernel) {
            case Words.NETWORK -> "Trained networks";
            case Words.NTK -> "NTK, trained biases";
            case Words.UNBIASED -> k % 2 == 1 && k > 1 ? "NTK, no biases: parity zero at L = 1" : "NTK, no biases";
            default -> "NNGP";
        };
    }
}
