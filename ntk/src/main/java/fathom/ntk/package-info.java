/** Infinitely wide networks: their covariance (NNGP) and tangent (NTK) kernels, and regression with them. */
package fathom.ntk;
