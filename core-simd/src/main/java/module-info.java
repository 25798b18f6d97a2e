/** Matrices, SIMD kernels, vector mathematics, factorisations and random numbers. Needs nothing but the JDK. */
module fathom.simd {
    // Not static: a module that requires this one gets vectors without a flag. On the class path no descriptor
    // counts and the incubator module may be missing; Backend then chooses the scalar twins, to the same bits.
    requires jdk.incubator.vector;

    exports fathom.simd;
    exports fathom.simd.epilogue;
    exports fathom.simd.file;
    exports fathom.simd.image;
    exports fathom.simd.machine;
    exports fathom.simd.math;
    exports fathom.simd.matrix;
    exports fathom.simd.random;
    exports fathom.simd.recursion;
}
