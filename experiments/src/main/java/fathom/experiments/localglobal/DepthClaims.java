package fathom.experiments.localglobal;

import fathom.experiments.localglobal.problem.Effects;
import fathom.experiments.localglobal.problem.Words;
import fathom.runs.results.Metric;
import fathom.runs.statistics.Interval;
import fathom.runs.verdict.Region;
import fathom.runs.verdict.Verdict;
import fathom.simd.math.DoubleFunctions;
import java.util.ArrayList;
import java.util.List;

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
        for (Metric size : sweeps.hasTwoDepths() ? error.by(SIZES) : List.<Metric>of()) {
            for (int depth : hidden().subList(1, hidden().size())) {
                verdict = verdict.test(
                        sweeps.where(size) + Effects.difference("error", sweeps.shallow(), depth),
                        Effects.change(size, sweeps.shallow(), depth).overSeeds(),
                        region);
            }
            if (hidden().size() >= 3) {
                verdict = verdict.test(
                        sweeps.where(size) + "slope of the error in log2 L",
                        size.slope("depth", DepthClaims::log2).overSeeds(),
                        region);
            }
            for (int i = 2; i < hidden().size(); i++) {
                int before = hidden().get(i - 1);
                verdict = verdict.test(
                        sweeps.where(size) + Effects.difference("error", before, hidden().get(i)),
                        Effects.change(size, before, hidden().get(i)).overSeeds(),
                        region);
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
                List<Integer> depths = new ArrayList<>();
                if (sweeps.settings().depths().contains(0)) {
                    depths.add(0);
                }
                depths.addAll(hidden());
                if (sweeps.hasTwoDepths()) {
                    verdict = higher(verdict, target, sweeps.shallow(), sweeps.deep());
                }
                if (depths.getFirst() == 0 && depths.size() > 1) {
                    verdict = higher(verdict, target, 0, sweeps.shallow());
                }
            }
        }
        return verdict.tests().isEmpty()
                ? verdict.remark("The test needs k = 1 among the orders (preset k1).")
                : verdict;
    }

    private Verdict higher(Verdict verdict, Metric target, int shallow, int deep) {
        return verdict.test(
                sweeps.where(target) + target.at("target") + ", " + Effects.difference("error", shallow, deep),
                Effects.change(target, shallow, deep).overSeeds(),
                Region.above(0));
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

    /** One sentence for the top of the report; empty where the paper's question was not asked. */
    String answer() {
        if (!sweeps.hasTwoDepths()) {
            return "";
        }
        List<Metric> sizes = orders(networks, false).by(SIZES);
        List<Metric> linear = orders(networks, true).by(SIZES);
        if (sizes.isEmpty() && linear.isEmpty()) {
            return "";
        }
        if (sizes.isEmpty()) {
            return "At k = 1 " + (depthHurts(linear) ? "depth hurts on both targets" : "depth does not help")
                    + ", as far as " + size(linear.getFirst()) + " tells: " + changes(linear.getFirst()) + ".";
        }
        if (sizes.stream().anyMatch(size -> size.values("target").size() < 2)) {
            Metric size = sizes.getLast();
            return "Not answered, as one target only was trained: " + changes(size) + " (" + size(size) + ").";
        }
        if (sizes.size() == 1) {
            Metric size = sizes.getFirst();
            return word(size) + ": " + changes(size) + " (" + size(size) + ").";
        }
        long yes = sizes.stream().filter(size -> word(size).equals("Yes")).count();
        return (yes == sizes.size() ? "Yes, at all " : "At " + yes + " of ") + sizes.size()
                + " sizes depth helps on the local target and hurts on the global one; for example, at "
                + size(sizes.getLast()) + " " + changes(sizes.getLast()) + ".";
    }

    private boolean depthHurts(List<Metric> sizes) {
        return sizes.stream()
                .flatMap(size -> size.by("target").stream())
                .allMatch(target -> Effects.change(target, sweeps.shallow(), sweeps.deep())
                                .overSeeds()
                                .low()
                        > 0);
    }

    private String word(Metric size) {
        Interval local = change(size, Words.LOCAL);
        Interval global = change(size, Words.GLOBAL);
        if (Math.min(local.n(), global.n()) < 3) {
            return "Not answered, fewer than three seeds";
        }
        boolean helps = local.high() < 0;
        boolean hurts = global.low() > 0;
        return helps && hurts
                ? "Yes"
                : helps
                        ? "In part, depth helps on the local target"
                        : hurts
                                ? "In part, depth hurts on the global target"
                                : local.low() > 0 || global.high() < 0 ? "No" : "Undecided";
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
