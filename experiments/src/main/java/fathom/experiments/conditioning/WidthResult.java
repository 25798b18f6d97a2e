package fathom.experiments.conditioning;

import java.util.List;

/** Decimal logarithms of the condition numbers of the last layer's Gram matrix, one for each depth; infinite where it is singular. */
public record WidthResult(List<Double> logConditions) {}
