package fathom.nn;

/**
 * Batch normalisation (Ioffe and Szegedy 2015): each channel is brought to mean 0 and variance 1 over the rows of the batch and the pixels
 * of each row, then scaled and shifted.
 *
 * <pre>
 * training    m = mean z,  v = mean (z - m)^2 over the N = rows x pixels values of a channel,   out = gain (z - m) / sqrt(v + epsilon) + bias
 *             after each step   M := (1 - a) M + a m,   V := (1 - a) V + a v N / (N - 1),   a = momentum rows / B
 * evaluation  out = gain (z - M) / sqrt(V + epsilon) + bias
 * </pre>
 *
 * B is the size of a full batch, so that a smaller last batch of an epoch counts for as many rows as it has. One value of a channel has no
 * variance: training on batches with N = 1 is refused, and where rows have one pixel a last batch of one row is left out of its epoch.
 *
 * <p>Gains begin at 1, biases and M at 0, V at 1. M and V are no parameters but state, which checkpoints keep.
 *
 * @param epsilon positive
 * @param momentum weight of the newest full batch in the running averages, in (0, 1]
 */
public record BatchNorm(double epsilon, double momentum) implements Layer {

    /** @throws IllegalArgumentException if a number is out of range */
    public BatchNorm {
        Ranges.positive(epsilon, "the epsilon of a batch normalisation");
        if (!(momentum > 0 && momentum <= 1)) {
            throw new IllegalArgumentException(
                    "the momentum of a batch normalisation must be greater than 0 and at most 1, not " + momentum);
        }
    }

    /** With epsilon = 1e-5 and momentum = 0.1. */
    public BatchNorm() {
        this(1e-5, 0.1);
    }

    @Override
    public Shape output(Shape input) {
        return input;
    }

    @Override
    public String name() {
        return "batchnorm";
    }
}
