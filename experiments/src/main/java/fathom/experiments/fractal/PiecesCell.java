package fathom.experiments.fractal;

/**
 * Random networks too narrow for a fractal on the line.
 *
 * @param curve 1 to 6
 * @param n levels of the fractal
 * @param depth hidden layers t
 * @param s of theorem 4: the width is 2^s - 1
 * @param draws how many networks
 * @param seed of their weights
 */
public record PiecesCell(int curve, int n, int depth, int s, int draws, long seed) {

    int width() {
        return (1 << s) - 1;
    }

    /** r^(s t), which the theorem lets a network have. */
    int allowed() {
        return 1 << s * depth;
    }

    String label() {
        return "pieces, curve " + curve + ", depth " + depth + ", width " + width();
    }
}
