/** Dual activations: what one infinitely wide layer does to a covariance, for any activation; and what follows for signals in deep networks. */
package fathom.ntk.dual;
