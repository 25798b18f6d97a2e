package fathom.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.math.DoubleFunctions;
import fathom.simd.random.RandomStream;
import org.junit.jupiter.api.Test;

/** Sections of targets, and noise stabilities against their closed forms. */
class TargetMapTest {

    private static final long SEED = 20260207;
    private static final int INPUTS = 20_000;
    private static final double Z = 3.9;

    @Test
    void everyNamedTaskHasASection() {
        for (String name : Task.names().keySet()) {
            TargetMap section = TargetMap.of(Task.named(name), 12);
            long numbers = java.util.Arrays.stream(section.values())
                    .flatMapToDouble(java.util.Arrays::stream)
                    .filter(Double::isFinite)
                    .count();
            assertTrue(numbers > 0, name);
        }
    }

    /** A product of entries 1 and 2 alone is x y at the middles of the cells. */
    @Test
    void aGaussianSectionShowsTheTargetOverItsFirstTwoEntries() {
        TargetMap section = TargetMap.of(Task.named("local(k=2,d=7)"), 6);
        assertEquals(-2.5 * 1.5, section.values()[4][0], 1e-6);
        assertEquals(0.5 * -0.5, section.values()[2][3], 1e-6);
    }

    /** Seen from the front, a bump round the first axis is a function of the abscissa, and beyond the disc there is nothing. */
    @Test
    void aSphereIsSeenFromTheFront() {
        TargetMap section = TargetMap.of(Task.named("bump(b=0.5,d=5)"), 10);
        double u = 0.3;
        double expected = DoubleFunctions.exp(-(1 - u) / 0.25) - 0.5;
        assertEquals(expected, section.values()[3][6], 1e-6);
        assertEquals(expected, section.values()[5][6], 1e-6);
        assertTrue(Double.isNaN(section.values()[0][0]));
    }

    /** Neighbours in a Gray code differ in one sign, so a parity of all entries is a chessboard. */
    @Test
    void aParityIsAChessboard() {
        TargetMap section = TargetMap.of(Task.named("parity(k=6,d=9)"), 1);
        assertEquals("+++", section.columns().getFirst());
        for (int i = 0; i < 8; i++) {
            for (int j = 0; j < 8; j++) {
                assertEquals((i + j) % 2 == 0 ? 1 : -1, section.values()[i][j]);
            }
        }
    }

    /** Two classes, each of m pairs of symbols, both written by m pairs: 2 m^3 sentences of four symbols. */
    @Test
    void sentencesAreWhatTheGrammarWrites() {
        RandomHierarchy grammar = new RandomHierarchy(2, 2, 5, 2, 3);
        TargetMap section = TargetMap.of(new Task(grammar, grammar), 1);
        long sentences = java.util.Arrays.stream(section.values())
                .flatMapToDouble(java.util.Arrays::stream)
                .filter(Double::isFinite)
                .count();
        assertEquals(2L * 2 * 2 * 2, sentences);
    }

    @Test
    void noiseStabilitiesHaveTheirClosedForms() {
        System.out.println("TargetMapTest seed " + SEED);
        double rho = 0.7;
        check("parity(k=3,d=9)", rho, rho * rho * rho);
        double mean = 2 * 0.7 - 1;
        double factor = rho + (1 - rho) * mean * mean;
        check("parity(k=3,d=9,p=0.7)", rho, factor * factor * factor);
        // Sheppard: E sign(u) sign(v) = (2 / pi) arcsin rho for Gaussian pairs, and for two directions at that angle.
        double sheppard = 1 - 2 * DoubleFunctions.acos(rho) / Math.PI;
        check("local(k=1,d=6)", rho, sheppard);
        check("local(k=3,d=6)", rho, sheppard * sheppard * sheppard);
        check("harmonic(k=1,d=6)", rho, sheppard);
        check("global(k=1,d=6)", rho, sheppard);
    }

    private static void check(String name, double rho, double expected) {
        double measured = NoiseStability.of(Task.named(name), rho, INPUTS, RandomStream.of(SEED, "test"))
                .orElseThrow();
        double z = (measured - expected) / Math.sqrt((1 - expected * expected) / INPUTS);
        assertTrue(Math.abs(z) < Z, name + ": z = " + z);
    }

    @Test
    void sentencesHaveNoNoiseStability() {
        assertTrue(NoiseStability.of(Task.named("hierarchy"), 0.5, 10, RandomStream.of(SEED, "test"))
                .isEmpty());
        Task task = Task.named("parity");
        assertThrows(
                IllegalArgumentException.class, () -> NoiseStability.of(task, 1.5, 10, RandomStream.of(SEED, "test")));
        assertThrows(IllegalArgumentException.class, () -> TargetMap.of(task, 0));
    }
}
