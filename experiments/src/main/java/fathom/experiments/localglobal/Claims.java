package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.experiments.localglobal.Measurements.Series;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Claim.Region;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The paper's claims 1 to 4 and 6, each as tests on paired differences of test errors. "Deep" is the largest depth of the configuration,
 * "shallow" the smallest with a hidden layer. Claims 1 and 2 hold each depth against the shallowest; neighbouring depths that go the
 * other way are told in remarks.
 */
final class Claims {

    /** Two test errors that differ by less than this count as equal where a claim says "no difference". */
    static final double ERROR_MARGIN = 0.02;

    /** The same for squared errors relative to the target's variance. */
    static final double SQUARED_MARGIN = 0.05;

    private final Measurements measured;
    private final List<Integer> orders;
    private final List<Integer> hidden;
    private final ImmutableList.Builder<Claim> tests = ImmutableList.builder();
    private final ImmutableList.Builder<String> remarks = ImmutableList.builder();

    private Claims(Measurements measured) {
        this.measured = measured;
        this.orders = measured.configuration().k();
        this.hidden = measured.hiddenDepths();
    }

    static ImmutableList<PaperClaim> of(Measurements measured) {
        return ImmutableList.of(
                new Claims(measured).depth(1, Words.LOCAL, Region.LOWER, "falls"),
                new Claims(measured).depth(2, Words.GLOBAL, Region.HIGHER, "rises"),
                new Claims(measured).orderOne(),
                new Claims(measured).kernels(),
                new Claims(measured).stability());
    }

    /** Claims 1 and 2: what depth does to networks at k >= 2. */
    private PaperClaim depth(int number, String target, Region region, String verb) {
        for (int k : orders) {
            if (k >= 2 && hidden.size() >= 2) {
                for (int depth : hidden.subList(1, hidden.size())) {
                    test(
                            "k = " + k + ": error at depth " + depth + " less error at depth " + shallow(),
                            region,
                            0,
                            measured.errorDifferences(network(k, target, depth), network(k, target, shallow())));
                }
                steps(k, target, region);
            }
        }
        if (hidden.size() < 2) {
            remarks.add("It needs two depths of at least 1.");
        }
        return claim(
                number,
                target + " labels: the error of networks " + verb + " with depth",
                "With k-" + target + " labels, k ≥ 2, the test error of a network " + verb
                        + " as its number of hidden layers grows.");
    }

    /** Says which neighbouring depths go against the claim. */
    private void steps(int k, String target, Region region) {
        for (int i = 1; i < hidden.size(); i++) {
            double[] step =
                    measured.errorDifferences(network(k, target, hidden.get(i)), network(k, target, hidden.get(i - 1)));
            if (step.length < 2) {
                continue;
            }
            Interval interval = Interval.of(step);
            boolean against = region == Region.LOWER ? interval.low() > 0 : interval.high() < 0;
            if (against) {
                remarks.add(String.format(
                        Locale.ROOT,
                        "Not at every step: at k = %d, from depth %d to %d the error %s by %.4f (95 %% interval %.4f to %.4f).",
                        k,
                        hidden.get(i - 1),
                        hidden.get(i),
                        interval.mean() > 0 ? "rises" : "falls",
                        Math.abs(interval.mean()),
                        Math.min(Math.abs(interval.low()), Math.abs(interval.high())),
                        Math.max(Math.abs(interval.low()), Math.abs(interval.high()))));
            }
        }
    }

    /** Claim 3: linear labels. */
    private PaperClaim orderOne() {
        if (orders.contains(1)) {
            for (int depth : hidden) {
                test(
                        "depth " + depth + ": error of the local target less error of the global one",
                        Region.EQUAL,
                        ERROR_MARGIN,
                        measured.errorDifferences(network(1, Words.LOCAL, depth), network(1, Words.GLOBAL, depth)));
            }
            for (String target : measured.configuration().targets()) {
                if (hidden.size() >= 2) {
                    test(
                            target + ": error at depth " + deep() + " less error at depth " + shallow(),
                            Region.HIGHER,
                            0,
                            measured.errorDifferences(network(1, target, deep()), network(1, target, shallow())));
                }
                if (measured.configuration().depths().contains(0) && !hidden.isEmpty()) {
                    test(
                            target + ": error at depth " + shallow() + " less error of the linear perceptron",
                            Region.HIGHER,
                            0,
                            measured.errorDifferences(network(1, target, shallow()), network(1, target, 0)));
                }
            }
        } else {
            remarks.add("It needs k = 1 among the orders.");
        }
        return claim(
                3,
                "k = 1: local and global alike, shallower is better, a perceptron best",
                "At k = 1 local and global labels are equally hard, shallower networks are better, and a linear perceptron is best.");
    }

    /** Claim 4: kernel regression knows no such difference. */
    private PaperClaim kernels() {
        for (int k : orders) {
            for (String kernel : measured.configuration().kernels()) {
                double[] differences = measured.squaredErrorDifferences(kernel, k);
                String what = "k = " + k + ", " + kernel
                        + ": squared error of local values less that of global ones, mean over depths";
                test(what, Region.EQUAL, SQUARED_MARGIN, differences);
                if (differences.length > 1 && !Interval.of(differences).contains(0)) {
                    remarks.add("The interval of " + kernel + " at k = " + k
                            + " excludes 0, the exact value; five of a hundred such intervals do.");
                }
            }
        }
        for (int k : orders) {
            if (k >= 2
                    && hidden.size() >= 2
                    && measured.configuration().kernels().contains(Words.NTK)) {
                test(
                        "k = " + k + ", ntk, labels: what depth " + deep()
                                + " adds to the global error less what it adds to the local one",
                        Region.NOT_HIGHER,
                        ERROR_MARGIN,
                        measured.dissociations(Words.NTK, k, shallow(), deep()));
                network(k).ifPresent(remarks::add);
            }
        }
        if (measured.configuration().targets().size() < 2
                || measured.configuration().kernels().isEmpty()) {
            remarks.add("It needs both targets and a kernel.");
        }
        return claim(
                4,
                "kernel regression shows no such difference",
                "Kernel regression shows no such difference between local and global targets (exactly so, in expectation, for"
                        + " regression of values of equal norm, by Schur's lemma).");
    }

    /** Claim 6: deeper networks answer more stably when one entry moves, measured against moving all by the same length. */
    private PaperClaim stability() {
        for (int k : orders) {
            for (String target : measured.configuration().targets()) {
                if (hidden.size() >= 2) {
                    test(
                            "k = " + k + ", " + target + ": what depth " + deep() + " instead of " + shallow()
                                    + " adds to answers changed by one entry less those changed by all",
                            Region.LOWER,
                            0,
                            measured.localities(k, target, shallow(), deep()));
                }
            }
        }
        if (hidden.size() < 2 || measured.configuration().perturbations().isEmpty()) {
            remarks.add("It needs two depths of at least 1 and a length among the perturbations.");
        } else {
            remarks.add(
                    "The paper's own measure was not at hand: this one is ours. Networks trained on random labels are not measured.");
        }
        return claim(
                6,
                "depth makes networks stabler against local perturbations",
                "The deeper a trained network, the stabler its answers against a perturbation of one entry, compared with one of equal"
                        + " length that is spread over all entries.");
    }

    /** The same measure for networks, to hold the kernel's against. */
    private Optional<String> network(int k) {
        double[] values = measured.dissociations(Words.NETWORK, k, shallow(), deep());
        if (values.length < 2) {
            return Optional.empty();
        }
        Interval interval = Interval.of(values);
        return Optional.of(String.format(
                Locale.ROOT,
                "For trained networks the same measure on labels at k = %d is %.4f (95 %% interval %.4f to %.4f, n = %d).",
                k,
                interval.mean(),
                interval.low(),
                interval.high(),
                interval.n()));
    }

    private void test(String statement, Region region, double margin, double[] effect) {
        if (effect.length > 0) {
            tests.add(new Claim(statement, region, margin, Interval.of(effect)));
        }
    }

    private PaperClaim claim(int number, String title, String statement) {
        return new PaperClaim(number, title, statement, tests.build(), remarks.build());
    }

    private Series network(int k, String target, int depth) {
        return new Series(Words.NETWORK, k, target, depth);
    }

    private int deep() {
        return hidden.getLast();
    }

    private int shallow() {
        return hidden.getFirst();
    }
}
