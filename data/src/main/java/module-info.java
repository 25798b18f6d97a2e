/** Data sets with provenance: inputs, targets and generators. */
module fathom.data {
    requires transitive fathom.simd;
    requires com.google.common;

    exports fathom.data;
}
