/** Matrices, SIMD kernels, vector mathematics, factorisations and random numbers. Needs nothing but the JDK. */
module fathom.simd {
    // static: without the incubator module everything runs on the scalar twins, to the same bits.
    requires static jdk.incubator.vector;

    exports fathom.simd;
    exports fathom.simd.machine;
    exports fathom.simd.matrix;
}
