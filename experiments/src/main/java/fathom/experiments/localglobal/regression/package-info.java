/** Regression with the kernels of infinitely wide networks. */
package fathom.experiments.localglobal.regression;
