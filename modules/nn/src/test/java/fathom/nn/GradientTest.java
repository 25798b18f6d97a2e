package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;

/** The gradient of random architectures: the twin against finite differences, the network against the twin. */
class GradientTest {

    /** Step of the central difference along a direction of length 1. */
    private static final double STEP = 1e-5;

    private static int points;
    private static int discarded;

    @AfterContainer
    static void fewPointsAreDiscarded() {
        System.out.printf("gradient: %d of %d points lie too close to a kink%n", discarded, points);
        assertTrue(discarded < 0.2 * points, discarded + " of " + points + " points discarded");
    }

    @Property(tries = 200)
    void twinAgreesWithCentralDifferences(
            @ForAll @IntRange(min = 1, max = 6) int inputs,
            @ForAll @IntRange(min = 0, max = 5) int depth,
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll Loss loss,
            @ForAll Initialiser initialiser,
            @ForAll long seed) {
        // Epsilon is large, so that a row of equal elements has no kink of its own.
        Architecture architecture = Architectures.rows(seed, inputs, depth, 1, 8, 0.1, leastOutputs(loss));
        holdTwin(new Point(architecture, rows, loss, initialiser, seed), loss);
    }

    @Property(tries = 60)
    void twinAgreesWithCentralDifferencesOnImages(
            @ForAll @IntRange(min = 0, max = 3) int depth,
            @ForAll @IntRange(min = 1, max = 4) int rows,
            @ForAll Loss loss,
            @ForAll Initialiser initialiser,
            @ForAll long seed) {
        Architecture architecture = Architectures.images(seed, depth, 0.1, leastOutputs(loss));
        holdTwin(new Point(architecture, rows, loss, initialiser, seed), loss);
    }

    @Property(tries = 150)
    void networkAgreesWithTwin(
            @ForAll @IntRange(min = 1, max = 40) int inputs,
            @ForAll @IntRange(min = 0, max = 8) int depth,
            @ForAll @IntRange(min = 1, max = 24) int rows,
            @ForAll boolean roughly,
            @ForAll Loss loss,
            @ForAll Initialiser initialiser,
            @ForAll long seed) {
        double epsilon = roughly ? 0.1 : 1e-5;
        Architecture architecture = Architectures.rows(seed, inputs, depth, 1, 40, epsilon, leastOutputs(loss));
        holdNetwork(new Point(architecture, rows, loss, initialiser, seed), loss, seed);
    }

    @Property(tries = 60)
    void networkAgreesWithTwinOnImages(
            @ForAll @IntRange(min = 0, max = 4) int depth,
            @ForAll @IntRange(min = 1, max = 8) int rows,
            @ForAll Loss loss,
            @ForAll Initialiser initialiser,
            @ForAll long seed) {
        Architecture architecture = Architectures.images(seed, depth, 1e-3, leastOutputs(loss));
        holdNetwork(new Point(architecture, rows, loss, initialiser, seed), loss, seed);
    }

    private static int leastOutputs(Loss loss) {
        return loss == Loss.SOFTMAX_CROSS_ENTROPY ? 2 : 1;
    }

    private static void holdTwin(Point point, Loss loss) {
        points++;
        DoubleMatrix[] values = point.twin.values(point.x, Mode.TRAINING);
        if (Kinks.least(Kinks.distances(point.architecture, values, point.y, loss)) < 100 * STEP) {
            discarded++;
            return;
        }
        double[] exact = point.twin.gradient(point.x, point.y, loss);
        for (Tensor tensor : point.architecture.tensors()) {
            point.checkAlongADirection(tensor, exact, loss);
        }
    }

    private static void holdNetwork(Point point, Loss loss, long seed) {
        Rounding rounding = new Rounding(point.architecture, point.twin, Mode.TRAINING, seed);
        points++;
        if (rounding.reachesAKink(point.x, point.y, loss)) {
            discarded++;
            return;
        }
        Gradient gradient = point.network.gradient(point.x32, point.y32, loss);
        double[] exact = point.twin.gradient(point.x, point.y, loss);
        double[] spreads = rounding.ofGradient(point.x, f -> DoubleNetwork.slopes(f, point.y, loss));
        for (Tensor tensor : point.architecture.tensors()) {
            double spread = 0;
            double difference = 0;
            for (int p = tensor.offset(); p < tensor.offset() + tensor.size(); p++) {
                spread = Math.max(spread, spreads[p]);
                difference = Math.max(difference, Math.abs(gradient.values()[p] - exact[p]));
            }
            assertTrue(
                    difference <= Rounding.SPREADS * spread,
                    tensor.name() + " of " + point.architecture + ": difference " + difference + ", spread " + spread);
        }
    }

    /** A network, its twin and a batch. */
    private static final class Point {
        final Architecture architecture;
        final FloatMatrix x32;
        final FloatMatrix y32;
        final DoubleMatrix x;
        final DoubleMatrix y;
        final Network network;
        final DoubleNetwork twin;

        Point(Architecture architecture, int wanted, Loss loss, Initialiser initialiser, long seed) {
            int rows = Math.max(wanted, architecture.fewestTrainingRows());
            this.architecture = architecture;
            x32 = Samples.normal(rows, architecture.inputs(), seed, "inputs");
            y32 = Samples.targets(rows, architecture.outputs(), loss, seed);
            x = Samples.widened(x32);
            y = Samples.widened(y32);
            network = Samples.network(architecture, initialiser, seed, rows);
            twin = DoubleNetwork.of(network);
        }

        /**
         * The derivative along a random direction of one tensor, held against Richardson's extrapolation of central differences. What is
         * left of their truncation is less than what two steps differ by; a loss is rounded to about 1e-15 of itself, which a difference
         * divides by the step.
         */
        void checkAlongADirection(Tensor tensor, double[] exact, Loss loss) {
            double[] direction = new double[tensor.size()];
            double length = 0;
            for (int i = 0; i < direction.length; i++) {
                direction[i] = fathom.simd.random.RandomStream.of(tensor.offset(), "direction")
                        .normal(i);
                length = Math.hypot(length, direction[i]);
            }
            double derivative = 0;
            double norm = 0;
            for (int i = 0; i < direction.length; i++) {
                direction[i] /= length;
                derivative += direction[i] * exact[tensor.offset() + i];
                norm = Math.hypot(norm, exact[tensor.offset() + i]);
            }
            double near = difference(tensor, direction, STEP, loss);
            double far = difference(tensor, direction, 2 * STEP, loss);
            double rounding = 1e-14 * (1 + twin.loss(x, y, loss)) / STEP;
            double error = Math.abs((4 * near - far) / 3 - derivative);
            assertTrue(
                    error <= 1e-7 * norm + Math.abs(near - far) + rounding,
                    tensor.name() + " of " + architecture + ": error " + error + ", norm " + norm);
        }

        private double difference(Tensor tensor, double[] direction, double step, Loss loss) {
            double[] kept = twin.parameters().clone();
            move(tensor, direction, step, kept);
            double above = twin.loss(x, y, loss);
            move(tensor, direction, -step, kept);
            double below = twin.loss(x, y, loss);
            move(tensor, direction, 0, kept);
            return (above - below) / (2 * step);
        }

        private void move(Tensor tensor, double[] direction, double step, double[] from) {
            for (int i = 0; i < direction.length; i++) {
                twin.parameters()[tensor.offset() + i] = from[tensor.offset() + i] + step * direction[i];
            }
        }
    }
}
