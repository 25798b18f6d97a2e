package fathom.bench.train;

import java.util.List;

/**
 * A fully connected ReLU network with one output, and the size of its mini-batch.
 *
 * @param inputs d
 * @param width H, of every hidden layer
 * @param depth L, the number of hidden layers
 * @param batch rows of a mini-batch
 */
public record TrainShape(int inputs, int width, int depth, int batch) {

    /** The shapes whose figures are published. */
    static final List<TrainShape> PUBLISHED = List.of(
            new TrainShape(100, 100, 7, 50),
            new TrainShape(2, 200, 5, 100),
            new TrainShape(100, 500, 1, 50),
            new TrainShape(100, 500, 7, 50),
            new TrainShape(784, 1000, 3, 100),
            new TrainShape(3072, 512, 32, 128));

    /** @throws IllegalArgumentException if a size is less than 1 */
    public TrainShape {
        if (inputs < 1 || width < 1 || depth < 1 || batch < 1) {
            throw new IllegalArgumentException("a training shape is d,H,L,batch with sizes of at least 1, not " + inputs
                    + "," + width + "," + depth + "," + batch);
        }
    }

    /**
     * @param text {@code d,H,L,batch}
     * @throws IllegalArgumentException if it is not
     */
    public static TrainShape parse(String text) {
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 4) {
                return new TrainShape(
                        Integer.parseInt(parts[0]),
                        Integer.parseInt(parts[1]),
                        Integer.parseInt(parts[2]),
                        Integer.parseInt(parts[3]));
            }
        } catch (NumberFormatException e) {
            // falls through to the sentence below
        }
        throw new IllegalArgumentException("a training shape is d,H,L,batch, such as 100,500,7,50, and not " + text);
    }

    /**
     * Floating-point operations of the products of one step: forward, the weights' gradients, and the inputs' gradients of all layers but
     * the first.
     */
    public double flops() {
        double hidden = (depth - 1.0) * width * width + width;
        return 2.0 * batch * (2.0 * inputs * width + 3 * hidden);
    }

    @Override
    public String toString() {
        return inputs + "," + width + "," + depth + "," + batch;
    }
}
