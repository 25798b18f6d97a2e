package fathom.experiments.normalisedrelu;

import java.util.List;

/**
 * Mean cosines of two test inputs in fresh networks.
 *
 * @param overlaps network by network: of the inputs, then behind each hidden layer
 */
public record BeginningResult(List<List<Double>> overlaps) {}
