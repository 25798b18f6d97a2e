package fathom.experiments.fractal;

import java.util.List;

/**
 * What the explicit networks do.
 *
 * @param dimension d
 * @param maps r
 * @param margin gamma
 * @param cuts the networks with 1, ..., n levels; the last is theorem 1's
 */
public record ConstructionResult(int dimension, int maps, double margin, List<Cut> cuts) {

    /**
     * The network with the j coarsest levels.
     *
     * @param hiddenLayers 2 j
     * @param width of its widest hidden layer
     * @param accuracy on the points
     * @param curve P(j)
     * @param exact accuracy integrated exactly, on a line; NaN elsewhere
     * @param regions affine pieces, on a line; 0 elsewhere
     */
    public record Cut(int j, int hiddenLayers, int width, double accuracy, double curve, double exact, int regions) {}
}
