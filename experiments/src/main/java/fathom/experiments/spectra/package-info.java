/** Bietti and Bach (2021), sections 2 and 3: eigenvalues on the sphere, how fast they decay, and what depth changes of that. */
package fathom.experiments.spectra;
