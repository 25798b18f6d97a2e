package fathom.experiments.fractal;

import java.util.List;

/**
 * What one training on images came to.
 *
 * @param digest of the files
 * @param trained images to train on
 * @param held images of the training files on which rate and moment are chosen
 * @param tested images of the test files
 * @param validation best accuracy on the held ones at any look
 * @param bestStep when that was
 * @param test accuracy of the network of that moment on the tested ones
 * @param looks accuracy on the held ones at every look
 */
public record ImageResult(
        String digest,
        int trained,
        int held,
        int tested,
        double validation,
        long bestStep,
        double test,
        List<Double> looks) {}
