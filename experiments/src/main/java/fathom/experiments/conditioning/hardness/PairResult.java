package fathom.experiments.conditioning.hardness;

import java.util.List;

/** @param points one for each depth */
public record PairResult(List<Point> points) {

    /**
     * Means over the draws, of three pairs each: at cosine 1 - 2/d (near), 0 or next to it (middle) and -(1 - 2/d) (far).
     *
     * @param depth hidden layers
     * @param near mean correlation
     * @param nearSize mean of its size
     */
    public record Point(
            int depth, double near, double nearSize, double middle, double middleSize, double far, double farSize) {}
}
