package fathom.simd.epilogue;

/** What follows a product of float matrices. */
@FunctionalInterface
public interface FloatEpilogue extends Epilogue<float[]> {}
