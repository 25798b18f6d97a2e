package fathom.experiments.kernelregression;

import module fathom.experiments;
import module java.base;

/**
 * Kernel ridge regression of the cap on a draw of points.
 *
 * <pre>
 * f = K(., X_n) (K(X_n, X_n) + n r I)^(-1) y_n,   error = mean over the test points of (f - f1)^2,   r = 10^-2, 10^-3, ...
 * </pre>
 *
 * X_n are the first n points. The kernel is computed once for the largest n.
 */
record CurveTrial() implements Trial<CurveTrial.CurveCell, CurveTrial.CurveResult> {

    /** Test rows whose kernel is held at once. */
    static final int BLOCK = 256;

    /**
     * One kernel on one draw of points, at several numbers of samples and all ridges.
     *
     * @param draw {@code published} or {@code fresh}
     * @param seed of a fresh draw; 0 for the published one
     * @param kernel as {@link KernelName} reads it
     * @param n numbers of training points, ascending
     * @param testPoints points on which the error is measured
     * @param smallestRidge exponent of the smallest ridge; the others are 10 times as large, up to 0.01
     */
    public record CurveCell(String draw, long seed, String kernel, List<Integer> n, int testPoints, int smallestRidge) {

        static final String PUBLISHED = "published";
        static final String FRESH = "fresh";

        /** Exponent of the largest ridge that the authors try. */
        static final int LARGEST_RIDGE = -2;

        /** How many ridges there are. */
        int ridges() {
            return LARGEST_RIDGE - smallestRidge + 1;
        }

        String label() {
            return kernel + ", " + (draw.equals(FRESH) ? "seed " + seed : "the authors' draw");
        }

        /** Rough floating-point operations. */
        double cost() {
            return n.stream()
                            .mapToDouble(size -> ridges() * (double) size * size * size / 3)
                            .sum()
                    + 200.0 * n.getLast() * (n.getLast() + testPoints);
        }

        /** The Gram matrix, its copy for the ridges, a block of test rows, and the points. */
        long bytes() {
            long largest = n.getLast();
            return 8 * (3 * largest * largest + 3L * CurveTrial.BLOCK * largest + 40L * (largest + testPoints))
                    + (8L << 20);
        }
    }

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
            return points.stream()
                    .filter(point -> point.n() == n)
                    .findFirst()
                    .orElseThrow()
                    .best(smallest);
        }
    }

    @Override
    public CurveResult run(CurveCell cell) {
        int largest = cell.n().getLast();
        SphereSample sample = cell.draw().equals(CurveCell.PUBLISHED)
                ? SphereSample.published()
                : SphereSample.fresh(cell.seed(), largest, cell.testPoints());
        RowKernel kernel = KernelName.parse(cell.kernel()).scaled();
        DoubleMatrix x = sample.pool().rows(0, largest);
        DoubleMatrix y = SphereTarget.CAP.values(x, sample.direction());
        List<DoubleMatrix> weights = weights(cell, kernel, x, y);

        DoubleMatrix truth = SphereTarget.CAP.values(sample.test(), sample.direction());
        double[][][] sums = new double[2][cell.n().size()][cell.ridges()];
        int[] counts = new int[2];
        for (int from = 0; from < truth.rows(); from += BLOCK) {
            int to = Math.min(from + BLOCK, truth.rows());
            int half = from / BLOCK % 2;
            counts[half] += to - from;
            DoubleMatrix cross = kernel.cross(sample.test().rows(from, to), x);
            for (int i = 0; i < weights.size(); i++) {
                DoubleMatrix predicted = DoubleMatrix.zeros(to - from, cell.ridges());
                Gemm.multiply(1, cross.window(0, 0, to - from, cell.n().get(i)), weights.get(i), 0, predicted);
                SquaredErrors.add(predicted, truth.rows(from, to), sums[half][i]);
            }
        }
        List<CurveResult.Point> points = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            double[] all = new double[cell.ridges()];
            for (int r = 0; r < all.length; r++) {
                all[r] = sums[0][i][r] + sums[1][i][r];
            }
            points.add(new CurveResult.Point(
                    cell.n().get(i),
                    SquaredErrors.means(all, truth.rows()),
                    SquaredErrors.means(sums[0][i], counts[0]),
                    counts[1] == 0 ? List.of() : SquaredErrors.means(sums[1][i], counts[1])));
        }
        return new CurveResult(points);
    }

    /** For each n the weights of all ridges, n x ridges; NaN where a system has no Cholesky factor. */
    private static List<DoubleMatrix> weights(CurveCell cell, RowKernel kernel, DoubleMatrix x, DoubleMatrix y) {
        DoubleMatrix gram = DoubleMatrix.zeros(x.rows(), x.rows());
        kernel.lowerGram(x, gram);
        List<DoubleMatrix> weights = new ArrayList<>();
        for (int n : cell.n()) {
            RidgeSystem system = RidgeSystem.of(gram.window(0, 0, n, n).copy());
            DoubleMatrix all = DoubleMatrix.zeros(n, cell.ridges());
            double ridge = 0.01;
            for (int r = 0; r < cell.ridges(); r++, ridge /= 10) {
                solve(system, y.rows(0, n), ridge, all.column(r));
            }
            weights.add(all);
        }
        return weights;
    }

    private static void solve(RidgeSystem system, DoubleMatrix y, double ridge, DoubleMatrix weights) {
        try {
            Elementwise.copy(system.weights(y, ridge), weights);
        } catch (NotPositiveDefiniteException e) {
            for (int i = 0; i < y.rows(); i++) {
                weights.set(i, 0, Double.NaN);
            }
        }
    }
}
