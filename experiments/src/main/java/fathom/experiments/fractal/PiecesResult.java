package fathom.experiments.fractal;

/**
 * How many affine pieces narrow networks have, and how they err.
 *
 * @param pieces the most of all networks
 * @param error the least of all networks, integrated
 * @param least the least of any function with r^(s t) changes of sign
 * @param level j at which the theorem's bound is greatest
 * @param bound (1 - r^(s t - j)) (1 - P(j))
 */
public record PiecesResult(int pieces, double error, double least, int level, double bound) {}
