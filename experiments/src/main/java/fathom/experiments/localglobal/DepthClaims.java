package fathom.experiments.localglobal;

import module fathom.experiments;
import module java.base;

/**
 * The paper's claims 1 to 4 on labels, each as tests on paired differences of test errors, at every size. "Deep" is the largest depth,
 * "shallow" the smallest with a hidden layer.
 *
 * @param networks test errors of networks on local and global labels
 * @param kernels the same of kernel regression
 * @param squared relative squared errors of kernel regression on values
 */
record DepthClaims(DepthSweeps sweeps, Metric networks, Metric kernels, Metric squared) {

    /** Two test errors that differ by less than this count as equal where a claim says "no difference". */
    static final double ERROR_MARGIN = 0.02;

    /** The same for squared errors relative to the target's variance. */
    static final double SQUARED_MARGIN = 0.05;

    private static final String[] SIZES = {"k", "d", "N", "H"};

    List<Verdict> verdicts() {
        return List.of(
                        depth(1, Words.LOCAL, Region.below(0)),
                        depth(2, Words.GLOBAL, Region.above(0)),
                        orderOne(),
                        kernelLabels())
                .stream()
                .map(verdict -> verdict.scope(scope()))
                .toList();
    }

    private String scope() {
        LocalGlobalSettings s = sweeps.settings();
        return "k = " + Effects.list(networks.values("k")) + "; d = " + Effects.list(networks.values("d")) + "; N = "
                + Effects.list(s.N()) + "; H = " + Effects.list(s.H()) + "; L = " + Effects.list(s.depths());
    }

    private List<Integer> hidden() {
        return sweeps.settings().hiddenDepths();
    }

    private static Metric orders(Metric metric, boolean one) {
        return metric.whereKeys(keys -> ((Number) keys.get("k")).intValue() == 1 == one);
    }

    private static double log2(double depth) {
        return DoubleFunctions.log(depth) / DoubleFunctions.log(2);
    }

    /** Claims 1 and 2: each depth against the shallowest and against the one before it, and the trend over all of them. */
    private Verdict depth(int number, String target, Region region) {
        Verdict verdict = Verdict.of("Claim " + number + ": with k-" + target
                + " labels, k ≥ 2, the test error of networks " + (number == 1 ? "falls" : "rises") + " with depth");
        Metric error = DepthSweeps.hidden(orders(networks, false)).where("target", target);
        List<Integer> hidden = hidden();
        for (Metric size : sweeps.hasTwoDepths() ? error.by(SIZES) : List.<Metric>of()) {
            String where = sweeps.where(size);
            for (int depth : hidden.subList(1, hidden.size())) {
                verdict = change(verdict, where, size, sweeps.shallow(), depth, region);
            }
            if (hidden.size() >= 3) {
                verdict = verdict.test(
                        where + "slope of the error in log2 L",
                        size.slope("depth", DepthClaims::log2).overSeeds(),
                        region);
            }
            for (int i = 2; i < hidden.size(); i++) {
                verdict = change(verdict, where, size, hidden.get(i - 1), hidden.get(i), region);
            }
        }
        return verdict.tests().isEmpty()
                ? verdict.remark("The test needs " + target + " labels of order k ≥ 2 and two depths L ≥ 1.")
                : verdict;
    }

    /** Claim 3: linear labels. */
    private Verdict orderOne() {
        Verdict verdict = Verdict.of(
                "Claim 3: at k = 1 local and global labels are equally hard, shallower networks are better, a linear perceptron is best");
        Metric error = orders(networks, true);
        boolean both = error.values("target").size() == 2;
        for (Metric size : error.by(SIZES)) {
            for (int depth : both ? hidden() : List.<Integer>of()) {
                Metric at = size.where("depth", depth);
                verdict = verdict.test(
                        sweeps.where(size) + "error(local) − error(global) at L = " + depth,
                        at.where("target", Words.LOCAL)
                                .minus(at.where("target", Words.GLOBAL))
                                .overSeeds(),
                        Region.within(ERROR_MARGIN));
            }
            for (Metric target : size.by("target")) {
                String where = sweeps.where(target) + target.at("target") + ", ";
                if (sweeps.hasTwoDepths()) {
                    verdict = change(verdict, where, target, sweeps.shallow(), sweeps.deep(), Region.above(0));
                }
                if (sweeps.settings().depths().contains(0) && !hidden().isEmpty()) {
                    verdict = change(verdict, where, target, 0, sweeps.shallow(), Region.above(0));
                }
            }
        }
        return verdict.tests().isEmpty()
                ? verdict.remark("The test needs k = 1 among the orders (preset k1).")
                : verdict;
    }

    private static Verdict change(Verdict verdict, String where, Metric error, int shallow, int deep, Region region) {
        return verdict.test(
                where + Effects.difference("error", shallow, deep),
                Effects.change(error, shallow, deep).overSeeds(),
                region);
    }

    /** Claim 4 on labels; on values only where no sharper test is in this run. */
    private Verdict kernelLabels() {
        Verdict verdict = Verdict.of(
                "Claim 4, labels: kernel regression shows no such difference between local and global targets");
        if (sweeps.hasTwoDepths()) {
            Metric ntk = orders(kernels, false).where("kernel", Words.NTK);
            for (Metric size :
                    Effects.dissociation(ntk, sweeps.shallow(), sweeps.deep()).by("k", "d", "N")) {
                verdict = verdict.test(
                        sweeps.where(size) + "dissociation of the NTK, L = " + sweeps.shallow() + " to "
                                + sweeps.deep(),
                        size.overSeeds(),
                        Region.atMost(ERROR_MARGIN));
            }
            for (Metric size : Effects.dissociation(orders(networks, false), sweeps.shallow(), sweeps.deep())
                    .by(SIZES)) {
                verdict = verdict.remark("For comparison, trained networks: " + sweeps.where(size) + "dissociation "
                        + Effects.words(size.overSeeds()) + ".");
            }
        }
        Metric values = squared.where("target", Words.LOCAL)
                .minus(squared.where("target", Words.GLOBAL))
                .meanOver("depth");
        boolean alone = sweeps.settings().schur().k().isEmpty();
        for (Metric size : values.by("k", "d", "N", "kernel")) {
            String what = sweeps.where(size) + size.at("kernel")
                    + ", values on the networks' samples: squared error(local) − squared error(global), mean over L";
            if (alone) {
                verdict = verdict.test(what, size.overSeeds(), Region.within(SQUARED_MARGIN));
            } else {
                verdict = verdict.remark(what + " = " + Effects.words(size.overSeeds()) + ".");
            }
        }
        return verdict.tests().isEmpty()
                ? verdict.remark("The test needs both targets, a kernel and two depths L ≥ 1.")
                : verdict;
    }

    /** One sentence for the top of the report, of orders above 1 where there are any; empty where depths cannot be compared. */
    String answer() {
        List<Metric> above = orders(networks, false).by(SIZES);
        List<Metric> sizes = above.isEmpty() ? orders(networks, true).by(SIZES) : above;
        if (!sweeps.hasTwoDepths() || sizes.isEmpty()) {
            return "";
        }
        Metric last = sizes.getLast();
        String example = changes(last) + " (" + size(last) + ").";
        long yes = sizes.stream().filter(size -> word(size).equals("Yes")).count();
        return sizes.size() == 1
                ? word(last) + ": " + example
                : "At " + yes + " of " + sizes.size()
                        + " sizes depth helps on the local target and hurts on the global one; at the last, " + example;
    }

    private String word(Metric size) {
        Interval local = change(size, Words.LOCAL);
        Interval global = change(size, Words.GLOBAL);
        if (Math.min(local.n(), global.n()) < Interval.LEAST_TESTED) {
            return "Not answered, which takes both targets and three seeds";
        }
        if (local.high() < 0) {
            return global.low() > 0
                    ? "Yes"
                    : global.high() < 0
                            ? "No, depth helps on both targets"
                            : "In part, depth helps on the local target";
        }
        return global.low() <= 0
                ? "Undecided"
                : local.low() > 0 ? "No, depth hurts on both targets" : "In part, depth hurts on the global target";
    }

    private Interval change(Metric size, String target) {
        return Effects.change(size.where("target", target), sweeps.shallow(), sweeps.deep())
                .overSeeds();
    }

    private String changes(Metric size) {
        List<String> words = new ArrayList<>();
        for (String target : Words.TARGETS) {
            Interval change = change(size, target);
            if (change.n() > 0) {
                words.add(Effects.words(change) + " on the " + size.at("k") + "-" + target + " target");
            }
        }
        return Effects.difference("error", sweeps.shallow(), sweeps.deep()) + " is " + String.join(" and ", words);
    }

    private static String size(Metric size) {
        return "k = " + size.at("k") + ", d = " + size.at("d") + ", N = " + size.at("N") + ", H = " + size.at("H")
                + ", n = " + size.values(Metric.SEED).size();
    }
}
