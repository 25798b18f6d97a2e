/** Infinite-width limits of neural networks: NNGP and neural tangent kernels and prediction with them. */
module fathom.ntk {
    requires transitive fathom.simd;

    exports fathom.ntk;
    exports fathom.ntk.dual;
    exports fathom.ntk.empirical;
    exports fathom.ntk.spectrum;
}
