/** Functions of finished elements that a product applies while they are in cache. */
package fathom.simd.epilogue;
