package fathom.experiments.fractal;

import fathom.nn.Activated;
import fathom.nn.Architecture;
import fathom.nn.Convolution;
import fathom.nn.Dense;
import fathom.nn.Flatten;
import fathom.nn.Layer;
import fathom.nn.MaxPool;
import fathom.nn.Shape;
import fathom.simd.image.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * One convolutional network of figure 6, trained once at one learning rate on CIFAR-10.
 *
 * @param depth number of convolutions
 * @param channels of each
 * @param rate learning rate of Adam
 * @param steps of Adam
 * @param batch images in a step
 * @param bias where all biases begin
 * @param seed of weights, batches and augmentations
 */
public record ImageCell(int depth, int channels, double rate, int steps, int batch, double bias, long seed) {

    private static final int CLASSES = 10;

    /** Only the first two layers pool. */
    private static final int POOLED = 2;

    String label() {
        return "CIFAR-10, depth " + depth + ", " + channels + " channels, rate " + rate + ", seed " + seed;
    }

    ImageCell withChannels(int other) {
        return new ImageCell(depth, other, rate, steps, batch, bias, seed);
    }

    /** Convolutions of 5 x 5 with ReLUs, the first two with a maximum over 3 x 3 at every second pixel, and a dense readout. */
    Architecture architecture() {
        List<Layer> layers = new ArrayList<>();
        for (int l = 0; l < depth; l++) {
            layers.add(Convolution.same(channels, 5));
            layers.add(Activated.relu());
            if (l < POOLED) {
                layers.add(new MaxPool(Window.square(3, 2, 1)));
            }
        }
        layers.add(new Flatten());
        layers.add(new Dense(CLASSES));
        return new Architecture(new Shape(3, ImageBatches.SIZE, ImageBatches.SIZE), layers);
    }

    /** Rough floating-point operations: six for each weight at each pixel, and what a step costs besides. */
    double cost() {
        double perImage = 2e4;
        double side = ImageBatches.SIZE;
        double inputs = 3;
        for (int l = 0; l < depth; l++) {
            perImage += 6 * side * side * 25 * inputs * channels;
            side = l < POOLED ? side / 2 : side;
            inputs = channels;
        }
        return steps * batch * perImage;
    }
}
