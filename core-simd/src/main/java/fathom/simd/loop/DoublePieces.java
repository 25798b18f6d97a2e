package fathom.simd.loop;

/**
 * Two straight lines: right x + above beyond the kink, left x + below before it, and {@code at} where they meet.
 *
 * @param at the value at x = kink
 */
record DoublePieces(double kink, double right, double above, double left, double below, double at) {}
