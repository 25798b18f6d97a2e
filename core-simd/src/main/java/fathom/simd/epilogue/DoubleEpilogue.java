package fathom.simd.epilogue;

/** What follows a product of double matrices. */
@FunctionalInterface
public interface DoubleEpilogue extends Epilogue<double[]> {}
