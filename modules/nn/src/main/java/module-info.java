/** Finite neural networks and their training. */
module fathom.nn {
    requires transitive fathom.simd;

    exports fathom.nn;
}
