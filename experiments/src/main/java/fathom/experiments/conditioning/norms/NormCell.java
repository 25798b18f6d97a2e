package fathom.experiments.conditioning.norms;

import java.util.List;

/**
 * Two inputs of squared lengths q and other, at cosine 1 - delta.
 *
 * @param activation odd, increasing and concave on the positive numbers; or a NormReLU
 */
public record NormCell(String activation, double q, double other, double delta, List<Integer> depths) {

    String label() {
        return activation + ", squared lengths " + q + " and " + other;
    }
}
