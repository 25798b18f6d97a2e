/** Random numbers as functions of (seed, stream, index): no state, so any thread draws any number in any order to the same bits. */
package fathom.simd.random;
