package fathom.experiments.kernelregression;

import fathom.ntk.Resources;
import fathom.ntk.TiledPath;

/**
 * One entry of the paper's table 1: a kernel on one split of a set of images.
 *
 * @param dataSet {@code mnist} or {@code fashion-mnist}
 * @param n training images: the first n of the split's permutation
 * @param split s of RandomState(42 + s).permutation(60000)
 * @param kernel as {@link KernelName} reads it
 * @param smallestRidge exponent of the smallest of the ridges 1, 0.1, 0.01, ...
 */
public record ImageCell(String dataSet, int n, int split, String kernel, int smallestRidge) {

    private static final int PIXELS = 784;

    /** Up to here K is one array that is factorised for each ridge; beyond, it is worked through in tiles. */
    private static final int LARGEST_ARRAY = 8192;

    String label() {
        return dataSet + ", n = " + n + ", " + kernel + ", split " + split;
    }

    /** A name for a folder. */
    String folder() {
        return (dataSet + "-" + n + "-" + kernel + "-split" + split + "-1e" + smallestRidge)
                .replaceAll("[^a-z0-9_-]", "");
    }

    /** How many ridges there are. */
    int ridges() {
        return 1 - smallestRidge;
    }

    /** Whether K is worked through in tiles. */
    boolean tiled() {
        return n > LARGEST_ARRAY;
    }

    /** What a cell in tiles takes. */
    Resources resources() {
        long columns = (long) ridges() * ImageTrial.CLASSES;
        // Validation and test images are worked through a block at a time, so that they take time and no memory.
        return new Resources(
                TiledPath.inMemory().resources(n, 0, PIXELS, columns).bytes(),
                TiledPath.inMemory()
                        .resources(n, 2L * ImageTrial.HELD, PIXELS, columns)
                        .operations());
    }

    /** Rough floating-point operations. */
    double cost() {
        if (tiled()) {
            return resources().operations();
        }
        double size = n;
        return ridges() * size * size * size / 3
                + (1600 + 50.0 * KernelName.parse(kernel).depth()) * size * (size / 2 + 2 * ImageTrial.HELD);
    }

    /** The Gram matrix, a block of test rows, images as doubles, and weights. */
    long bytes() {
        if (tiled()) {
            return resources().bytes() + (120L << 20);
        }
        long size = n;
        return 8 * (size * size + 3L * CurveTrial.BLOCK * size + PIXELS * (size + 2L * ImageTrial.HELD) + 100 * size)
                + (120L << 20);
    }
}
