package fathom.experiments.fractal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.data.fractal.CantorDistribution;
import fathom.data.fractal.Curve;
import fathom.nn.Architecture;
import fathom.nn.DoubleNetwork;
import fathom.nn.Initialiser;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
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
        ConstructionResult.Cut whole = result.cuts().getLast();
        assertEquals(1, whole.accuracy(), 0);
        assertTrue(whole.hiddenLayers() <= 2 * n + 1);
        assertTrue(whole.width() <= 5 * result.dimension() * result.maps());
        for (ConstructionResult.Cut cut : result.cuts()) {
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

    /** The pieces against the network itself, and the pieces of one hidden layer against its kinks. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void piecesAreTheNetwork(int depth) {
        for (int draw = 0; draw < 20; draw++) {
            int width = 6;
            double[] parameters = random(depth, width, 0.05, draw);
            Architecture architecture = Architecture.fullyConnected(1, depth, width, 1);
            DoubleNetwork network = new DoubleNetwork(architecture, parameters);
            LineNetwork line = new LineNetwork(architecture, parameters);
            double[] end = {-1};
            line.pieces(-1, 1, piece -> {
                assertEquals(end[0], piece.from());
                end[0] = piece.to();
                for (double share : new double[] {0.01, 0.5, 0.99}) {
                    double x = piece.from() + share * (piece.to() - piece.from());
                    assertEquals(
                            network.forward(DoubleMatrix.of(1, 1, x)).get(0, 0),
                            piece.slope() * x + piece.offset(),
                            1e-12);
                }
            });
            assertEquals(1, end[0]);
            if (depth == 1) {
                int kinks = 0;
                for (int i = 0; i < width; i++) {
                    kinks += Math.abs(parameters[width + i]) < Math.abs(parameters[i]) ? 1 : 0;
                }
                assertEquals(kinks + 1, line.regions(-1, 1));
            }
            // Theorem 2: at most (e k)^t pieces.
            assertTrue(line.regions(-1, 1) <= Math.pow(Math.E * width, depth));
        }
    }

    /** Theorem 4 in one dimension: no network of width k < 2^s and depth t, n > j > s t, errs less than (1 - 2^(s t - j)) (1 - P(j)). */
    @Test
    void noNarrowNetworkBeatsTheLowerBound() {
        int n = 6;
        CantorDistribution cantor = new CantorDistribution(Curve.numbered(4, n), 1e-4);
        for (int s = 1; s <= 2; s++) {
            int width = (1 << s) - 1;
            for (int draw = 0; draw < 200; draw++) {
                double[] parameters = random(1, width, 0.3, draw);
                Architecture architecture = Architecture.fullyConnected(1, 1, width, 1);
                double error = 1 - ConstructionTrial.accuracy(new LineNetwork(architecture, parameters), cantor);
                for (int j = s + 1; j < n; j++) {
                    double least =
                            (1 - 1.0 / (1 << j - s)) * (1 - cantor.curve().value(j));
                    assertTrue(error >= least, "width " + width + ", j = " + j + ": " + error + " < " + least);
                }
            }
        }
    }

    /** The exact gradient against the mean over a fine grid on every interval and every gap of the fractal. */
    @Test
    void gradientIsItsQuadrature() {
        int n = 3;
        int grid = 600;
        CantorDistribution cantor = new CantorDistribution(Curve.numbered(6, n), 0);
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
            // Outputs beyond 1 in some places, so that the hinge has something to cut off.
            double[] parameters = random(2, 4, 0.1, draw);
            parameters[parameters.length - 1] = 0.9;
            Architecture architecture = Architecture.fullyConnected(1, 2, 4, 1);
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
