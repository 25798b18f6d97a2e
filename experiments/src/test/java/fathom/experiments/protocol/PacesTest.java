package fathom.experiments.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.nn.Architecture;
import fathom.nn.Initialiser;
import fathom.nn.Loss;
import fathom.nn.Network;
import fathom.nn.Training;
import fathom.simd.random.RandomStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Arithmetic, by a clock that does each piece twice and states what it took. */
class PacesTest {

    private static Paces stated(Double... seconds) {
        Queue<Double> next = new ArrayDeque<>(List.of(seconds));
        return new Paces(pieces -> {
            Runnable piece = pieces.get();
            piece.run();
            piece.run();
            return next.remove();
        });
    }

    @Test
    void whatIsOfOneKindIsTimedOnce() {
        Paces paces = stated(2.0, 5.0);
        assertEquals(2, paces.seconds("a", () -> () -> {}));
        assertEquals(5, paces.seconds("b", () -> () -> {}));
        assertEquals(2, paces.seconds("a", () -> () -> {}));
    }

    /** An epoch of 35 rows in batches of 10 has 4 steps, with any loss that fits the targets. */
    @Test
    void aStepIsItsShareOfAnEpoch() {
        for (Loss loss : Loss.values()) {
            int targets = loss == Loss.SOFTMAX_CROSS_ENTROPY ? 3 : 1;
            Architecture architecture = Architecture.fullyConnected(2, 1, 4, targets);
            RandomStream random = RandomStream.of(1, "paces");
            double step = stated(6.0)
                    .step(
                            architecture,
                            4,
                            () -> Network.initialised(architecture, Initialiser.GLOROT, random, 10),
                            () -> Paces.noise(35, 2, targets),
                            Training.of(loss, 1e9, 10, 1));
            assertEquals(1.5, step, loss.name());
        }
    }

    /** n^3 / 3 operations of 1024 rows in 2 s, of 256 rows in 1 s. */
    @Test
    void factorisationsGoByTheCube() {
        MatrixPaces matrices = new MatrixPaces(stated(2.0, 1.0));
        double large = 1024.0 * 1024 * 1024 / 3;
        assertEquals(2, matrices.factorisation(large, 1024), 1e-12);
        assertEquals(54, matrices.factorisation(27 * large, 3072), 1e-12);
        assertEquals(6, matrices.factorisation(large / 64 * 6, 300), 1e-12);
    }

    /**
     * 384 x 385 / 2 pairs of 16 entries take 1 s with one hidden layer and 7 s with four: 2 s a layer. More entries go by operations, of which
     * there are 1024^3 / 3 in 3 s.
     */
    @Test
    void kernelsGoByPairsAndLayers() {
        MatrixPaces matrices = new MatrixPaces(stated(1.0, 7.0, 3.0));
        double pairs = 384 * 385 / 2;
        assertEquals(1, matrices.kernel(pairs, 16, 1), 1e-12);
        assertEquals(7, matrices.kernel(pairs, 16, 4), 1e-12);
        assertEquals(10 * 13, matrices.kernel(10 * pairs, 16, 7), 1e-9);
        double entries = 1e6 * 2 * pairs * 3 / (1024.0 * 1024 * 1024 / 3);
        assertEquals(1 + entries, matrices.kernel(pairs, 16 + 1_000_000, 1), 1e-9);
    }
}
