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
        LocalGlobalSettings s = sweeps.settings();
        String scope = "k = " + Numbers.list(networks.values("k")) + "; d = " + Numbers.list(networks.values("d"))
                + "; N = " + Numbers.list(s.N()) + "; H = " + Numbers.list(s.H()) + "; L = " + Numbers.list(s.depths());
        return Stream.of(
                        depth(1, Words.LOCAL, Region.below(0)),
                        depth(2, Words.GLOBAL, Region.above(0)),
                        orderOne(),
                        kernelLabels())
                .map(verdict -> verdict.scope(scope))
                .toList();
    }

    private List<Integer> hidden() {
        return sweeps.settings().hiddenDepths();
    }

    private static Metric orders(Metric metric, boolean one) {
        return metric.whereKeys(keys -> (long) keys.get("k") == 1 == one);
    }

    private static Verdict change(Verdict verdict, Metric error, int shallow, int deep, Region region) {
        return verdict.tests(Effects.difference("error", shallow, deep), Effects.change(error, shallow, deep), region);
    }

    /** Claims 1 and 2: each depth against the shallowest and against the one before it, and the trend over all of them. */
    private Verdict depth(int number, String target, Region region) {
        Verdict verdict = Verdict.of("Claim " + number + ": with k-" + target
                + " labels, k ≥ 2, the test error of networks " + (number == 1 ? "falls" : "rises") + " with depth");
        Metric error = DepthSweeps.hidden(orders(networks, false)).where("target", target);
        List<Integer> hidden = hidden();
        for (int i = 1; i < hidden.size(); i++) {
            verdict = change(verdict, error, sweeps.shallow(), hidden.get(i), region);
        }
        if (hidden.size() >= 3) {
            Metric slope = error.slope("depth", depth -> DoubleFunctions.log(depth) / DoubleFunctions.log(2));
            verdict = verdict.tests("slope of the error in log2 L", slope, region);
        }
        for (int i = 2; i < hidden.size(); i++) {
            verdict = change(verdict, error, hidden.get(i - 1), hidden.get(i), region);
        }
        return verdict.needs("The test needs " + target + " labels of order k ≥ 2 and two depths L ≥ 1.");
    }

    /** Claim 3: linear labels. */
    private Verdict orderOne() {
        Verdict verdict = Verdict.of(
                "Claim 3: at k = 1 local and global labels are equally hard, shallower networks are better, a linear perceptron is best");
        Metric error = orders(networks, true);
        verdict = verdict.tests(
                "error(local) − error(global)",
                DepthSweeps.hidden(error)
                        .where("target", Words.LOCAL)
                        .minus(DepthSweeps.hidden(error).where("target", Words.GLOBAL)),
                Region.within(ERROR_MARGIN));
        for (Metric target : error.by("target")) {
            String labels = target.at("target") + " labels: ";
            if (sweeps.hasTwoDepths()) {
                verdict = verdict.tests(labels + sweeps.difference(), sweeps.change(target), Region.above(0));
            }
            if (sweeps.settings().depths().contains(0) && !hidden().isEmpty()) {
                verdict = verdict.tests(
                        labels + Effects.difference("error", 0, sweeps.shallow()),
                        Effects.change(target, 0, sweeps.shallow()),
                        Region.above(0));
            }
        }
        return verdict.needs("The test needs k = 1 among the orders (preset k1).");
    }

    /** Claim 4 on labels; on values only where no sharper test is in this run. */
    private Verdict kernelLabels() {
        Verdict verdict = Verdict.of(
                "Claim 4, labels: kernel regression shows no such difference between local and global targets");
        if (sweeps.hasTwoDepths()) {
            int shallow = sweeps.shallow();
            int deep = sweeps.deep();
            Metric ntk = orders(kernels, false).where("kernel", Words.NTK);
            verdict = verdict.tests(
                    "dissociation of the NTK, L = " + shallow + " to " + deep,
                    Effects.dissociation(ntk, shallow, deep),
                    Region.atMost(ERROR_MARGIN));
            for (Metric size :
                    Effects.dissociation(orders(networks, false), shallow, deep).by(SIZES)) {
                verdict = verdict.remark("For comparison, trained networks: " + sweeps.where(size) + "dissociation "
                        + Effects.words(size.overSeeds()) + ".");
            }
        }
        Metric values = squared.where("target", Words.LOCAL)
                .minus(squared.where("target", Words.GLOBAL))
                .meanOver("depth");
        String what = "values on the networks' samples: squared error(local) − squared error(global), mean over L";
        if (sweeps.settings().schur().k().isEmpty()) {
            verdict = verdict.tests(what, values, Region.within(SQUARED_MARGIN));
        } else {
            for (Metric size : values.by("k", "d", "N", "kernel")) {
                verdict = verdict.remark(sweeps.where(size) + size.at("kernel") + ", " + what + " = "
                        + Effects.words(size.overSeeds()) + ".");
            }
        }
        return verdict.needs("The test needs both targets, a kernel and two depths L ≥ 1.");
    }

    /** One sentence for the top of the report, of orders above 1 where there are any; empty where depths cannot be compared. */
    String answer() {
        List<Metric> above = orders(networks, false).by(SIZES);
        List<Metric> sizes = above.isEmpty() ? orders(networks, true).by(SIZES) : above;
        if (!sweeps.hasTwoDepths() || sizes.isEmpty()) {
            return "";
        }
        Metric last = sizes.getLast();
        String changes = Stream.of(Words.TARGETS.toArray(String[]::new))
                .filter(target -> change(last, target).n() > 0)
                .map(target ->
                        Effects.words(change(last, target)) + " on the " + last.at("k") + "-" + target + " target")
                .collect(Collectors.joining(" and "));
        String example =
                sweeps.difference() + " is " + changes + " (" + last.words().replace("=", " = ") + ", n = "
                        + last.values(Metric.SEED).size() + ").";
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
        return sweeps.change(size.where("target", target)).overSeeds();
    }
}
