package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import fathom.experiments.localglobal.Measurements.Series;
import fathom.experiments.localglobal.problem.Words;
import fathom.experiments.protocol.Evidence;
import fathom.experiments.protocol.PaperClaim;
import fathom.runs.statistics.Claim;
import fathom.runs.statistics.Claim.Region;
import fathom.runs.statistics.Interval;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The paper's claims 1 to 4, each as tests on paired differences of test errors, at every size of the configuration. "Deep" is the
 * largest depth of the configuration, "shallow" the smallest with a hidden layer. Claims 1 and 2 hold each depth against the shallowest,
 * and the trend over all of them against none; neighbouring depths that go the other way are told in remarks.
 */
final class Claims {

    /** Two test errors that differ by less than this count as equal where a claim says "no difference". */
    static final double ERROR_MARGIN = 0.02;

    /** The same for squared errors relative to the target's variance. */
    static final double SQUARED_MARGIN = 0.05;

    private final Measurements measured;
    private final Configuration configuration;
    private final List<Integer> hidden;
    private final Evidence evidence = new Evidence();

    private Claims(Measurements measured) {
        this.measured = measured;
        this.configuration = measured.configuration();
        this.hidden = measured.hiddenDepths();
    }

    /** @param schur tests of claim 4 on values, with what is to be said of them */
    static ImmutableList<PaperClaim> of(Measurements measured, List<Claim> schur, List<String> schurRemarks) {
        return ImmutableList.of(
                new Claims(measured).depth(1, Words.LOCAL, Region.LOWER, "falls"),
                new Claims(measured).depth(2, Words.GLOBAL, Region.HIGHER, "rises"),
                new Claims(measured).orderOne(),
                new Claims(measured).kernels(schur, schurRemarks));
    }

    /** Claims 1 and 2: what depth does to networks at k >= 2. */
    private PaperClaim depth(int number, String target, Region region, String verb) {
        for (Setting at : measured.settings()) {
            if (at.k() >= 2 && hidden.size() >= 2) {
                for (int depth : hidden.subList(1, hidden.size())) {
                    evidence.test(
                            words(at) + ": error at depth " + depth + " less error at depth " + shallow(),
                            region,
                            0,
                            measured.errorDifferences(network(at, target, depth), network(at, target, shallow())));
                }
                if (hidden.size() >= 3) {
                    evidence.test(
                            words(at) + ": slope of the error over all depths, by doubling of the depth",
                            region,
                            0,
                            measured.slopes(Words.NETWORK, at, target));
                }
                steps(at, target, region);
            }
        }
        if (hidden.size() < 2) {
            evidence.remark("It needs two depths of at least 1.");
        } else if (configuration.k().stream().noneMatch(k -> k >= 2)) {
            evidence.remark("It needs an order k of at least 2.");
        } else if (!configuration.targets().contains(target)) {
            evidence.remark("It needs " + target + " among the targets.");
        }
        return evidence.claim(
                number,
                target + " labels: the error of networks " + verb + " with depth",
                "With k-" + target + " labels, k ≥ 2, the test error of a network " + verb
                        + " as its number of hidden layers grows.");
    }

    /** Says which neighbouring depths go against the claim. */
    private void steps(Setting at, String target, Region region) {
        for (int i = 1; i < hidden.size(); i++) {
            double[] step = measured.errorDifferences(
                    network(at, target, hidden.get(i)), network(at, target, hidden.get(i - 1)));
            if (step.length < 2) {
                continue;
            }
            Interval interval = Interval.of(step);
            boolean against = region == Region.LOWER ? interval.low() > 0 : interval.high() < 0;
            if (against) {
                evidence.remark(String.format(
                        Locale.ROOT,
                        "Not at every step: at %s, from depth %d to %d the error %s by %.4f (95 %% interval %.4f to %.4f).",
                        words(at),
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
        for (Setting at : measured.settings()) {
            if (at.k() == 1) {
                orderOne(at);
            }
        }
        if (!configuration.k().contains(1)) {
            evidence.remark("It needs k = 1 among the orders; preset k1 has it.");
        }
        return evidence.claim(
                3,
                "k = 1: local and global alike, shallower is better, a perceptron best",
                "At k = 1 local and global labels are equally hard, shallower networks are better, and a linear perceptron is best.");
    }

    private void orderOne(Setting at) {
        for (int depth : hidden) {
            evidence.test(
                    words(at) + ", depth " + depth + ": error of the local target less error of the global one",
                    Region.EQUAL,
                    ERROR_MARGIN,
                    measured.errorDifferences(network(at, Words.LOCAL, depth), network(at, Words.GLOBAL, depth)));
        }
        for (String target : configuration.paperTargets()) {
            if (hidden.size() >= 2) {
                evidence.test(
                        words(at) + ", " + target + ": error at depth " + deep() + " less error at depth " + shallow(),
                        Region.HIGHER,
                        0,
                        measured.errorDifferences(network(at, target, deep()), network(at, target, shallow())));
            }
            if (configuration.depths().contains(0) && !hidden.isEmpty()) {
                evidence.test(
                        words(at) + ", " + target + ": error at depth " + shallow()
                                + " less error of the linear perceptron",
                        Region.HIGHER,
                        0,
                        measured.errorDifferences(network(at, target, shallow()), network(at, target, 0)));
            }
        }
    }

    /** Claim 4: kernel regression knows no such difference. */
    private PaperClaim kernels(List<Claim> schur, List<String> schurRemarks) {
        evidence.tests(schur);
        schurRemarks.forEach(evidence::remark);
        for (Setting at : measured.settings()) {
            if (at.k() >= 2 && hidden.size() >= 2 && configuration.kernels().contains(Words.NTK)) {
                if (at.H() == configuration.H().getFirst()) {
                    evidence.test(
                            words(at.infinite()) + ", ntk, labels: what depth " + deep()
                                    + " adds to the global error less what it adds to the local one",
                            Region.NOT_HIGHER,
                            ERROR_MARGIN,
                            measured.dissociations(Words.NTK, at, shallow(), deep()));
                }
                network(at).ifPresent(evidence::remark);
            }
        }
        for (Setting at : measured.kernelSettings()) {
            for (String kernel : configuration.kernels()) {
                values(words(at) + ", " + kernel, measured.squaredErrorDifferences(kernel, at), schur.isEmpty());
            }
        }
        if (schur.isEmpty()
                && (configuration.paperTargets().size() < 2
                        || configuration.kernels().isEmpty())) {
            evidence.remark("It needs both targets and a kernel.");
        }
        return evidence.claim(
                4,
                "kernel regression shows no such difference",
                "Kernel regression shows no such difference between local and global targets (exactly so, in expectation, for"
                        + " regression of values of equal norm, by Schur's lemma).");
    }

    /** Values on the networks' own samples: a test where there is no sharper one, else a remark. */
    private void values(String where, double[] differences, boolean alone) {
        if (alone) {
            evidence.test(
                    where + ": squared error of local values less that of global ones, mean over depths",
                    Region.EQUAL,
                    SQUARED_MARGIN,
                    differences);
        } else if (differences.length > 1) {
            evidence.remark("On the networks' own samples, " + where
                    + ": squared error of local values less that of global ones, mean over depths, is "
                    + words(Interval.of(differences)) + ".");
        }
    }

    /** The same measure for networks, to hold the kernel's against. */
    private Optional<String> network(Setting at) {
        double[] values = measured.dissociations(Words.NETWORK, at, shallow(), deep());
        return values.length < 2
                ? Optional.empty()
                : Optional.of("For trained networks the same measure on labels at " + words(at) + " is "
                        + words(Interval.of(values)) + ".");
    }

    private static String words(Interval interval) {
        return String.format(
                Locale.ROOT,
                "%.4f (95 %% interval %.4f to %.4f, n = %d)",
                interval.mean(),
                interval.low(),
                interval.high(),
                interval.n());
    }

    private String words(Setting at) {
        return at.words(configuration);
    }

    private Series network(Setting at, String target, int depth) {
        return new Series(Words.NETWORK, at, target, depth);
    }

    private int deep() {
        return hidden.getLast();
    }

    private int shallow() {
        return hidden.getFirst();
    }
}
