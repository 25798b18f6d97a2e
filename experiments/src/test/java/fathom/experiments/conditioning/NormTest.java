package fathom.experiments.conditioning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.conditioning.NormTrial.NormCell;
import fathom.experiments.conditioning.NormTrial.NormPoint;
import fathom.experiments.conditioning.NormTrial.NormResult;
import fathom.ntk.ActivationKernels;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.dual.DualActivation;
import fathom.ntk.dual.Nonlinearity;
import fathom.runs.verdict.PublishedNumbers;
import fathom.runs.verdict.Reproduction;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormTest {

    /** Closed forms of NormReLU against quadrature that splits at the kink, and slopes against differences. */
    @ParameterizedTest
    @CsvSource({"-1.5975,0.5", "-1.5975,1", "-1.5975,2", "0.3,0.7", "-0.4,1.9"})
    void closedFormsOfNormRelu(double c, double g) {
        NormRelu relu = new NormRelu(c);
        DualActivation dual = new DualActivation(Nonlinearity.parse("normrelu(c=" + c + ")"));
        assertEquals(dual.secondMoment(g), relu.value(g), 1e-11);
        assertEquals(dual.mean(g), relu.mean(g), 1e-11);
        assertEquals(dual.nonlinearity(1), relu.mu(), 1e-11);
        double h = 1e-4;
        assertEquals((relu.value(g + h) - relu.value(g - h)) / (2 * h), relu.slope(g), 1e-7);
        assertEquals(1, relu.value(1), 1e-13);
        assertEquals(0, relu.mean(1), 1e-13);
        assertEquals(new NormMap("normrelu(c=" + c + ")").alpha(), relu.alpha(), 1e-11);
    }

    @Test
    void publishedNumbersAreMet() {
        List<Reproduction> rows = LengthSection.published(
                PublishedNumbers.read(NormTest.class.getResourceAsStream("/published/agarwal-normrelu.csv")));
        assertEquals(10, rows.size());
        rows.forEach(row -> assertEquals(Reproduction.Status.MET, row.status(), row.toString()));
    }

    @Test
    void whichActivationsAreSigmoidal() {
        for (String name : List.of("tanh", "erf", "identity")) {
            assertTrue(LengthSection.covers(name), name);
        }
        for (String name :
                List.of("relu", "softplus", "sin", "sigmoid", "elu", "leaky_relu(slope=0.1)", "sign", "step")) {
            assertFalse(LengthSection.covers(name), name);
        }
    }

    /** s_l'(1) by its expectation is the derivative of s_l. */
    @Test
    void slopeOfTheNormMap() {
        NormMap map = new NormMap("tanh");
        double h = 1e-4;
        assertEquals((map.value(1 + h) - map.value(1 - h)) / (2 * h), map.slopeAtOne(), 1e-7);
    }

    /** Theorem 38 for one layer at random lengths, for NormReLU on [1/2, 2] too. */
    @ParameterizedTest
    @CsvSource({"tanh,20", "erf,20", "normrelu(c=-1.5975),2"})
    void lengthsReturnToOne(String activation, double longest) {
        NormMap map = new NormMap(activation);
        RandomStream random = RandomStream.of(31, activation);
        for (int i = 0; i < 60; i++) {
            double g = 0.5 + (longest - 0.5) * random.uniform(i);
            assertTrue(Math.abs(map.value(g) - 1) <= (1 - map.alpha()) * Math.abs(g - 1) + 1e-12, "seed 31, g = " + g);
        }
    }

    /** Lengths and correlations against the kernels of infinite networks, which go by another way. */
    @Test
    void layersAreThoseOfInfiniteNetworks() {
        double q = 0.6;
        double other = 1.7;
        double cosine = 0.9;
        Nonlinearity phi = Nonlinearity.parse("erf");
        DoubleMatrix x = DoubleMatrix.of(
                2, 2, Math.sqrt(q), 0, Math.sqrt(other) * cosine, Math.sqrt(other * (1 - cosine * cosine)));
        InfiniteNetwork network = InfiniteNetwork.relu().withWeightVariance(ActivationKernels.weightVariance(phi));
        LengthPair pair = new LengthPair("erf", q, other, cosine);
        ActivationKernels.sweep(phi, x, network, 3, (depth, nngp, ntk) -> {
            if (depth > 0) {
                pair.advance();
                assertEquals(nngp.get(0, 0), pair.q(), 1e-10);
                assertEquals(nngp.get(1, 1), pair.other(), 1e-10);
                assertEquals(nngp.get(1, 0) / Math.sqrt(nngp.get(0, 0) * nngp.get(1, 1)), pair.correlation(), 1e-10);
            }
        });
    }

    /** A layer of NormReLU by random numbers: E sigma(sqrt q X) sigma(sqrt q' Y) within five standard errors. */
    @Test
    void layersOfNormRelu() {
        int n = 200_000;
        double q = 0.6;
        double other = 1.7;
        double cosine = 0.8;
        LengthPair pair = new LengthPair("normrelu(c=-1.5975)", q, other, cosine);
        pair.advance();
        NormRelu relu = new NormRelu(-1.5975);
        RandomStream random = RandomStream.of(33, "pairs");
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double x = random.normal(2L * i);
            double y = cosine * x + Math.sqrt(1 - cosine * cosine) * random.normal(2L * i + 1);
            double product = relu.lambda()
                    * (Math.max(Math.sqrt(q) * x + 1.5975, 0) + relu.b())
                    * relu.lambda()
                    * (Math.max(Math.sqrt(other) * y + 1.5975, 0) + relu.b());
            sum += product / n;
            squares += product * product / n;
        }
        double error = Math.sqrt((squares - sum * sum) / n);
        assertEquals(sum, pair.correlation() * Math.sqrt(pair.q() * pair.other()), 5 * error, "seed 33");
    }

    /** Theorems 13 (with 1/alpha), 38 and 60 at random lengths and separations. */
    @ParameterizedTest
    @CsvSource({"erf", "normrelu(c=-1.5975)"})
    void boundsHold(String activation) {
        RandomStream random = RandomStream.of(32, activation);
        List<Integer> depths =
                IntStream.rangeClosed(1, 40).map(i -> 10 * i).boxed().toList();
        for (int i = 0; i < 3; i++) {
            double q = 0.5 + 1.5 * random.uniform(3L * i);
            double other = 0.5 + 1.5 * random.uniform(3L * i + 1);
            double delta = 0.03 + 0.9 * random.uniform(3L * i + 2);
            NormResult result = new NormTrial().run(new NormCell(activation, q, other, delta, depths));
            int asserted = 0;
            for (NormPoint point : result.points()) {
                String place = "seed 32, " + q + ", " + other + ", delta " + delta + ": " + point;
                assertTrue(Math.abs(point.length() - 1) <= point.lengthBound() + 1e-10, place);
                assertTrue(Math.abs(point.otherLength() - 1) <= point.otherBound() + 1e-10, place);
                assertFalse(Math.abs(point.correlation()) > point.bound() + 1e-10, place);
                asserted += Double.isNaN(point.bound()) ? 0 : 1;
            }
            assertTrue(asserted > 0, "the bound must say something somewhere: " + result);
        }
    }

    /** What an activation is does not depend on how its name is spelled. */
    @Test
    void spellingsOfOneActivation() {
        for (String spelled : List.of("normrelu(c=-1.5975)", "NormReLU(c=-1.5975)", "norm_relu(c=-1.5975)")) {
            assertTrue(NormRelu.is(spelled), spelled);
            assertTrue(LengthSection.covers(spelled), spelled);
            NormCell cell = new NormCell(spelled, 0.5, 2, 0.5, List.of(1, 8));
            NormCell plain = new NormCell("normrelu(c=-1.5975)", 0.5, 2, 0.5, List.of(1, 8));
            assertEquals(new NormTrial().run(plain), new NormTrial().run(cell), spelled);
        }
        assertFalse(NormRelu.is("relu"));
        assertFalse(NormRelu.is("normalised(relu)"));
    }
}
