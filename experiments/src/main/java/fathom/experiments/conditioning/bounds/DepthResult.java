package fathom.experiments.conditioning.bounds;

import java.util.List;

/**
 * @param mu the coefficient of non-linearity
 * @param points one for each depth
 */
public record DepthResult(double mu, List<Point> points) {

    /**
     * @param depth hidden layers
     * @param exact the top-layer kernel of the two inputs
     * @param bound of theorem 3
     * @param tangent the tangent kernel over its diagonal, by equation 7 corrected; not a number for a step
     * @param tangentPrinted the same by equation 7 as printed
     * @param tangentBound of theorem 5; infinite where it says nothing
     */
    public record Point(
            int depth, double exact, double bound, double tangent, double tangentPrinted, double tangentBound) {}
}
