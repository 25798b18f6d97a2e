/** The doors of core-simd: operations that check their operands once and trust them inside. */
package fathom.simd;
