package fathom.experiments.fractal;

import com.google.common.collect.ImmutableList;

/** What the report says in sentences; numbers come from the configuration, findings from elsewhere. */
final class Prose {

    static final String QUESTION =
            "A deep network can cut out a fractal with few units, a shallow one cannot. Malach and Shalev-Shwartz (NeurIPS 2019) ask when"
                    + " gradient descent finds such a network, and answer: only when a shallow network is already good. The approximation curve"
                    + " P(j) is the accuracy of knowing the j coarsest levels of the fractal. Where negatives lie in coarse gaps P rises at once"
                    + " and depth helps; where they lie in the finest gaps only, P stays at 1/2 and training fails at every depth.";

    static final String DATA =
            "Positives are uniform on the n-th level of the fractal. A negative of level j lies in a gap that level j opens; the weights of the"
                    + " levels make the curve. All is drawn as the authors' generators draw it; half the points are positive.";

    static final String CHOICE =
            "Test accuracies are those of networks whose learning rate and moment were chosen on the validation points, measured on fresh ones;"
                    + " differences are taken seed by seed on the same points, with Student's 95 % interval over the seeds.";

    static final String DEPTH =
            "Every depth and width on the first curve. Lines that lie above one another at equal abscissas are the effect of depth: on the left"
                    + " at equal width, on the right at equal size.";

    static final String CURVES =
            "The deepest networks at every width, on each curve. A network that knew all levels but the finest would reach P(n - 1), the dashed"
                    + " line: what is below it was not learned though it is coarse, what is above it is of the finest level.";

    static final String COMPARISON =
            "The paper prints the best accuracy on its validation points over all runs, learning rates and moments; so ours here is the best"
                    + " validation accuracy over rates and moments, its mean over seeds. The published values are single numbers read from the"
                    + " figures, without error bars, and the numbers of rates and repeats behind them are not known.";

    static final String LAYERWISE =
            "One hidden layer after the other, each with a readout of its own that is thrown away; as many steps in all as in joint training."
                    + " The authors' code has this option; the paper shows no result of it. What shallow networks find, deeper layers can only"
                    + " refine: the picture of the theory taken at its word.";

    static final String REGIONS =
            "The first layer cuts the square by lines; every further layer folds what it gets and cuts again, so that one cut appears in many"
                    + " places. That is how depth pays on a fractal, and why it pays only if the coarse cuts are worth making by themselves.";

    private Prose() {}

    static ImmutableList<String> setUp(Configuration c) {
        return ImmutableList.of(
                "Fully connected ReLU networks; hidden layers are counted. Weights: normal of deviation 1 / sqrt(fan-in), cut off at two"
                        + " deviations; all biases begin at " + c.bias() + ".",
                "Adam (0.9, 0.999, 1e-8) on the hinge loss, batches of " + c.batch() + ", " + c.steps() + " steps, "
                        + c.training() + " training points reshuffled each epoch; no decay of any kind.",
                "Learning rates: " + c.rates()
                        + ". The paper's text says that different rates were tried, not which; its code's default is 0.005.",
                "Every " + c.look() + " steps the network is held against " + c.validation()
                        + " validation points; the best moment at the best rate counts, measured on " + c.test()
                        + " fresh points.",
                "Seeds: " + c.seeds()
                        + ", each with points and initial weights of its own, the same points for all networks.");
    }
}
