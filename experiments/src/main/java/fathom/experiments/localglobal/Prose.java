package fathom.experiments.localglobal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;

/** What the report says in sentences; numbers come from the configuration, findings from elsewhere. */
final class Prose {

    static final String QUESTION =
            "A k-local label multiplies k entries of its input and ignores the others; a k-global label sums such products over all entries."
                    + " Mori and Ueda (arXiv 2005.12488, 2201.12082) report that depth helps fully connected networks to learn the first and"
                    + " hurts them on the second, and that the neural tangent kernel shows no such difference. This run measures both, in a"
                    + " setting modelled on theirs: their claims are put to the test, their numbers are not reproduced.";

    static final String VERDICTS =
            "Every effect is a difference of errors between models that saw the same samples, taken seed by seed; its interval is Student's"
                    + " 95 % interval over the seeds. Each interval stands alone: of twenty such intervals one misses the true value on average.";

    static final String KERNEL_PANELS =
            "The kernels are those of infinitely wide networks, on the same samples scaled to length 1. Without biases the one-hidden-layer"
                    + " NTK has no odd degrees of 3 or more at all: that an odd target such as x1 x2 x3 cannot be learned there is this parity zero,"
                    + " and says nothing of depth. The NTK with trained biases (beta = 1) has all degrees; the NNGP kernel has bias variance 0.1.";

    static final String DIFFERENCES =
            "Error at the greater depth less error at the smaller one, seed by seed; below 0 where depth helps. The same samples serve both.";

    static final String VALUES =
            "Local and global values have the same expected error here, by Schur's lemma; a section of its own puts that to the test. Both targets"
                    + " are taken on the sphere of radius sqrt(d), where the kernel sees all that the target sees; the error is relative to"
                    + " the target's variance, so that predicting 0 scores 1.";

    static final String STABILITY =
            "Every test point is moved by a vector of the given length, once along one axis drawn at random and once in a random direction,"
                    + " so that all its entries move a little. How often does the network change its answer, and how often does the true"
                    + " label change?";

    private static final ImmutableMap<String, String> INITIALISERS = ImmutableMap.of(
            "glorot", "Glorot's normal weights (variance 2 / (fan-in + fan-out))",
            "he", "He's normal weights (variance 2 / fan-in)",
            "ntk", "weights of variance 1 in the first layer and 2 / fan-in in later ones");

    private Prose() {}

    static ImmutableList<String> setUp(Configuration c) {
        ImmutableList.Builder<String> items = ImmutableList.builder();
        items.add(
                "Inputs: d independent standard normal entries. k-local label: the sign of x_1 ... x_k. k-global label: the sign of the sum"
                        + " over j = 1..d of x_{j+1} ... x_{j+k}, indices round a ring.");
        items.add("For each of " + c.seeds().size() + " seeds: N = " + numbers(c.N()) + " training samples, "
                + c.testPoints()
                + " fresh test points, fresh weights. The intervals therefore include the scatter of the samples.");
        items.add("Networks: L hidden layers of H = " + numbers(c.H()) + " ReLUs (L is also the paper's depth), "
                + INITIALISERS.get(c.initialiser()) + ", biases 0, " + c.loss()
                + " loss, plain stochastic gradient descent in batches of " + c.batch()
                + ", samples reshuffled each epoch; training ends when the training error is 0, or after " + c.epochs()
                + " epochs.");
        items.add(
                "Learning rate: each network tries " + numbers(c.rates()) + ", training on all but the last "
                        + percent(c.validation())
                        + " of the samples and counting its errors on those; with the best it is trained again, from other fresh weights, on all of N.");
        if (!c.kernels().isEmpty()) {
            items.add("Kernels: regression on labels -1 and 1, read by sign, and on values, "
                    + (c.ridge() == 0 ? "without ridge" : "ridge " + c.ridge() + " (K + N r I)")
                    + "; conventions of docs/theory.md with w = 2, s = 1, inputs of length 1.");
        }
        return items.build();
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3g %%", 100 * share);
    }

    private static String numbers(List<? extends Number> values) {
        return String.join(", ", values.stream().map(String::valueOf).toList());
    }
}
