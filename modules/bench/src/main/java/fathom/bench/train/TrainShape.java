package fathom.bench.train;

import fathom.nn.Activated;
import fathom.nn.Architecture;
import fathom.nn.Convolution;
import fathom.nn.Dense;
import fathom.nn.Flatten;
import fathom.nn.Layer;
import fathom.nn.MaxPool;
import fathom.nn.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * A network and the size of its mini-batch: fully connected with one output, or the convolutional one of Malach and Shalev-Shwartz with ten
 * (5 x 5 windows padded to keep the size, a halving max pooling after each of the first two, images of three channels).
 *
 * @param inputs d; of a convolutional network 3 x side x side
 * @param width H, of every hidden layer; channels where it is convolutional
 * @param depth L, the number of hidden layers
 * @param batch rows of a mini-batch
 * @param convolutional which of the two
 */
public record TrainShape(int inputs, int width, int depth, int batch, boolean convolutional) {

    /** Side of a window. */
    static final int WINDOW = 5;

    /** Hidden layers that a pooling follows, at most. */
    static final int POOLED = 2;

    /** Colours of an image. */
    static final int COLOURS = 3;

    /** Outputs of a convolutional network. */
    static final int CLASSES = 10;

    private static final String PREFIX = "cnn:";

    /** The shapes whose figures are published. */
    static final List<TrainShape> PUBLISHED = List.of(
            dense(100, 100, 7, 50),
            dense(2, 200, 5, 100),
            dense(100, 500, 1, 50),
            dense(100, 500, 7, 50),
            dense(784, 1000, 3, 100),
            dense(3072, 512, 32, 128),
            new TrainShape(1728, 32, 5, 128, true));

    /** @throws IllegalArgumentException if a size is less than 1, or there are no such images */
    public TrainShape {
        if (inputs < 1 || width < 1 || depth < 1 || batch < 1) {
            throw new IllegalArgumentException("a training shape is d,H,L,batch with sizes of at least 1, not " + inputs
                    + "," + width + "," + depth + "," + batch);
        }
        int side = (int) Math.sqrt(inputs / COLOURS);
        int halvings = 1 << Math.min(depth, POOLED);
        if (convolutional && (COLOURS * side * side != inputs || side % halvings != 0)) {
            throw new IllegalArgumentException(
                    "the images of a convolutional network have 3 side^2 elements, with a side that"
                            + " can be halved after each of the first two layers, such as 1728 for 24 x 24, and not "
                            + inputs);
        }
    }

    /** A fully connected network. */
    static TrainShape dense(int inputs, int width, int depth, int batch) {
        return new TrainShape(inputs, width, depth, batch, false);
    }

    /**
     * @param text {@code d,H,L,batch}, with {@code cnn:} before it for a convolutional network
     * @throws IllegalArgumentException if it is not
     */
    public static TrainShape parse(String text) {
        boolean convolutional = text.startsWith(PREFIX);
        String[] parts = text.substring(convolutional ? PREFIX.length() : 0).split(",", -1);
        try {
            if (parts.length == 4) {
                return new TrainShape(
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2]),
                        Integer.parseInt(parts[3]),
                        convolutional);
            }
        } catch (NumberFormatException e) {
            // falls through to the sentence below
        }
        throw new IllegalArgumentException(
                "a training shape is d,H,L,batch, such as 100,500,7,50 or cnn:1728,32,5,128, and not " + text);
    }

    /** The network, as a table and a reader name it. */
    String network() {
        return convolutional ? "cnn" : "dense";
    }

    /** Side of an image. */
    int side() {
        return (int) Math.sqrt(inputs / COLOURS);
    }

    /** Outputs of the network. */
    int outputs() {
        return convolutional ? CLASSES : 1;
    }

    /** Our network of this shape. */
    Architecture architecture() {
        if (!convolutional) {
            return Architecture.fullyConnected(inputs, depth, width, 1);
        }
        List<Layer> layers = new ArrayList<>();
        for (int layer = 0; layer < depth; layer++) {
            layers.add(Convolution.same(width, WINDOW));
            layers.add(Activated.relu());
            if (layer < POOLED) {
                layers.add(MaxPool.of(2));
            }
        }
        layers.add(new Flatten());
        layers.add(new Dense(CLASSES));
        return new Architecture(new Shape(COLOURS, side(), side()), layers);
    }

    /**
     * Floating-point operations of the products of one step: forward, the weights' gradients, and the inputs' gradients of all layers but
     * the first. Windows count as far as they lie in the image.
     */
    public double flops() {
        if (!convolutional) {
            double hidden = (depth - 1.0) * width * width + width;
            return 2.0 * batch * (2.0 * inputs * width + 3 * hidden);
        }
        double products = 0;
        int size = side();
        for (int layer = 0; layer < depth; layer++) {
            // Along one direction 2 and 1 taps are missing at either end.
            double taps = WINDOW * (double) size - 2 * (2 + 1);
            products += (layer == 0 ? 2 * COLOURS : 3.0 * width) * width * taps * taps;
            size /= layer < POOLED ? 2 : 1;
        }
        return 2.0 * batch * (products + 3.0 * size * size * width * CLASSES);
    }

    @Override
    public String toString() {
        return (convolutional ? PREFIX : "") + inputs + "," + width + "," + depth + "," + batch;
    }
}
