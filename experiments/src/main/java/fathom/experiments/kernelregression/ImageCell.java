package fathom.experiments.kernelregression;

/**
 * One entry of the paper's table 1: a kernel on one split of a set of images.
 *
 * @param dataSet {@code mnist} or {@code fashion-mnist}
 * @param n training images: the first n of the split's permutation
 * @param split s of RandomState(42 + s).permutation(60000)
 * @param kernel as {@link KernelName} reads it
 */
public record ImageCell(String dataSet, int n, int split, String kernel) {

    String label() {
        return dataSet + ", n = " + n + ", " + kernel + ", split " + split;
    }

    /** Rough floating-point operations. */
    double cost() {
        double size = n;
        return ImageTrial.RIDGES * size * size * size / 3
                + (1600 + 50.0 * KernelName.parse(kernel).depth()) * size * (size / 2 + 2 * ImageTrial.HELD);
    }

    /** The Gram matrix, a block of test rows, images as doubles, and weights. */
    long bytes() {
        long size = n;
        return 8 * (size * size + 3L * CurveTrial.BLOCK * size + 784 * (size + 2L * ImageTrial.HELD) + 100 * size)
                + (120L << 20);
    }
}
