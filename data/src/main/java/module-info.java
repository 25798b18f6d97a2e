/** Data sets with provenance: inputs, targets and generators. */
module fathom.data {
    requires transitive fathom.simd;
    requires transitive com.google.common; // ImmutableMap in Provenance

    exports fathom.data;
}
