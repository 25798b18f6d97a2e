package fathom.experiments.fractal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.Dataset;
import fathom.data.fractal.ApproximationCurve;
import fathom.data.fractal.CantorDistribution;
import fathom.experiments.fractal.ConstructionTrial.ConstructionCell;
import fathom.experiments.fractal.ConstructionTrial.ConstructionResult;
import fathom.experiments.fractal.ConstructionTrial.ConstructionResult.Cut;
import fathom.experiments.fractal.GradientTrial.GradientCell;
import fathom.experiments.fractal.GradientTrial.GradientResult;
import fathom.experiments.fractal.PiecesTrial.PiecesCell;
import fathom.experiments.fractal.PiecesTrial.PiecesResult;
import fathom.nn.Architecture;
import fathom.nn.DoubleNetwork;
import fathom.nn.Initialiser;
import fathom.nn.LineNetwork;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The constructions and the gradient against what the theorems say, and against slower ways to the same numbers. */
class TheoryTest {

    private static final long SEED = 20191208;
    private static final int POINTS = 1_500;

    /** Theorem 1: no error at all; theorem 3: P(j), up to the sampling of the points. */
    @ParameterizedTest
    @CsvSource({"line,1,5", "cantor,1,4", "cantor,2,5", "cantor,3,2", "sierpinsky,2,5", "vicsek,2,4", "pentaflake,2,4"})
    void explicitNetworksClassifyWithoutError(String system, int d, int n) {
        System.out.println("TheoryTest seed " + SEED);
        ConstructionResult result = new ConstructionTrial().run(new ConstructionCell(system, d, n, "1", POINTS, SEED));
        Cut whole = result.cuts().getLast();
        assertEquals(1, whole.accuracy(), 0);
        assertTrue(whole.hiddenLayers() <= 2 * n + 1);
        assertTrue(whole.width() <= 5 * result.dimension() * result.maps());
        for (Cut cut : result.cuts()) {
            assertTrue(cut.hiddenLayers() <= 2 * cut.j() + 2 && cut.width() <= whole.width(), cut.toString());
            double error = Math.sqrt(cut.curve() * (1 - cut.curve()) / POINTS);
            // Negatives that the margin draws again stay in their cell, so P(j) holds up to those within the margin of
            // K_j.
            assertTrue(Math.abs(cut.accuracy() - cut.curve()) <= 3.9 * error + 0.03, cut.toString());
            if (system.equals("line")) {
                assertEquals(cut.curve(), cut.exact(), 1e-10, "the exact accuracy of " + cut);
                // Theorem 2's count: each of the 2^j intervals of C_j needs a top of its own, and a gap beside it.
                assertTrue(cut.regions() >= 2 * (1 << cut.j()) - 1, cut.toString());
            }
        }
    }

    /** The corners of every cell, moved inwards by the margin, are the points that are hardest to keep. */
    @Test
    void cornersOfCellsAreKept() {
        int n = 4;
        double margin = 1e-3;
        double width = 2;
        for (int i = 0; i < n; i++) {
            width /= 3;
        }
        DoubleNetwork network = new Construction(ConstructionTrial.line(), n, margin).network();
        for (int cell = 0; cell < 1 << n; cell++) {
            double left = -1;
            double third = 2;
            for (int i = 0; i < n; i++) {
                third /= 3;
                left += (cell >> i & 1) * 2 * third;
            }
            DoubleMatrix x = DoubleMatrix.zeros(4, 1);
            x.set(0, 0, left + 1.001 * margin);
            x.set(1, 0, left + width - 1.001 * margin);
            x.set(2, 0, left - margin);
            x.set(3, 0, left + width + margin);
            DoubleMatrix outputs = network.forward(x);
            assertEquals(0.5, outputs.get(0, 0), 1e-6);
            assertEquals(0.5, outputs.get(1, 0), 1e-6);
            assertTrue(left - margin < -1 || outputs.get(2, 0) < 0);
            assertTrue(left + width + margin > 1 || outputs.get(3, 0) < 0);
        }
        assertThrows(IllegalArgumentException.class, () -> new Construction(ConstructionTrial.line(), 0, 0.1));
    }

    /** The tent map folded over itself t times has 2^t pieces, each of which crosses zero: Telgarsky's example, two units a layer. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 9})
    void foldedTentsAreCounted(int depth) {
        // 1 - 2 |x| = 1 - 2 [x]_+ - 2 [-x]_+
        double[] parameters = new double[2 + 2 + (depth - 1) * 6 + 3];
        parameters[0] = 1;
        parameters[1] = -1;
        int at = 4;
        for (int layer = 1; layer < depth; layer++, at += 6) {
            System.arraycopy(new double[] {-2, 2, -2, 2, 1, -1}, 0, parameters, at, 6);
        }
        System.arraycopy(new double[] {-2, -2, 1}, 0, parameters, at, 3);
        LineNetwork tents = new LineNetwork(Architecture.fullyConnected(1, depth, 2, 1), parameters);
        assertEquals(1 << depth, tents.regions(-1, 1));
        assertEquals(1 << depth, LineDecision.of(tents).positive().size());
    }

    /** The decision against the network's own signs, its accuracy against the share of sampled points that it gets right. */
    @Test
    void decisionsAreTheSignsOfTheNetwork() {
        CantorDistribution cantor = new CantorDistribution(ApproximationCurve.numbered(1, 3), 1e-3);
        Dataset points = cantor.sample(POINTS, RandomStream.of(SEED, "decision"));
        for (int draw = 0; draw < 10; draw++) {
            Architecture architecture = Architecture.fullyConnected(1, 2, 5, 1);
            double[] parameters = random(2, 5, 0.05, draw);
            DoubleNetwork network = new DoubleNetwork(architecture, parameters);
            LineDecision decision = LineDecision.of(new LineNetwork(architecture, parameters));
            int right = 0;
            for (int i = 0; i < POINTS; i++) {
                double x = points.inputs().get(i, 0);
                boolean says = network.forward(DoubleMatrix.of(1, 1, 2 * x - 1)).get(0, 0) >= 0;
                long passed =
                        decision.positive().stream().filter(end -> end <= x).count();
                assertEquals(says, passed % 2 == 1, "at " + x + " of " + decision);
                right += says == points.targets().get(i, 0) > 0 ? 1 : 0;
            }
            double exact = decision.accuracy(cantor);
            double error = Math.sqrt(exact * (1 - exact) / POINTS);
            assertEquals(exact, (double) right / POINTS, 3.9 * error);
        }
    }

    /**
     * Theorem 4 in one dimension: the count that it rests on, and its bound held against the least error of so many changes of sign, which it
     * nearly reaches on the finest curve.
     */
    @Test
    void narrowNetworksHaveFewPiecesAndErr() {
        double sharpest = 0;
        for (int curve : LineSection.CURVES) {
            for (int depth = 1; depth <= 3; depth++) {
                for (int s = 1; s * depth < 5; s++) {
                    PiecesCell cell = new PiecesCell(curve, 6, depth, s, 60, SEED);
                    PiecesResult result = new PiecesTrial().run(cell);
                    assertTrue(result.pieces() > 1 && result.pieces() <= cell.allowed(), cell + ": " + result);
                    assertTrue(result.error() >= result.least() - 1e-12, cell + ": " + result);
                    assertTrue(result.least() >= result.bound() && result.bound() > 0, cell + ": " + result);
                    sharpest = Math.max(sharpest, result.bound() / result.least());
                }
            }
        }
        assertTrue(sharpest > 0.9, "bound over least error: " + sharpest);
        // By hand: P(5) = 1/2, and all but 2 of 32 cells; the least error pays half a cell for each change.
        PiecesResult finest = new PiecesTrial().run(new PiecesCell(6, 6, 1, 1, 1, SEED));
        assertEquals(5, finest.level());
        assertEquals((1 - 2.0 / 32) / 2, finest.bound(), 1e-15);
        assertEquals((1 - 2.0 / 64) / 2, finest.least(), 1e-15);
    }

    /** The exact gradient against the mean over a fine grid on every interval and every gap of the fractal. */
    @Test
    void gradientIsItsQuadrature() {
        int n = 3;
        int grid = 600;
        CantorDistribution cantor = new CantorDistribution(ApproximationCurve.numbered(6, n), 0);
        int cells = 1 << n;
        DoubleMatrix x = DoubleMatrix.zeros(2 * cells * grid, 1);
        DoubleMatrix y = DoubleMatrix.zeros(x.rows(), 1);
        double edge = 1.0 / 27;
        for (int cell = 0; cell < cells; cell++) {
            double left = (cell & 1) * 2 / 3.0 + (cell >> 1 & 1) * 2 / 9.0 + (cell >> 2 & 1) * 2 / 27.0;
            double gap = (cell & 1) * 2 / 3.0 + (cell >> 1 & 1) * 2 / 9.0 + edge + (cell >> 2 & 1) * edge / 2;
            for (int g = 0; g < grid; g++) {
                int row = 2 * (cell * grid + g);
                x.set(row, 0, left + edge * (g + 0.5) / grid);
                y.set(row, 0, 1);
                x.set(row + 1, 0, gap + edge / 2 * (g + 0.5) / grid);
                y.set(row + 1, 0, -1);
            }
        }
        for (int draw = 0; draw < 4; draw++) {
            // The output passes through 1 in the middle, so that the hinge cuts off a part of the positives.
            double[] parameters = random(2, 4, 0.1, draw);
            Architecture architecture = Architecture.fullyConnected(1, 2, 4, 1);
            DoubleMatrix middle = DoubleMatrix.of(1, 1, 0.5);
            parameters[parameters.length - 1] += 1
                    - new DoubleNetwork(architecture, parameters)
                            .forward(middle)
                            .get(0, 0);
            DoubleMatrix outputs = new DoubleNetwork(architecture, parameters).forward(x);
            long cut = IntStream.range(0, x.rows())
                    .filter(row -> y.get(row, 0) * outputs.get(row, 0) >= 1)
                    .count();
            assertTrue(cut > x.rows() / 8, "the hinge cuts off " + cut + " of " + x.rows() + " points");
            double[] slow = new DoubleNetwork(architecture, parameters).gradient(x, y, Loss.HINGE);
            double[][][] exact = PopulationGradient.of(new LineNetwork(architecture, parameters), cantor);
            int at = 0;
            for (double[][] layer : exact) {
                for (double[] row : layer) {
                    for (double entry : row) {
                        assertEquals(slow[at++], entry, 3e-4);
                    }
                }
            }
            assertEquals(slow.length, at);
        }
    }

    /** Biases of 1/2 leave every unit on, the network affine, and both classes with the same mean: no gradient at all. */
    @Test
    void theoremFive() {
        GradientResult half = new GradientTrial().run(new GradientCell(1, 0.5, List.of(3, 20), 2, 3, 30, SEED));
        half.points().forEach(point -> assertEquals(0, point.largest(), 1e-15));
        GradientResult tenth = new GradientTrial().run(new GradientCell(6, 0.1, List.of(2, 6, 20), 2, 3, 60, SEED));
        assertTrue(tenth.points().get(0).mean() > 10 * tenth.points().get(1).mean());
        assertTrue(tenth.points().get(2).within() >= 1 - GradientTrial.DELTA);
        for (int curve : new int[] {1, 4}) {
            GradientResult deep =
                    new GradientTrial().run(new GradientCell(curve, 0.1, List.of(18, 30), 2, 3, 60, SEED));
            assertTrue(deep.points().stream().allMatch(point -> point.within() >= 1 - GradientTrial.DELTA));
            assertTrue(deep.points().getFirst().largest() > 0);
        }
        assertEquals(13, GradientTrial.level(2, 3, 1));
        assertEquals(17, GradientTrial.level(2, 3, 4));
    }

    /** Weights uniform in +-1 / (2 fan-in) times 3, so that zeros lie inside. */
    private static double[] random(int depth, int width, double bias, int draw) {
        float[] parameters = Network.initialised(
                        Architecture.fullyConnected(1, depth, width, 1),
                        Initialiser.UNIFORM,
                        bias,
                        RandomStream.of(SEED, "theory").child(draw),
                        1)
                .parameters();
        double[] wide = new double[parameters.length];
        for (int p = 0; p < wide.length; p++) {
            wide[p] = parameters[p] == (float) bias ? bias : 3 * parameters[p];
        }
        return wide;
    }
}
