package fathom.experiments.fractal;

import java.util.List;

/**
 * The gradient at initialisation of several networks on Cantor distributions of several depths.
 *
 * @param curve 1 to 6
 * @param bias what every bias begins at
 * @param levels depths n of the fractal
 * @param depth hidden layers
 * @param width of the hidden layers
 * @param draws how many networks
 * @param seed of their weights
 */
public record GradientCell(int curve, double bias, List<Integer> levels, int depth, int width, int draws, long seed) {

    String label() {
        return "gradient, curve " + curve + ", biases " + bias;
    }
}
