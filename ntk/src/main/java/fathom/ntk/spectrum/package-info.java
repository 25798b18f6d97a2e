/** Kernels on the sphere as functions of the angle, and their eigenvalues by degree. */
package fathom.ntk.spectrum;
