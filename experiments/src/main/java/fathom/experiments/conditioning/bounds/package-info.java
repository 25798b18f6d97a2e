/** Theorems 3, 5, 7, 9 and corollaries 4, 6, 8, 10: bounds of centred activations beside exact kernels. */
package fathom.experiments.conditioning.bounds;
