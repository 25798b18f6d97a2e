package fathom.experiments.spectra;

/**
 * One kernel on one sphere.
 *
 * @param kernel as {@link Family} reads it
 * @param depth hidden layers; 1 for kernels without layers
 * @param dimension d of S^(d-1)
 * @param maxDegree the last degree
 */
public record SpectrumCell(String kernel, int depth, int dimension, int maxDegree) {

    String label() {
        return kernel + ", depth " + depth + ", d = " + dimension;
    }

    double cost() {
        return (double) maxDegree * (maxDegree + 40) * (1 + 0.05 * depth);
    }
}
