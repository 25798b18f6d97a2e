package fathom.experiments.fractal;

import java.util.List;

/** @param points one for each depth of the fractal */
public record GradientResult(List<Point> points) {

    /**
     * The largest entries of the gradients at one depth of the fractal.
     *
     * @param n depth of the fractal
     * @param mean over the networks
     * @param ninetieth the least value that 90 % of them do not exceed
     * @param largest of all
     * @param bound 5 (P(j) - 1/2) of the theorem, j as in its informal version; NaN where n < j
     * @param within share of the networks below the bound, up to rounding; NaN where there is no bound
     */
    public record Point(int n, double mean, double ninetieth, double largest, double bound, double within) {}
}
