package fathom.experiments.normalisedrelu;

import com.google.common.collect.ImmutableList;

/** What the report says in sentences; numbers come from the configuration, findings from elsewhere. */
final class Prose {

    static final String QUESTION =
            "Batch and layer normalisation make deep networks trainable. Agarwal, Awasthi and Kale (ALT 2021) say why at infinite width: an"
                    + " activation with mean 0 and second moment 1 under a standard normal lets the dot products of two inputs fall from layer to"
                    + " layer, so that kernels are well conditioned; normalisation layers do that to any activation. Then the activation alone"
                    + " should do: NormReLU is a ReLU, shifted and scaled to be normalised. Section 7 trains deep networks with it and without"
                    + " normalisation layers.";

    static final String CHOICE =
            "Each network has the learning rate with the least mean validation error over the seeds, chosen on examples that test nothing;"
                    + " differences are taken seed by seed on the same examples, with Student's 95 % interval over the seeds. A training that"
                    + " diverged counts as guessing.";

    static final String OVERLAPS =
            "The mean cosine of two test inputs behind every layer, not centred. Near 1 all inputs look alike to what follows. The dashed lines"
                    + " are the exact values of infinitely wide networks, from the same architecture; batch normalisation has no such limit for two"
                    + " inputs, and is shown with its running averages settled.";

    static final String PUBLISHED =
            "Published are figures alone, read from the paper with an error of about 0.003. Width, epochs, seeds and the number of images differ"
                    + " here as the configuration says, and what the paper leaves unsaid is our choice: agreement would be a coincidence of all of"
                    + " these, and a row that fails says no more than that these numbers are not those.";

    private Prose() {}

    static ImmutableList<String> setUp(Configuration c) {
        ImmutableList.Builder<String> items = ImmutableList.builder();
        if (c.data().contains(Problem.MIXTURE)) {
            items.add(String.join(
                    "",
                    "The mixture: ten classes of " + c.clusters() + " clusters each, middles uniform on the sphere in "
                            + c.side() * c.side() + " dimensions, noise of length " + c.noise()
                            + " (middles have length 1), the whole shifted by " + c.offset()
                            + " so that inputs have a large mean cosine, as images have."));
        }
        items.add(
                "Inputs are scaled to length sqrt(d) and not centred: so the networks are at their beginning those of the paper, which"
                        + " takes inputs of length 1 and standard normal weights in the first layer.");
        items.add(c.training() + " training examples (" + c.residualTraining()
                + " for residual networks), or what a published set holds; " + c.validation() + " to choose rates, "
                + c.test()
                + " to test.");
        items.add(
                "Gradient descent with momentum " + c.momentum() + ", weight decay " + c.weightDecay() + ", batches of "
                        + c.batch()
                        + " on the cross-entropy: the paper does not say; this is how the residual networks that it compares with were"
                        + " published.");
        items.add("The rate falls by " + c.decay() + " after each of " + c.phases()
                + " equal parts of the training, as the paper's after each 100 of 300 epochs.");
        items.add("Weights: " + c.initialiser()
                + ", which keeps the second moment from layer to layer whatever the activation; the paper's theory has Gaussian weights, its"
                + " experiments do not say. Biases begin at 0.");
        items.add(
                "Batch normalisation stands before the activation, layer normalisation behind it, as in the paper's lemma 1. c = -1.5975 is"
                        + " the paper's, chosen there so that NormReLU has SELU's scale.");
        if (!c.residualNetworks().isEmpty()) {
            items.add("Residual networks are those of He et al. for CIFAR-10, with " + c.channels()
                    + " channels in the first stage instead of 16, and a convolution of one pixel as the shortcut where the shape changes."
                    + " Where nothing normalises, each sum is divided by sqrt 2; no images are shifted or mirrored.");
        }
        items.add("Seeds: " + c.seeds()
                + ", each with examples and initial weights of its own, the same examples for all networks.");
        return items.build();
    }
}
