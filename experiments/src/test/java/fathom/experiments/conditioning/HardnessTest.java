package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.conditioning.LearnTrial.LearnCell;
import fathom.experiments.conditioning.LearnTrial.LearnResult;
import fathom.experiments.conditioning.LearnTrial.Learner;
import fathom.experiments.conditioning.PairTrial.PairCell;
import fathom.experiments.conditioning.PairTrial.PairPoint;
import fathom.experiments.conditioning.PairTrial.PairResult;
import fathom.simd.Activation;
import fathom.simd.Gemm;
import fathom.simd.Reduce;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class HardnessTest {

    /** Products, distances and probabilities of the half cube by counting all pairs. */
    @Test
    void halfCube() {
        HalfCube cube = new HalfCube(6);
        int[] all = new int[cube.points()];
        Arrays.setAll(all, i -> i);
        DoubleMatrix gram = Gemm.gram(cube.rows(all));
        double[] counts = new double[6];
        for (int i : all) {
            for (int j : all) {
                int distance = HalfCube.distance(i, j);
                counts[distance]++;
                assertEquals(cube.correlation(distance), gram.get(i, j), 1e-14);
                assertTrue(i == j || Math.abs(gram.get(i, j)) <= 1 - 2.0 / 6 + 1e-14);
            }
        }
        for (int k = 0; k < 6; k++) {
            assertEquals(counts[k] / (32 * 32), cube.probability(k), 1e-15);
        }
    }

    /** The mean squared correlation of two targets by its definition over all pairs; at great depth only equal points agree. */
    @Test
    void meanSquaredCorrelation() {
        CorrelationMap map = CorrelationMap.centred("relu");
        HalfCube cube = new HalfCube(5);
        double sum = 0;
        for (int i = 0; i < 16; i++) {
            for (int j = 0; j < 16; j++) {
                double rho = i == j ? 1 : map.value(map.value(cube.correlation(HalfCube.distance(i, j))));
                double sign = 2 / Math.PI * Math.asin(rho);
                sum += sign * sign / 256;
            }
        }
        assertEquals(sum, cube.meanSquare(map, 2), 1e-12);
        assertEquals(1.0 / 16, cube.meanSquare(map, 100), 1e-12);
    }

    /** Arguments drawn from their joint distribution against networks with weights: means of rho within five standard errors. */
    @Test
    void pairsWithoutWeights() throws Exception {
        int networks = 300;
        int width = 24;
        int d = 8;
        PairResult drawn = new PairTrial(1).run(new PairCell("normalised(relu)", width, d, networks, 5, List.of(3)));
        Activation phi = Activation.parse("normalised(relu)");
        double sum = 0;
        double squares = 0;
        for (int draw = 0; draw < networks; draw++) {
            DoubleMatrix x = new HalfCube(d).rows(new int[] {0, 1});
            for (int layer = 1; layer <= 3; layer++) {
                DoubleMatrix w = DoubleMatrix.zeros(x.columns(), width);
                RandomStream.of(6, "weights").child(draw).child(layer).fillNormal(w, 0);
                x = Gemm.product(x, w);
                phi.apply(x, x);
                for (int i = 0; i < 2; i++) {
                    double length = Math.sqrt(Reduce.squaredNorm(x.row(i)));
                    for (int j = 0; j < width; j++) {
                        x.set(i, j, x.get(i, j) / length);
                    }
                }
            }
            double rho = Reduce.dot(x.row(0), x.row(1));
            sum += rho / networks;
            squares += rho * rho / networks;
        }
        double error = Math.sqrt(2 * (squares - sum * sum) / (networks - 1));
        assertEquals(sum, drawn.points().getFirst().near(), 5 * error, "seeds 5 and 6");
    }

    /** Wide random layers follow the dual; a pair and its opposite under an odd activation are opposite. */
    @Test
    void wideLayersFollowTheDual() throws Exception {
        PairResult result = new PairTrial(1).run(new PairCell("sign", 20_000, 16, 10, 7, List.of(1)));
        PairPoint point = result.points().getFirst();
        double expected = 2 / Math.PI * Math.asin(1 - 2.0 / 16);
        double error = Math.sqrt((1 - expected * expected) / (20_000.0 * 10));
        assertEquals(expected, point.near(), 5 * error, "seed 7");
        assertEquals(-expected, point.far(), 5 * error, "seed 7");
        assertEquals(0, point.middle(), 5 / Math.sqrt(20_000.0 * 10), "seed 7");
    }

    /** A linear target is fitted by all; kernel regression returns its labels on its own points. */
    @Test
    void baselines() {
        HalfCube cube = new HalfCube(7);
        int[] trained = new int[40];
        Arrays.setAll(trained, i -> i);
        int[] tested = new int[24];
        Arrays.setAll(tested, i -> 40 + i);
        DoubleMatrix x = cube.rows(trained);
        DoubleMatrix others = cube.rows(tested);
        double[] y = new double[40];
        double[] truth = new double[24];
        for (int i = 0; i < 64; i++) {
            double value = cube.coordinate(i, 2) > 0 ? 1 : -1;
            if (i < 40) {
                y[i] = value;
            } else {
                truth[i - 40] = value;
            }
        }
        assertEquals(1, LearnTrial.correlation(Baselines.linear(x, y, others), truth));
        assertEquals(1, LearnTrial.correlation(Baselines.kernel(cube, "relu", 1, trained, y, tested), truth));
        assertEquals(1, LearnTrial.correlation(Baselines.kernel(cube, "relu", 9, trained, y, trained), y));
    }

    /** A shallow target is learned better than a deep one, and results repeat to the bit. */
    @Test
    void shallowTargetsAreLearned() throws Exception {
        Learner learner = new Learner(16, List.of(0.3), 20, 16);
        LearnCell shallow = new LearnCell("normalised(relu)", 1, 64, 8, 90, 38, 3, learner);
        LearnResult result = new LearnTrial(1).run(shallow);
        assertTrue(result.descent() > 0.4, "seed 3: " + result);
        assertTrue(result.trainingCorrelation() > 0.8, "seed 3: " + result);
        assertEquals(result, new LearnTrial(2).run(shallow));
    }
}
