package fathom.simd.loop;

/**
 * Two straight lines: right x + above beyond the kink, left x + below before it, and {@code at} where they meet.
 *
 * @param at the value at x = kink
 */
record FloatPieces(float kink, float right, float above, float left, float below, float at) {}
