package fathom.experiments.kernelregression;

import java.util.List;
import java.util.OptionalDouble;

/** Mean squared errors on the test points, one entry for each number of samples. */
public record CurveResult(List<Point> points) {

    /**
     * @param n training points
     * @param errors one for each ridge, 0.01 first and each next one a tenth of the one before; infinite where the system was singular
     * @param even the same on every other block of test points
     * @param odd the same on the other blocks; no entries if there is but one block
     */
    public record Point(int n, List<Double> errors, List<Double> even, List<Double> odd) {

        /** The least error over the ridges down to 10^smallest: the ridge is chosen on the test points, as the paper does. */
        double best(int smallest) {
            double best = Double.POSITIVE_INFINITY;
            for (int i = 0; i < errors.size() && CurveCell.LARGEST_RIDGE - i >= smallest; i++) {
                best = Math.min(best, errors.get(i));
            }
            return best;
        }

        /** The error where the ridge is chosen on one half of the test points and the error taken on the other, mean of both ways. */
        OptionalDouble honest(int smallest) {
            if (odd.isEmpty()) {
                return OptionalDouble.empty();
            }
            return OptionalDouble.of((odd.get(chosen(even, smallest)) + even.get(chosen(odd, smallest))) / 2);
        }

        private static int chosen(List<Double> errors, int smallest) {
            int best = 0;
            for (int i = 1; i < errors.size() && CurveCell.LARGEST_RIDGE - i >= smallest; i++) {
                best = errors.get(i) < errors.get(best) ? i : best;
            }
            return best;
        }
    }

    double best(int n, int smallest) {
        return at(n).best(smallest);
    }

    Point at(int n) {
        return points.stream().filter(point -> point.n() == n).findFirst().orElseThrow();
    }
}
