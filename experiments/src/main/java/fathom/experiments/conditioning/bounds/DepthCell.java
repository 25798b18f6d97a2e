package fathom.experiments.conditioning.bounds;

import java.util.List;

/**
 * Two inputs of correlation 1 - delta through the layers of one infinitely wide network.
 *
 * @param activation normalised before use
 * @param depths at which kernels are compared with bounds
 */
public record DepthCell(String activation, double delta, List<Integer> depths) {

    String label() {
        return activation + ", delta = " + delta;
    }
}
