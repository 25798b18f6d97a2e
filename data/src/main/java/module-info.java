/** Data sets with provenance: inputs, targets, generators and published images. */
module fathom.data {
    requires transitive fathom.simd;
    requires com.google.common;
    requires org.tukaani.xz;

    exports fathom.data;
    exports fathom.data.fractal;
    exports fathom.data.image;
}
