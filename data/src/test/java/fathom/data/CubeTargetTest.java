package fathom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CubeTargetTest {

    private static final long SEED = 20261122;
    private static final int SAMPLES = 40_000;

    @ParameterizedTest
    @CsvSource({"0.5, 3", "0.6, 3", "0.6, 5", "0.25, 2"})
    void aBiasLetsEachEntryOfAParityCorrelateWithIt(double p, int k) {
        // E[x_1 x_1 x_2 ... x_k] = (2p - 1)^(k - 1), and (2p - 1)^(k + 1) for an entry outside.
        System.out.println("CubeTargetTest seed " + SEED);
        Task task = new Task(new LocalTarget(k, k + 2), new SignInputs(k + 2, p));
        FloatMatrix x = task.inputs().sample(SAMPLES, RandomStream.of(SEED, "signs"));
        double inside = 0;
        double outside = 0;
        for (int i = 0; i < SAMPLES; i++) {
            inside += x.get(i, 0) * task.target().value(x, i);
            outside += x.get(i, k + 1) * task.target().value(x, i);
        }
        assertCorrelation(Math.pow(2 * p - 1, k - 1), inside / SAMPLES);
        assertCorrelation(Math.pow(2 * p - 1, k + 1), outside / SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 8})
    void staircasesHaveVarianceOneAndTheCoefficientsOfTheirSteps(int k) {
        StaircaseTarget target = new StaircaseTarget(k, k);
        double squares = 0;
        double[] steps = new double[k];
        for (int point = 0; point < 1 << k; point++) {
            FloatMatrix x = FloatMatrix.zeros(1, k);
            for (int j = 0; j < k; j++) {
                x.set(0, j, (point >> j & 1) == 0 ? 1 : -1);
            }
            double value = target.value(x, 0);
            squares += value * value;
            for (int step = 0; step < k; step++) {
                steps[step] += value * new LocalTarget(step + 1, k).value(x, 0);
            }
            assertTrue(k % 2 == 0 || value != 0);
        }
        assertEquals(1, squares / (1 << k), 1e-14);
        for (double step : steps) {
            assertEquals(1 / Math.sqrt(k), step / (1 << k), 1e-14);
        }
    }

    @Test
    void aGrammarThatUsesEveryTupleReadsEveryInput() {
        // L = 2, s = 2, v = 2, m = 2: each class writes m^(1 + s) = 8 of the 16 inputs.
        RandomHierarchy grammar = new RandomHierarchy(2, 2, 2, 2, SEED);
        int sum = 0;
        for (int sentence = 0; sentence < 16; sentence++) {
            FloatMatrix x = FloatMatrix.zeros(1, grammar.dimension());
            for (int p = 0; p < 4; p++) {
                x.set(0, 2 * p + (sentence >> p & 1), 1);
            }
            double root = grammar.value(x, 0);
            assertEquals(1, Math.abs(root));
            sum += (int) root;
        }
        assertEquals(0, sum);
    }

    @ParameterizedTest
    @CsvSource({"1, 2, 4, 2", "2, 2, 6, 3", "3, 2, 5, 2", "2, 3, 3, 4"})
    void sentencesHaveTheRootThatWroteThem(int levels, int branching, int vocabulary, int synonyms) {
        RandomHierarchy grammar = new RandomHierarchy(levels, branching, vocabulary, synonyms, SEED);
        int n = 2_000;
        FloatMatrix x = grammar.sample(n, RandomStream.of(SEED, "sentences"));
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double square = 0;
            for (int j = 0; j < grammar.dimension(); j++) {
                square += x.get(i, j) * x.get(i, j);
            }
            // Each position has the length sqrt(v).
            assertEquals(grammar.dimension(), square, 1e-4 * grammar.dimension());
            double root = grammar.value(x, i);
            assertEquals(1, Math.abs(root));
            sum += root;
        }
        assertTrue(Math.abs(sum) < 3.9 * Math.sqrt(n), "sum of roots " + sum);
        assertEquals(0, different(grammar.sample(5, RandomStream.of(SEED, "sentences")), x.rows(0, 5)));
    }

    @Test
    void otherSeedsGiveOtherGrammars() {
        RandomHierarchy one = new RandomHierarchy(2, 2, 8, 3, 1);
        RandomHierarchy two = new RandomHierarchy(2, 2, 8, 3, 2);
        assertNotEquals(0, different(one.sample(50, RandomStream.of(3, "s")), two.sample(50, RandomStream.of(3, "s"))));
    }

    @Test
    void sizesOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> new SignInputs(3, 0));
        assertThrows(IllegalArgumentException.class, () -> new SignInputs(3, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new StaircaseTarget(4, 3));
        assertThrows(IllegalArgumentException.class, () -> new RandomHierarchy(0, 2, 2, 1, 1));
        assertThrows(IllegalArgumentException.class, () -> new RandomHierarchy(2, 2, 4, 5, 1));
        assertThrows(IllegalArgumentException.class, () -> new RandomHierarchy(40, 2, 4, 2, 1));
        assertThrows(IllegalArgumentException.class, () -> new RandomHierarchy(2, 30, 40, 2, 1));
    }

    @Test
    void namesReadBack() {
        assertEquals(new Task(new LocalTarget(2, 9), new GaussianInputs(9)), Task.named(" local( k = 2, d=9 ) "));
        assertEquals(new Task(new LocalTarget(3, 30), new SignInputs(30, 0.6)), Task.named("parity(p=0.6)"));
        for (String name : Task.names().keySet()) {
            Task task = Task.named(name);
            assertEquals(
                    task.target().name(),
                    Task.named(name.substring(0, name.indexOf('('))).target().name());
            assertEquals(
                    task.inputs().dimension(),
                    task.inputs().sample(2, RandomStream.of(1, "x")).columns());
        }
    }

    @Test
    void badNamesAreRefusedInOneSentence() {
        assertMessage("there is no target lokal, expected one of local, global,", "lokal");
        assertMessage("local has no key p, expected some of k=3,d=40", "local(p=1)");
        assertMessage("local: k must be a whole number, not \"x\"", "local(k=x)");
        assertMessage("\"k\" is not of the form key=value", "local(k)");
        assertMessage("the key k is given twice", "local(k=1,k=2)");
        assertMessage("must not exceed d", "local(k=5,d=4)");
        assertMessage("written name or name(key=value,...)", "local(k=3");
    }

    private static void assertMessage(String part, String text) {
        String message = assertThrows(IllegalArgumentException.class, () -> Task.named(text))
                .getMessage();
        assertTrue(message.contains(part), message);
    }

    private static void assertCorrelation(double expected, double measured) {
        double error = Math.sqrt((1 - expected * expected) / SAMPLES);
        assertTrue(
                Math.abs(measured - expected) < 3.9 * error, measured + " is not " + expected + " within 3.9 " + error);
    }

    private static int different(FloatMatrix a, FloatMatrix b) {
        int different = 0;
        for (int i = 0; i < a.rows(); i++) {
            for (int j = 0; j < a.columns(); j++) {
                different += a.get(i, j) == b.get(i, j) ? 0 : 1;
            }
        }
        return different;
    }
}
