package fathom.experiments.conditioning.width;

import java.util.List;

/**
 * A random network of finite width.
 *
 * @param network an activation, or {@code batch(...)} or {@code layer(...)} around one for networks with such normalisation
 * @param width of every hidden layer
 * @param n inputs, uniform on the sphere but for two at separation delta
 */
public record WidthCell(String network, int width, int n, int d, double delta, long seed, List<Integer> depths) {

    String label() {
        return network + ", width " + width + ", seed " + seed;
    }

    double cost() {
        return (double) depths.getLast() * width * width * (6.0 * n + 180);
    }

    long bytes() {
        return 8L * width * (width + 2L * n * (depths.getLast() + 3)) + (1L << 20);
    }
}
