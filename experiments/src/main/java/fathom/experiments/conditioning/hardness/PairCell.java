package fathom.experiments.conditioning.hardness;

import java.util.List;

/**
 * Random networks seen through the correlations of pairs of points of the half cube.
 *
 * @param draws networks; their mean is one value of the interval over the seeds
 */
public record PairCell(String activation, int width, int d, int draws, long seed, List<Integer> depths) {

    String label() {
        return "pairs under " + activation + ", width " + width + ", seed " + seed;
    }

    double cost() {
        return 4.0 * 150 * width * draws * depths.getLast();
    }
}
