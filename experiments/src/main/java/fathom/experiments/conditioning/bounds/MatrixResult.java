package fathom.experiments.conditioning.bounds;

import java.util.List;

/**
 * @param mu the coefficient of non-linearity
 * @param separation the largest delta with |x_i.x_j| <= 1 - delta: assumption A
 * @param eigenvalue the smallest eigenvalue of the inputs' Gram matrix: assumption B, if positive
 * @param condition the condition number of the inputs' Gram matrix; infinite if it is singular
 * @param points one for each depth
 */
public record MatrixResult(double mu, double separation, double eigenvalue, double condition, List<Point> points) {

    /**
     * Both kernels have the diagonal 1 here.
     *
     * @param depth hidden layers
     * @param largest off-diagonal entry of the top-layer kernel, in size
     * @param smallest its smallest eigenvalue
     * @param condition its condition number
     * @param tangentLargest off-diagonal entry of the tangent kernel; not a number for a step, like the next two
     * @param tangentSmallest its smallest eigenvalue
     * @param tangentCondition its condition number
     */
    public record Point(
            int depth,
            double largest,
            double smallest,
            double condition,
            double tangentLargest,
            double tangentSmallest,
            double tangentCondition) {}
}
