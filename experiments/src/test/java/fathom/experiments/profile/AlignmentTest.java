package fathom.experiments.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.ReluKernels;
import fathom.ntk.RowKernel;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Energies of labels whose place in the spectrum is known, and the learning curve against many draws. */
class AlignmentTest {

    private static final long SEED = 20251122;
    private static final RowKernel NTK =
            ReluKernels.of(Kernel.NTK, InfiniteNetwork.relu().withTrainedBias(1), 2);

    private static DoubleMatrix sphere(int n, int d, String purpose) {
        DoubleMatrix x = DoubleMatrix.zeros(n, d);
        RandomStream.of(SEED, purpose).fillSphere(x, 0);
        return x;
    }

    private static DoubleMatrix linear(DoubleMatrix x) {
        DoubleMatrix y = DoubleMatrix.zeros(x.rows(), 1);
        for (int i = 0; i < x.rows(); i++) {
            y.set(i, 0, x.get(i, 0) - x.get(i, 1));
        }
        return y;
    }

    private static DoubleMatrix noise(int n, String purpose) {
        DoubleMatrix y = DoubleMatrix.zeros(n, 1);
        RandomStream.of(SEED, purpose).fillNormal(y, 0);
        return y;
    }

    @Test
    void aLinearTargetLiesInTheFirstEigenvectors() {
        // On the sphere the eigenspaces are the harmonics: one constant, then d linear ones.
        int d = 5;
        DoubleMatrix x = sphere(400, d, "training");
        DoubleMatrix tests = sphere(2000, d, "test");
        Alignment alignment = Alignment.of(NTK, NTK.gram(x), x, linear(x), tests, linear(tests));
        List<Integer> ranks = List.of(1, d + 1, 400);
        List<Double> energy = alignment.energy(ranks);
        List<Double> heldOut = alignment.heldOut(ranks);
        assertTrue(energy.get(0) < 0.02 && energy.get(1) > 0.98, energy.toString());
        assertEquals(1, energy.get(2), 1e-10);
        // t = 2000 test points: a standard error of about sqrt(2 / t) = 0.03.
        assertEquals(1, heldOut.get(1), 4 * 0.03);
        assertEquals(1, heldOut.get(2), 4 * 0.03);
    }

    @Test
    void labelsWithoutStructureHaveNoHeldOutEnergy() {
        int m = 200;
        int tests = 200;
        int draws = 40;
        DoubleMatrix x = sphere(m, 6, "training");
        DoubleMatrix t = sphere(tests, 6, "test");
        DoubleMatrix gram = NTK.gram(x);
        double sum = 0;
        double squares = 0;
        double inside = 0;
        for (int draw = 0; draw < draws; draw++) {
            Alignment alignment =
                    Alignment.of(NTK, gram, x, noise(m, "labels " + draw), t, noise(tests, "test labels " + draw));
            double heldOut = alignment.heldOut(m / 10);
            sum += heldOut;
            squares += heldOut * heldOut;
            inside += alignment.energy(List.of(m / 10)).getFirst() / draws;
        }
        double mean = sum / draws;
        double error = Math.sqrt((squares / draws - mean * mean) / (draws - 1));
        assertTrue(Math.abs(mean / error) < 4, "seed " + SEED + ": held-out energy " + mean + " +- " + error);
        // By the samples' own labels the tenth holds a tenth, which says nothing.
        assertEquals(0.1, inside, 0.03);
    }

    @Test
    void effectiveRankOfEqualEigenvaluesIsTheirNumber() {
        assertEquals(7, Alignment.effectiveRank(new double[] {2, 2, 2, 2, 2, 2, 2}), 1e-12);
        assertEquals(1, Alignment.effectiveRank(new double[] {2, 0, 0}), 1e-12);
    }

    @Test
    void theCurvePredictsManyDraws() {
        // Half signal, half noise: the noise is part of the pool, and theory knows its coefficients too.
        int m = 256;
        DoubleMatrix x = sphere(m, 4, "pool");
        DoubleMatrix y = linear(x);
        DoubleMatrix noise = noise(m, "pool noise");
        for (int i = 0; i < m; i++) {
            y.set(i, 0, y.get(i, 0) + 0.5 * noise.get(i, 0));
        }
        DoubleMatrix gram = NTK.gram(x);
        Alignment alignment = Alignment.of(NTK, gram, x, y, x, y);
        for (double strength : new double[] {0.1, 3}) {
            for (ProfileSpectrumTrial.LabelSpectrum.CurvePoint point :
                    PoolCurve.of(alignment, gram, y, strength, 60, RandomStream.of(SEED, "draws"))) {
                // The theory is asymptotic in n: within 10 % from 16 samples on.
                double tolerance = point.n() < 16 ? 0.25 : 0.1;
                assertEquals(
                        1,
                        point.predicted() / point.measured(),
                        tolerance,
                        "n = " + point.n() + ", strength " + strength);
            }
        }
    }

    @Test
    void sizesAndRanks() {
        assertEquals(List.of(16, 32, 64, 128, 256), PoolCurve.sizes(1024));
        assertEquals(List.of(4, 9), PoolCurve.sizes(36));
        List<Integer> ranks = Alignment.ranks(100);
        assertEquals(1, ranks.getFirst());
        assertEquals(100, ranks.getLast());
        assertEquals(ranks, ranks.stream().distinct().sorted().toList());
    }
}
