package fathom.nn;

/** A change to an image that leaves what it shows as it is; as a value. Its place in a list is its turn. */
public sealed interface Augmentation {

    /**
     * Shifts the image, in training only; what comes in from outside is 0 (a crop of the image padded with zeros).
     *
     * <pre>
     * out(y, x) = in(y + v, x + u),   u and v uniform on -reach..reach
     * </pre>
     *
     * @param reach at least 1
     */
    record RandomCrop(int reach) implements Augmentation {

        /** @throws IllegalArgumentException if the reach is less than 1 */
        public RandomCrop {
            if (reach < 1) {
                throw new IllegalArgumentException("a random crop reaches at least 1 pixel, not " + reach);
            }
        }
    }

    /** Mirrors left and right with probability 1/2, in training only. */
    record RandomFlip() implements Augmentation {}

    /**
     * Gives each image mean 0 and, unless it is nearly even, standard deviation 1; in training and evaluation.
     *
     * <pre>
     * out = (in - mean) / max(sd, 1 / sqrt(n)),   n the number of elements
     * </pre>
     *
     * As TensorFlow's {@code per_image_standardization}.
     */
    record Standardisation() implements Augmentation {}
}
