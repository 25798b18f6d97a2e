package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.localglobal.LazyTrial.LazyCase;
import fathom.experiments.localglobal.LazyTrial.LazyTraining;
import fathom.ntk.ReluKernels;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks between feature learning and lazy training, and the measures of their kernels. */
class LazyTest {

    private static final long SEED = 20101220;
    private static final int INPUTS = 5;
    private static final TargetProblem PROBLEM = new TargetProblem(2, INPUTS, 120, 64, SEED);

    private static FloatMatrix points() {
        return UnitSphere.atRadius(TargetSamples.of(PROBLEM).training());
    }

    private static FloatMatrix labels() {
        return TargetSamples.target(Words.LOCAL, PROBLEM)
                .labels(TargetSamples.of(PROBLEM).training());
    }

    private static CentredNetwork network(int depth, int width, double alpha, int draw) {
        return new CentredNetwork(
                INPUTS, depth, width, alpha, RandomStream.of(SEED, "lazy").child(draw), 30);
    }

    /** Turning the labels that are held back turns the errors of the search and nothing else: they are noise, which what sees it learns. */
    @Test
    void theSearchDoesNotTrainOnItsValidation() {
        LazyCase cell =
                new LazyCase(PROBLEM, Words.LOCAL, 1, 40, 1, new LazyTraining(List.of(0.3, 0.6), 400, 30, 0.25, 2));
        FloatMatrix x = points();
        FloatMatrix noise = FloatMatrix.zeros(x.rows(), 1);
        for (int i = 0; i < x.rows(); i++) {
            noise.set(i, 0, 2 * RandomStream.of(SEED, "noise").below(2, i) - 1);
        }
        FloatMatrix turned = noise.copy();
        for (int i = x.rows() - 30; i < x.rows(); i++) {
            turned.set(i, 0, -noise.get(i, 0));
        }
        RandomStream random = RandomStream.of(SEED, "search");
        List<Double> errors = LazyTrial.validationErrors(cell, x, noise, random);
        List<Double> others = LazyTrial.validationErrors(cell, x, turned, random);
        for (int r = 0; r < 2; r++) {
            assertEquals(1 - errors.get(r), others.get(r), 1e-12, "factor " + r + ": " + errors);
        }
    }

    /**
     * At one hidden layer the mean of the tangent kernel over initialisations is its limit at every width: the NTK with trained biases of
     * the same directions, alpha^2 times. Each entry within 4.5 standard errors over 200 draws.
     */
    @Test
    void theKernelAtTheBeginningHasTheLimitAsItsMean() {
        System.out.println("LazyTest seed " + SEED);
        FloatMatrix x = points().rows(0, 4);
        double alpha = 3;
        int draws = 200;
        double[][] sum = new double[4][4];
        double[][] squares = new double[4][4];
        for (int draw = 0; draw < draws; draw++) {
            DoubleMatrix kernel = network(1, 16, alpha, draw).kernel(x);
            for (int i = 0; i < 4; i++) {
                for (int j = 0; j < 4; j++) {
                    double value = kernel.get(i, j) / (alpha * alpha);
                    sum[i][j] += value / draws;
                    squares[i][j] += value * value / draws;
                }
            }
        }
        DoubleMatrix limit = ReluKernels.gram(
                RegressionTrial.kind(Words.NTK), RegressionTrial.network(Words.NTK), 1, UnitSphere.directions(x));
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double error = Math.sqrt((squares[i][j] - sum[i][j] * sum[i][j]) / (draws - 1));
                double z = (sum[i][j] - limit.get(i, j)) / error;
                assertTrue(Math.abs(z) < 4.5, "entry " + i + ", " + j + ": z = " + z);
            }
        }
    }

    @Test
    void theModelBeginsAtZero() {
        FloatMatrix outputs = network(2, 20, 7, 0).outputs(points());
        for (int i = 0; i < outputs.rows(); i++) {
            assertEquals(0, outputs.get(i, 0));
        }
    }

    /** Where training is lazy the rate 1 / alpha^2 makes the model's way independent of alpha: the linear model's. */
    @Test
    void lazyModelsMoveAlike() {
        FloatMatrix x = points();
        CentredNetwork lazy = network(2, 64, 50, 0);
        CentredNetwork lazier = network(2, 64, 200, 0);
        RandomStream order = RandomStream.of(SEED, "order");
        lazy.train(x, labels(), 0.5, 2, order);
        lazier.train(x, labels(), 0.5, 2, order);
        FloatMatrix one = lazy.outputs(x);
        FloatMatrix other = lazier.outputs(x);
        double difference = 0;
        double square = 0;
        for (int i = 0; i < x.rows(); i++) {
            difference += Math.pow(one.get(i, 0) - other.get(i, 0), 2);
            square += Math.pow(one.get(i, 0), 2);
        }
        assertTrue(Math.sqrt(difference / square) < 0.02, "relative distance " + Math.sqrt(difference / square));
        assertTrue(square > 0.01 * x.rows(), "nothing moved");
    }

    /** The larger alpha, the less the kernel moves. */
    @Test
    void theKernelDriftsLessTheLargerAlpha() throws Exception {
        double rich = drift(0.1);
        double middle = drift(1);
        double lazy = drift(10);
        assertTrue(rich > 3 * middle && middle > 3 * lazy, rich + ", " + middle + ", " + lazy);
    }

    private static double drift(double alpha) throws Exception {
        return new LazyTrial(1).run(cell(alpha)).change().drift();
    }

    private static LazyCase cell(double alpha) {
        return new LazyCase(PROBLEM, Words.LOCAL, 2, 40, alpha, new LazyTraining(List.of(0.25, 0.5), 10, 30, 0.2, 16));
    }

    @Test
    void aTrialIsAFunctionOfItsCellWhateverTheThreads() throws Exception {
        assertEquals(new LazyTrial(1).run(cell(1)), new LazyTrial(2).run(cell(1)));
    }

    /** Twice the kernel: drift 1, the same direction. A kernel yy' is aligned with its labels. */
    @Test
    void changesAreThoseOfTheirFormulas() {
        FloatMatrix y = FloatMatrix.of(4, 1, 1, -1, 1, 1);
        DoubleMatrix kernel = DoubleMatrix.zeros(4, 4);
        DoubleMatrix twice = DoubleMatrix.zeros(4, 4);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                kernel.set(i, j, y.get(i, 0) * y.get(j, 0));
                twice.set(i, j, 2 * kernel.get(i, j));
            }
        }
        KernelChange change = KernelChange.of(kernel, twice, y);
        assertEquals(1, change.drift(), 1e-15);
        assertEquals(1, change.alignment(), 1e-15);
        assertEquals(1, change.labelsBefore(), 1e-15);
        DoubleMatrix identity = DoubleMatrix.zeros(4, 4);
        for (int i = 0; i < 4; i++) {
            identity.set(i, i, 1);
        }
        // |I - yy'|^2 = 16 - 2 * 4 + 4; I . yy' = 4; C I C = C has norm sqrt 3, and y'Cy = |Cy|^2.
        KernelChange other = KernelChange.of(identity, kernel, y);
        assertEquals(Math.sqrt(12) / 2, other.drift(), 1e-15);
        assertEquals(4.0 / (2 * 4), other.alignment(), 1e-15);
        assertEquals(1 / Math.sqrt(3), other.labelsBefore(), 1e-15);
        assertEquals(1, other.labelsAfter(), 1e-15);
    }
}
