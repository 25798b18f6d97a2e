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

    /** Step of the central difference. Halving or doubling it leaves the errors below the bound. */
    private static final double STEP = 2e-6;

    /**
     * Where the rows' gradients cancel to less than this share of their absolute sum, a relative bound says nothing: with the
     * hinge loss a bias's gradient is a sum of equal terms of both signs, often exactly 0.
     */
    private static final double CANCELLED = 0.02;

    private static int points;
    private static int discarded;
    private static int tensors;
    private static int cancelled;

    @AfterContainer
    static void fewPointsAreDiscarded() {
        System.out.printf("gradient: %d of %d points lie within 100 steps of a kink%n", discarded, points);
        System.out.printf("gradient: %d of %d tensors cancelled%n", cancelled, tensors);
        assertTrue(discarded < 0.2 * points, discarded + " of " + points + " points discarded");
        assertTrue(cancelled < 0.2 * tensors, cancelled + " of " + tensors + " tensors cancelled");
    }

    @Property(tries = 300)
    void twinAgreesWithCentralDifferences(
            @ForAll @IntRange(min = 1, max = 6) int inputs,
            @ForAll @IntRange(min = 0, max = 5) int depth,
            @ForAll @IntRange(min = 1, max = 8) int width,
            @ForAll @IntRange(min = 1, max = 3) int outputs,
            @ForAll @IntRange(min = 1, max = 6) int rows,
            @ForAll Loss loss,
            @ForAll Initialiser initialiser,
            @ForAll Parameterisation parameterisation,
            @ForAll long seed) {
        Architecture architecture = Architecture.fullyConnected(inputs, depth, width, outputs)
                .with(parameterisation)
                .then(new Scaled(1.5));
        Point point = new Point(architecture, rows, loss, initialiser, seed);
        if (point.discard()) {
            return;
        }
        DoubleNetwork twin = point.twin;
        double[] exact = twin.gradient(point.x, point.y, loss);
        double norm = norm(exact);
        if (norm < CANCELLED * norm(point.termsWithoutSign(loss))) {
            discarded++;
            return;
        }
        double difference = 0;
        for (int p = 0; p < exact.length; p++) {
            double value = twin.parameters()[p];
            twin.parameters()[p] = value + STEP;
            double above = twin.loss(point.x, point.y, loss);
            twin.parameters()[p] = value - STEP;
            double below = twin.loss(point.x, point.y, loss);
            twin.parameters()[p] = value;
            difference = Math.hypot(difference, (above - below) / (2 * STEP) - exact[p]);
        }
        assertTrue(difference <= 1e-7 * norm, "difference " + difference + ", norm " + norm);
    }

    @Property(tries = 300)
    void networkAgreesWithTwin(
            @ForAll @IntRange(min = 1, max = 40) int inputs,
            @ForAll @IntRange(min = 0, max = 8) int depth,
            // At least 8 units and 4 rows: where a layer's only living unit is close to its kink, or the only row close
            // to its
            // target, the little that is left has few correct digits in float, and a relative bound says nothing.
            @ForAll @IntRange(min = 8, max = 40) int width,
            @ForAll @IntRange(min = 1, max = 3) int outputs,
            @ForAll @IntRange(min = 4, max = 24) int rows,
            @ForAll Loss loss,
            @ForAll Initialiser initialiser,
            @ForAll Parameterisation parameterisation,
            @ForAll long seed) {
        Architecture architecture = Architecture.fullyConnected(inputs, depth, width, outputs)
                .with(parameterisation)
                .then(new Scaled(1.5));
        Point point = new Point(architecture, rows, loss, initialiser, seed);
        if (point.discard()) {
            return;
        }
        Gradient gradient = point.network.gradient(point.x32, point.y32, loss);
        double[] exact = point.twin.gradient(point.x, point.y, loss);
        double[] terms = point.termsWithoutSign(loss);
        for (Tensor tensor : point.network.architecture().tensors()) {
            double greatest = 0;
            double greatestTerms = 0;
            double difference = 0;
            for (int p = tensor.offset(); p < tensor.offset() + tensor.size(); p++) {
                greatest = Math.max(greatest, Math.abs(exact[p]));
                greatestTerms = Math.max(greatestTerms, terms[p]);
                difference = Math.max(difference, Math.abs(gradient.values()[p] - exact[p]));
            }
            tensors++;
            if (greatest < CANCELLED * greatestTerms) {
                cancelled++;
                continue;
            }
            assertTrue(
                    difference <= 4e-6 * (depth + 1) * greatest,
                    tensor.name() + ": difference " + difference + ", greatest " + greatest);
        }
    }

    private static double norm(double[] x) {
        double norm = 0;
        for (double value : x) {
            norm = Math.hypot(norm, value);
        }
        return norm;
    }

    /** A network, its twin and a batch. */
    private static final class Point {
        final FloatMatrix x32;
        final FloatMatrix y32;
        final DoubleMatrix x;
        final DoubleMatrix y;
        final Network network;
        final DoubleNetwork twin;
        final double kink;

        Point(Architecture architecture, int rows, Loss loss, Initialiser initialiser, long seed) {
            x32 = Samples.normal(rows, architecture.inputs(), seed, "inputs");
            y32 = Samples.targets(rows, architecture.outputs(), loss, seed);
            x = Samples.widened(x32);
            y = Samples.widened(y32);
            network = Samples.network(architecture, initialiser, seed, rows);
            twin = DoubleNetwork.of(network);
            kink = Samples.distanceFromKink(twin, architecture, x, y, loss);
        }

        /** For each parameter the mean over rows of |gradient of the row's loss|: what the gradient would be without cancellation. */
        double[] termsWithoutSign(Loss loss) {
            double[] terms = new double[twin.parameters().length];
            for (int i = 0; i < x.rows(); i++) {
                double[] row = twin.gradient(x.row(i), y.row(i), loss);
                for (int p = 0; p < terms.length; p++) {
                    terms[p] += Math.abs(row[p]) / x.rows();
                }
            }
            return terms;
        }

        boolean discard() {
            points++;
            if (kink > 100 * STEP) {
                return false;
            }
            discarded++;
            return true;
        }
    }
}
