package fathom.experiments.profile;

import com.google.common.collect.ImmutableList;
import fathom.experiments.protocol.Listing;
import java.util.List;

/** What the report says in sentences; numbers come from the configuration, findings from elsewhere. */
final class Prose {

    static final String QUESTION =
            "Does depth help to learn this target from this many samples, and why? Fully connected ReLU networks of several depths and their"
                    + " infinitely wide limits learn from the same samples; errors are compared in pairs, seed by seed.";

    static final String THRESHOLDS =
            "Each clause links to the row that it rests on. Its words come from this table: of every topic the first row that holds. An"
                    + " interval is that of the mean over seeds at 95 %; each stands alone, and of twenty such intervals one misses the true value on"
                    + " average. The letters D, T, E, Q, S, C, R and I are those of the tables above.";

    private Prose() {}

    static List<String> data(Configuration c) {
        ImmutableList.Builder<String> items = ImmutableList.builder();
        items.add(
                c.resampled()
                        ? c.n() + " rows of " + c.inputs() + " inputs, " + (c.classification() ? classes(c) : "numbers")
                                + " by " + c.label() + "; SHA-256 of the file begins with " + c.digest() + "."
                        : c.n() + " fresh samples of " + c.inputs() + " inputs for every seed, "
                                + (c.classification() ? "labelled by the target's sign." : "with the target's value."));
        items.add("Split, by seed: " + c.training() + " for training, "
                + (c.n() - c.training() - c.testSamples()) + " for validation, on which every choice is made, and "
                + c.testSamples()
                + " for testing, on which nothing is chosen.");
        items.add(
                "Every input column is standardised by mean and deviation of the training part; one that is constant there becomes 0"
                        + (c.classification() ? "." : ", and so are the numbers to be predicted."));
        items.add("Seeds: " + c.seeds().size() + ", each with its own "
                + (c.resampled() ? "shuffling of the rows" : "samples") + ", weights and batches.");
        return items.build();
    }

    private static String classes(Configuration c) {
        return (c.outputs() == 1 ? 2 : c.outputs()) + " classes";
    }

    static String networks(Configuration c) {
        return "Networks of " + c.width() + " ReLUs in every hidden layer, Glorot's normal weights, biases 0, "
                + (c.classification() ? c.outputs() == 1 ? "logistic loss" : "softmax cross-entropy" : "squared loss")
                + ", Adam, batches of " + c.batch() + ", at most " + c.steps() + " steps. Learning rates "
                + Listing.of(c.rates())
                + ": all are trained for half of the steps, the better half of them to the end; the network of least validation error, over"
                + " rates and sixteen moments of each training, is taken. With 0 hidden layers it is the linear model.";
    }

    static String limits(Configuration c) {
        return "Regression on the same " + c.training()
                + " samples with the kernels of infinitely wide networks: NNGP (biases of variance"
                + " 0.1) and NTK (biases trained from 0, beta = 1), inputs scaled by 1 / (columns that vary). The ridge n r, as a multiple of the"
                + " kernel's mean diagonal, is chosen on the validation part among "
                + Listing.of(c.ridges()) + ".";
    }

    static String curves(Configuration c) {
        return "The first " + c.spectrum()
                + " training samples are taken for the whole world: the spectrum of the kernel on them and the"
                + " labels' coefficients predict the error of regression on n of them, judged on the rest (docs/profile.md has the formula)."
                + " Beside it stands the error measured over " + c.draws()
                + " draws of n samples for every seed. n r is " + c.curveRidge()
                + " times the kernel's mean diagonal in both."
                + (c.spectrum() < c.training() ? sampled(c) : "");
    }

    private static String sampled(Configuration c) {
        return " The training part has " + c.training() + " samples; eigenvectors are taken of " + c.spectrum()
                + " of them for the sake of time (key spectrumSamples).";
    }

    static String energies(Configuration c) {
        return "Which eigenvectors of the kernel on " + c.spectrum()
                + " samples do the labels lie in? A label in leading eigenvectors is learned"
                + " from few samples. Held-out energy multiplies the coefficients found on the samples by those of test labels on the continued"
                + " eigenvectors, so that labels without structure have none; it estimates the energy without bias, and may exceed 1 or fall below"
                + " 0 by chance.";
    }

    static String conditioning(Configuration c) {
        return "The kernels' matrices on " + Math.min(c.conditioningSamples(), c.training())
                + " training samples. A large condition number makes gradient descent slow; an effective rank of 1 means that all inputs look"
                + " alike, one of the number of samples that all look unlike. Depth 0 is the linear kernel"
                + (c.inputs() < Math.min(c.conditioningSamples(), c.training())
                        ? ", of rank " + c.inputs() + " or less (plus one for the bias)."
                        : ".");
    }

    static String imitation(Configuration c) {
        return "The deepest network teaches shallower ones of the same width on " + c.unlabelled()
                + " inputs without labels"
                + (c.resampled()
                        ? ": those of the training and validation parts, and copies of them moved by normal noise of deviation "
                                + Unlabelled.NOISE + " in every standardised entry, since a file has no fresh inputs. "
                        : ", drawn afresh. ")
                + "They are trained on its outputs by squared loss, with rates and moments searched as above. If they err as little as their"
                + " teacher while networks of their depth err more when trained on labels, depth helps to find the function, not to express it.";
    }
}
