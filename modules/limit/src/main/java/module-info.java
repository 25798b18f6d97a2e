/** The infinitely wide limit of an architecture: its NNGP and neural tangent kernels. */
module fathom.limit {
    requires transitive fathom.nn;
    requires transitive fathom.ntk;

    exports fathom.limit;
}
