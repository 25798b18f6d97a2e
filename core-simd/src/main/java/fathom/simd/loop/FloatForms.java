package fathom.simd.loop;

/**
 * An activation as passes over arrays, y := phi(x), phi'(x) and phi''(x); x and y may be the same elements.
 *
 * @param second null where phi has no second derivative everywhere
 */
public record FloatForms(FloatMap value, FloatMap derivative, FloatMap second) {}
