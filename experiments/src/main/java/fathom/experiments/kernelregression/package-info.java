/** Bietti and Bach (2021), section 4: kernel ridge regression and random features on the sphere, and on digits and garments. */
package fathom.experiments.kernelregression;
