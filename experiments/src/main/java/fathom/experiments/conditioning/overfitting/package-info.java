/** Theorem 17: the risk of the interpolant of least norm in deep kernels, with noise. */
package fathom.experiments.conditioning.overfitting;
