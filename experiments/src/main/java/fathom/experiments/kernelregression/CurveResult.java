package fathom.experiments.kernelregression;

import java.util.List;

/** Mean squared errors on the test points, one entry for each number of samples. */
public record CurveResult(List<Point> points) {

    /**
     * @param n training points
     * @param errors one for each ridge, 0.01 first and each next one a tenth of the one before; infinite where the system was singular
     */
    public record Point(int n, List<Double> errors) {

        /** The least error over the ridges down to 10^smallest: the ridge is chosen on the test points, as the paper does. */
        double best(int smallest) {
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < errors.size() && CurveCell.LARGEST_RIDGE - i >= smallest; i++) {
                best = Math.min(best, errors.get(i));
            }
            return best;
        }
    }

    double best(int n, int smallest) {
        return points.stream()
                .filter(point -> point.n() == n)
                .findFirst()
                .orElseThrow()
                .best(smallest);
    }
}
