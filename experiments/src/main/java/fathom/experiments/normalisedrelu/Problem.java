package fathom.experiments.normalisedrelu;

import com.google.common.collect.ImmutableList;
import module fathom.experiments;
import module java.base;

/**
 * What is to be learned, and from which examples. Networks with the same problem see the same ones, so that they can be compared in pairs.
 *
 * @param data {@code mixture}, or a published data set
 * @param centred whether each channel is centred and standardised on the training examples
 * @param mixture what the mixture is; of no effect otherwise
 * @param training examples to train on; of a published set that holds fewer, all but those for validation
 * @param validation examples of the training set that choose the learning rate
 * @param test examples that choose nothing; of a published set at most all
 * @param probe test examples whose dot products are taken
 * @param seed of everything random
 */
public record Problem(
        String data, boolean centred, Mixture mixture, int training, int validation, int test, int probe, long seed) {

    static final int CLASSES = 10;
    static final String MIXTURE = "mixture";

    /** Every name of a data set. */
    static final List<String> NAMES = ImmutableList.<String>builder()
            .add(MIXTURE)
            .addAll(ImageFolder.NAMES)
            .build();

    /** The data set in words. */
    String name() {
        return new Inputs(data, centred).words();
    }

    boolean published() {
        return !data.equals(MIXTURE);
    }

    /** Of an input. */
    Shape shape() {
        return shape(data, mixture.side());
    }

    /** Of an input of a data set, a mixture's having so many pixels along a side. */
    static Shape shape(String data, int side) {
        return switch (data) {
            case MIXTURE -> new Shape(1, side, side);
            case "cifar10" -> new Shape(3, 32, 32);
            default -> new Shape(1, 28, 28);
        };
    }
}
