/** Elementary functions with stated errors and the same bits on every machine with fused multiply-add. */
package fathom.simd.math;
