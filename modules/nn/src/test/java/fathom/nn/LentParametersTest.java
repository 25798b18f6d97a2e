package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/**
 * Plain gradient descent keeps its weights elsewhere than in the array of parameters, and may keep them there between epochs. Whoever reads or
 * writes the array must not notice: each training is held against one that clips its gradients at a norm which none of them reaches, and
 * so works on the array alone.
 */
class LentParametersTest {

    private static final long SEED = 20261122;
    private static final FloatMatrix X = Samples.normal(40, 9, SEED, "inputs");
    private static final FloatMatrix Y = Samples.targets(40, 1, Loss.LOGISTIC, SEED);

    LentParametersTest() {
        System.out.println("seed " + SEED);
    }

    @Test
    void nobodyLooks() {
        agree((_, _) -> {});
    }

    @Test
    void outputsAndGradientsAreThoseOfTheNewestParameters() {
        FloatMatrix seen = FloatMatrix.zeros(40, 8);
        float[][] gradients = new float[8][];
        agree((network, turn) -> {
            FloatMatrix outputs = network.forward(X);
            float[] gradient = network.gradient(X.rows(0, 16), Y.rows(0, 16), Loss.LOGISTIC)
                    .values();
            if (gradients[turn % 4] == null) {
                gradients[turn % 4] = gradient.clone();
                for (int i = 0; i < 40; i++) {
                    seen.set(i, turn % 4, outputs.get(i, 0));
                }
            }
            assertArrayEquals(gradients[turn % 4], gradient);
            for (int i = 0; i < 40; i++) {
                assertEquals(seen.get(i, turn % 4), outputs.get(i, 0));
            }
        });
    }

    @Test
    void anArrayThatWasAskedForOnceIsUpToDateAfterEveryEpochAndMayBeWritten() {
        float[][] lent = new float[1][];
        agree((network, turn) -> {
            if (turn % 4 == 0) {
                lent[0] = network.parameters();
            }
            assertArrayEquals(network.parameters(), lent[0]);
            lent[0][3] += 0.25f;
            lent[0][lent[0].length - 1] -= 0.5f;
        });
    }

    @Test
    void derivativesMadeOnceFollowTheNetwork() {
        Derivatives[] made = new Derivatives[1];
        FloatMatrix[] jacobians = new FloatMatrix[4];
        agree((network, turn) -> {
            if (turn % 4 == 0) {
                made[0] = new Derivatives(network);
            }
            FloatMatrix jacobian = made[0].jacobian(X.rows(0, 5));
            if (jacobians[turn % 4] == null) {
                jacobians[turn % 4] = jacobian;
            }
            assertArrayEquals(jacobians[turn % 4].array(), jacobian.array());
        });
    }

    @Test
    void anotherOptimiserGoesOnFromTheNewestParameters() {
        Training adam = settings().with(Optimiser.Adam.standard());
        float[][] ends = new float[2][];
        for (int turn = 0; turn < 2; turn++) {
            Network network = network();
            run(network, turn == 0 ? settings() : settings().withClip(1e30), 2, (_, _) -> {}, 0);
            run(network, adam, 2, (_, _) -> {}, 0);
            run(network, turn == 0 ? settings() : settings().withClip(1e30), 2, (_, _) -> {}, 0);
            ends[turn] = network.parameters().clone();
        }
        assertArrayEquals(ends[0], ends[1]);
    }

    /** Four epochs with {@code look} after each, numbered 0 to 3, on the array alone; then the same with weights kept elsewhere. */
    private static void agree(BiConsumer<Network, Integer> look) {
        Network plain = network();
        run(plain, settings().withClip(1e30), 4, look, 0);
        Network other = network();
        run(other, settings(), 4, look, 4);
        assertArrayEquals(plain.parameters(), other.parameters());
    }

    private static void run(
            Network network, Training settings, int epochs, BiConsumer<Network, Integer> look, int first) {
        TrainingRun run = new TrainingRun(network, Batches.of(X, Y), settings, RandomStream.of(SEED, "order"));
        for (int epoch = 0; epoch < epochs; epoch++) {
            run.epoch();
            look.accept(network, first + epoch);
        }
    }

    private static Training settings() {
        return Training.of(Loss.LOGISTIC, 0.1, 16, 9).withCheckEvery(0);
    }

    private static Network network() {
        return Network.initialised(
                Architecture.fullyConnected(9, 3, 20, 1), Initialiser.HE, RandomStream.of(SEED, "weights"), 16);
    }
}
