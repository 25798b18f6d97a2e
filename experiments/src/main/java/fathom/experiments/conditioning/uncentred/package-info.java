/** Theorem 12: activations that are not centred, whose kernels tend to a fixed point. */
package fathom.experiments.conditioning.uncentred;
