package fathom.experiments.fractal;

import java.util.List;

/**
 * What one training came to. Accuracies are shares of rightly classified points.
 *
 * @param validation the best accuracy on the validation points at any look, which is what the paper reports
 * @param bestStep when that was
 * @param test accuracy of the network of that moment on points that chose nothing
 * @param last accuracy on the validation points at the end
 * @param outcome how the training ended
 * @param looks accuracy on the validation points at every look
 * @param region the sign of the best network on a grid, row by row from the lower left corner, as base64; empty where none was asked for
 */
public record NetworkResult(
        double validation,
        long bestStep,
        double test,
        double last,
        String outcome,
        List<Double> looks,
        String region) {}
