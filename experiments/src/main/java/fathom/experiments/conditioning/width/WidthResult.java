package fathom.experiments.conditioning.width;

import java.util.List;

/**
 * Decimal logarithms of condition numbers, one for each depth; infinite where a matrix is singular to rounding.
 *
 * @param logConditions of the last layer's Gram matrix
 * @param tangentLogConditions of the tangent kernel of a network of that depth with one output
 */
public record WidthResult(List<Double> logConditions, List<Double> tangentLogConditions) {}
