package fathom.experiments.localglobal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.UnitSphere;
import fathom.experiments.localglobal.LazyTrial.LazyCase;
import fathom.experiments.localglobal.LazyTrial.LazyTraining;
import fathom.experiments.protocol.Threaded;
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

    /** The larger alpha, the less the kernel moves. */
    @Test
    void theKernelDriftsLessTheLargerAlpha() throws Exception {
        double rich = drift(0.1);
        double middle = drift(1);
        double lazy = drift(10);
        assertTrue(rich > 3 * middle && middle > 3 * lazy, rich + ", " + middle + ", " + lazy);
    }

    private static double drift(double alpha) throws Exception {
        return new Threaded<>(1, new LazyTrial()).run(cell(alpha)).change().drift();
    }

    private static LazyCase cell(double alpha) {
        return new LazyCase(PROBLEM, Words.LOCAL, 2, 40, alpha, new LazyTraining(List.of(0.25, 0.5), 10, 30, 0.2, 16));
    }

    @Test
    void aTrialIsAFunctionOfItsCellWhateverTheThreads() throws Exception {
        assertEquals(new Threaded<>(1, new LazyTrial()).run(cell(1)), new Threaded<>(2, new LazyTrial()).run(cell(1)));
    }
}
