package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.nn.update.Update;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

/** Each optimiser against its formula in double, element by element. */
class OptimiserTest {

    @Provide
    Arbitrary<Optimiser> optimisers() {
        return Arbitraries.of(
                Optimiser.sgd(),
                new Optimiser.Sgd(0.1),
                new Optimiser.Momentum(0.9, false, 0),
                new Optimiser.Momentum(0.8, true, 0.05),
                Optimiser.Adam.standard(),
                new Optimiser.Adam(0.8, 0.95, 1e-3, 0.1, false),
                new Optimiser.Adam(0.9, 0.99, 1e-6, 0.1, true),
                new Optimiser.Adadelta(0.9, 1e-4));
    }

    @Property(tries = 100)
    void stepsFollowTheFormula(
            @ForAll("optimisers") Optimiser optimiser,
            @ForAll @IntRange(min = 1, max = 100) int size,
            @ForAll @DoubleRange(min = 0.01, max = 0.3) double rate,
            @ForAll long seed) {
        float[] theta = Samples.normal(1, size, seed, "parameters").array();
        float[] gradient = new float[size];
        double[] expected = new double[size];
        double[][] state = new double[2][size];
        for (int p = 0; p < size; p++) {
            expected[p] = theta[p];
        }
        Update update = Updates.of(optimiser, theta, gradient);
        for (int t = 1; t <= 5; t++) {
            System.arraycopy(Samples.normal(1, size, seed, "gradient " + t).array(), 0, gradient, 0, size);
            update.begin(rate / t);
            // In two ranges, the second first: the order must not matter.
            update.apply(size / 2, size);
            update.apply(0, size / 2);
            for (int p = 0; p < size; p++) {
                expected[p] = formula(optimiser, expected[p], gradient[p], state, p, rate / t, t);
            }
            for (int p = 0; p < size; p++) {
                assertEquals(expected[p], theta[p], 2e-5 * (1 + Math.abs(expected[p])), optimiser + " at step " + t);
            }
        }
    }

    private static double formula(
            Optimiser optimiser, double theta, double g, double[][] state, int p, double eta, int t) {
        return switch (optimiser) {
            case Optimiser.Sgd(double lambda) -> theta - eta * (g + lambda * theta);
            case Optimiser.Momentum(double mu, boolean nesterov, double lambda) -> {
                double decayed = g + lambda * theta;
                state[0][p] = mu * state[0][p] + decayed;
                yield theta - eta * (nesterov ? decayed + mu * state[0][p] : state[0][p]);
            }
            case Optimiser.Adam(double b1, double b2, double epsilon, double lambda, boolean decoupled) -> {
                double start = decoupled ? theta - eta * lambda * theta : theta;
                double decayed = decoupled ? g : g + lambda * theta;
                state[0][p] = b1 * state[0][p] + (1 - b1) * decayed;
                state[1][p] = b2 * state[1][p] + (1 - b2) * decayed * decayed;
                double m = state[0][p] / (1 - Math.pow(b1, t));
                double v = state[1][p] / (1 - Math.pow(b2, t));
                yield start - eta * m / (Math.sqrt(v) + epsilon);
            }
            case Optimiser.Adadelta(double rho, double epsilon) -> {
                state[0][p] = rho * state[0][p] + (1 - rho) * g * g;
                double delta = g * Math.sqrt(state[1][p] + epsilon) / Math.sqrt(state[0][p] + epsilon);
                state[1][p] = rho * state[1][p] + (1 - rho) * delta * delta;
                yield theta - eta * delta;
            }
        };
    }

    @Property(tries = 8)
    void everyOptimiserTrains(@ForAll("optimisers") Optimiser optimiser) {
        FloatMatrix x = Samples.normal(100, 5, 3, "inputs");
        FloatMatrix y = Samples.targets(100, 1, Loss.LOGISTIC, 3);
        Network network = Network.initialised(
                Architecture.fullyConnected(5, 1, 60, 1), Initialiser.HE, RandomStream.of(3, "weights"), 20);
        double before = Evaluation.of(network, x, y, Loss.LOGISTIC).loss();
        double rate = optimiser instanceof Optimiser.Adam ? 0.01 : optimiser instanceof Optimiser.Adadelta ? 1 : 0.05;
        TrainingResult result = Trainer.train(
                network, x, y, Training.of(Loss.LOGISTIC, rate, 20, 60).with(optimiser), RandomStream.of(3, "train"));
        assertTrue(result.trainingLoss() < 0.8 * before, before + " to " + result);
    }

    @Property(tries = 20)
    void clippingShortensAndNothingElse(@ForAll @DoubleRange(min = 0.01, max = 5) double clip, @ForAll long seed) {
        FloatMatrix x = Samples.normal(10, 5, seed, "inputs");
        FloatMatrix y = Samples.targets(10, 1, Loss.SQUARED, seed);
        Architecture architecture = Architecture.fullyConnected(5, 2, 10, 1);
        Network network = Samples.network(architecture, Initialiser.HE, seed, 10);
        float[] before = network.parameters().clone();
        float[] gradient = network.gradient(x, y, Loss.SQUARED).copy();
        double norm = 0;
        for (float value : gradient) {
            norm = Math.hypot(norm, value);
        }
        Trainer.train(
                network, x, y, Training.of(Loss.SQUARED, 0.1, 10, 1).withClip(clip), RandomStream.of(seed, "train"));
        double moved = 0;
        for (int p = 0; p < before.length; p++) {
            moved = Math.hypot(moved, network.parameters()[p] - before[p]);
        }
        assertEquals(0.1 * Math.min(norm, clip), moved, 1e-4 * (0.01 + moved));
    }

    @Property(tries = 1)
    void schedules() {
        Schedule steps = new Schedule.Steps(10, 0.5);
        assertEquals(1, steps.factor(9, 100));
        assertEquals(0.5, steps.factor(10, 100));
        assertEquals(0.125, steps.factor(39, 100));
        Schedule cosine = new Schedule.Cosine(0.1);
        assertEquals(1, cosine.factor(0, 100), 1e-15);
        assertEquals(0.55, cosine.factor(50, 100), 1e-15);
        assertEquals(0.1 + 0.9 * (1 + Math.cos(Math.PI * 0.99)) / 2, cosine.factor(99, 100), 1e-12);
        Schedule warm = new Schedule.WarmUp(4, cosine);
        assertArrayEquals(new double[] {0.25, 0.5, 0.75, 1, 1}, new double[] {
            warm.factor(0, 104), warm.factor(1, 104), warm.factor(2, 104), warm.factor(3, 104), warm.factor(4, 104)
        });
        assertEquals(0.55, warm.factor(54, 104), 1e-15);
    }

    @Property(tries = 1)
    void settingsOutOfRangeAreRefused() {
        for (Runnable bad : List.<Runnable>of(
                () -> new Optimiser.Sgd(-1),
                () -> new Optimiser.Momentum(1, false, 0),
                () -> new Optimiser.Adam(0.9, 0.9, 0, 0, true),
                () -> new Optimiser.Adadelta(Double.NaN, 1),
                () -> new Schedule.Steps(0, 0.5),
                () -> new Schedule.Steps(3, 0),
                () -> new Schedule.Cosine(1),
                () -> new Schedule.WarmUp(0, Schedule.constant()))) {
            assertThrows(IllegalArgumentException.class, bad::run);
        }
        IllegalArgumentException momentum =
                assertThrows(IllegalArgumentException.class, () -> new Optimiser.Momentum(1.5, true, 0));
        assertEquals("the momentum must be at least 0 and less than 1, not 1.5", momentum.getMessage());
    }
}
