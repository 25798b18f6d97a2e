package fathom.experiments.kernelregression;

import module fathom.experiments;
import module java.base;

/**
 * Ridge regression of the bumps on random ReLU features.
 *
 * <pre>
 * F_0 = X,   F_l = relu(F_{l-1} W_l) / sqrt(m_l),   W_l of independent standard normal entries (no factor sqrt 2)
 * a = (F'F + n r I)^(-1) F'y,   r = 2^-30, 2^-27, ..., 2^3,   F = F_last of the training points
 * </pre>
 *
 * The published code drew new weights W_l for the features of the test points, which makes the fit meaningless there; both ways are
 * measured from the same fit.
 */
record FeatureTrial() implements Trial<FeatureTrial.FeatureCell, FeatureTrial.FeatureResult> {

    /** How many ridges are tried. */
    static final int RIDGES = 12;

    private static final int LEAST_EXPONENT = -30;
    private static final int STEP = 3;

    /**
     * Random features of one model on one draw of points.
     *
     * @param seed of points, direction and weights
     * @param n numbers of training points
     * @param repetitions how often the weights are drawn for each n
     * @param testPoints points on which the error is measured
     */
    public record FeatureCell(FeatureModel model, long seed, List<Integer> n, int repetitions, int testPoints) {

        String label() {
            return "random features, " + model.paperName() + ", seed " + seed;
        }

        /** Rough floating-point operations. */
        double cost() {
            double sum = 0;
            for (int size : n) {
                double before = SphereSample.DIMENSION;
                for (int width : model.widths(size)) {
                    sum += 2.0 * (size + 2 * testPoints) * before * width;
                    before = width;
                }
                sum += size * before * before + 2.0 * FeatureTrial.RIDGES * 2 * testPoints * before;
            }
            return sum * repetitions;
        }

        /** Points, features of training and test points, and predictions. */
        long bytes() {
            long largest = n.stream().mapToInt(Integer::intValue).max().orElseThrow();
            long width = model.widths((int) largest).stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElseThrow();
            return 8 * (largest + testPoints) * (3 * width + 2L * FeatureTrial.RIDGES) + (8L << 20);
        }
    }

    /** Errors of random features, one entry for each number of samples. */
    public record FeatureResult(List<Point> points) {

        /**
         * Means over the repetitions of the least mean squared error over the ridges.
         *
         * @param n training points
         * @param asPublished test features from other weights than the training features: the fault of the published figure
         * @param corrected test features from the same weights
         */
        public record Point(int n, double asPublished, double corrected) {}
    }

    @Override
    public FeatureResult run(FeatureCell cell) {
        int largest = cell.n().stream().mapToInt(Integer::intValue).max().orElseThrow();
        SphereSample sample = SphereSample.fresh(cell.seed(), largest, cell.testPoints());
        DoubleMatrix y = SphereTarget.BUMPS.values(sample.pool(), sample.direction());
        DoubleMatrix truth = SphereTarget.BUMPS.values(sample.test(), sample.direction());
        RandomStream weights = RandomStream.of(cell.seed(), "random features")
                .child(cell.model().name());
        List<FeatureResult.Point> points = new ArrayList<>();
        for (int n : cell.n()) {
            double asPublished = 0;
            double corrected = 0;
            for (int repetition = 0; repetition < cell.repetitions(); repetition++) {
                RandomStream own = weights.child(n).child(repetition);
                List<DoubleMatrix> shared = layers(cell.model(), n, own.child("training"));
                List<DoubleMatrix> others = layers(cell.model(), n, own.child("test"));
                DoubleMatrix fit = fit(features(sample.pool().rows(0, n), shared), y.rows(0, n));
                corrected += error(features(sample.test(), shared), fit, truth);
                asPublished += error(features(sample.test(), others), fit, truth);
            }
            points.add(new FeatureResult.Point(n, asPublished / cell.repetitions(), corrected / cell.repetitions()));
        }
        return new FeatureResult(points);
    }

    private static List<DoubleMatrix> layers(FeatureModel model, int n, RandomStream random) {
        List<DoubleMatrix> layers = new ArrayList<>();
        int before = SphereSample.DIMENSION;
        for (int width : model.widths(n)) {
            DoubleMatrix layer = DoubleMatrix.zeros(before, width);
            random.child(layers.size()).fillNormal(layer, 0);
            layers.add(layer);
            before = width;
        }
        return layers;
    }

    private static DoubleMatrix features(DoubleMatrix x, List<DoubleMatrix> layers) {
        DoubleMatrix features = x;
        for (DoubleMatrix layer : layers) {
            features = Gemm.product(features, layer);
            Elementwise.relu(features);
            Elementwise.scale(1 / Math.sqrt(layer.columns()), features);
        }
        return features;
    }

    /** One column of coefficients for each ridge. */
    private static DoubleMatrix fit(DoubleMatrix features, DoubleMatrix y) {
        int n = features.rows();
        int m = features.columns();
        DoubleMatrix moments = Gemm.product(features.transposed(), features);
        DoubleMatrix right = Gemm.product(features.transposed(), y);
        DoubleMatrix fit = DoubleMatrix.zeros(m, RIDGES);
        for (int r = 0; r < RIDGES; r++) {
            DoubleMatrix system = moments.copy();
            double ridge = Math.scalb(1.0, LEAST_EXPONENT + STEP * r);
            for (int i = 0; i < m; i++) {
                system.set(i, i, system.get(i, i) + n * ridge);
            }
            Cholesky.factorise(system);
            Elementwise.copy(right, fit.column(r));
            Cholesky.solve(system, fit.column(r));
        }
        return fit;
    }

    /** The least mean squared error over the ridges, which are chosen on the test points as in the paper. */
    private static double error(DoubleMatrix features, DoubleMatrix fit, DoubleMatrix truth) {
        double[] sums = new double[RIDGES];
        SquaredErrors.add(Gemm.product(features, fit), truth, sums);
        return SquaredErrors.least(SquaredErrors.means(sums, truth.rows()));
    }
}
