package fathom.experiments.fractal;

import java.util.List;

/**
 * What a training on the line came to.
 *
 * @param validation the best accuracy on the validation points at any look
 * @param bestStep when that was
 * @param accuracy of the network of that moment under the distribution itself, integrated
 * @param pieces on which that network is affine
 * @param positive where it says positive: the ends of these intervals of [0, 1], one after the other
 */
public record LineResult(double validation, long bestStep, double accuracy, int pieces, List<Double> positive) {}
