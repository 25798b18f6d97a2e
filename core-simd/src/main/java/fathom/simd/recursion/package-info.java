/** Kernels that carry covariances and tangents of infinitely wide networks from layer to layer, one tile of pairs at a time. */
package fathom.simd.recursion;
