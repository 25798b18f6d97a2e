/** Kernels of finite networks, given their Jacobian or their outputs as functions, and their averages over random initialisations. */
package fathom.ntk.empirical;
