/** Is deeper better only when shallow is good? The fractal distributions of Malach and Shalev-Shwartz. */
package fathom.experiments.fractal;
