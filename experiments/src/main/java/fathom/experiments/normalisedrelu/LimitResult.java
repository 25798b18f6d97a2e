package fathom.experiments.normalisedrelu;

import java.util.List;

/**
 * Mean cosines of two test inputs.
 *
 * @param overlaps of the inputs, then behind each hidden layer
 */
public record LimitResult(List<Double> overlaps) {}
