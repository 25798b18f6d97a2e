package fathom.experiments.fractal;

/**
 * The explicit networks for one fractal.
 *
 * @param system a name, the content of a system's file, or {@code line}: the theory's Cantor set in one dimension
 * @param d dimension of Cantor's system
 * @param n levels of the fractal
 * @param curve how negatives are spread
 * @param points on which they are tried
 * @param seed of these
 */
public record ConstructionCell(String system, int d, int n, String curve, int points, long seed) {

    static final String LINE = "line";

    String label() {
        return "construction, " + (system.equals(LINE) ? "Cantor on a line" : Systems.name(system)) + ", n = " + n;
    }
}
