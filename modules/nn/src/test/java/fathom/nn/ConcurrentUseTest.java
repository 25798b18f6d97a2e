package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A network serves one caller at a time, and says so to the second. Nothing here depends on who comes first. */
class ConcurrentUseTest {

    private static final long SEED = 23;
    private static final String REFUSAL = "this network is in use by thread \"first\" and serves one caller at a time:"
            + " share predictor() between threads, or give each its own copy()";

    private final Architecture architecture =
            Architecture.parse("input(6) dense(40) layernorm tanh residual(dense(40) relu) dense(3)");
    private final Network network = Samples.network(architecture, Initialiser.HE, SEED, 8);
    private final FloatMatrix x = Samples.normal(8, 6, SEED, "inputs");
    private final FloatMatrix y = Samples.targets(8, 3, Loss.SQUARED, SEED);

    ConcurrentUseTest() {
        System.out.println("seed " + SEED);
    }

    /** The first thread stands in the middle of its pass while the second one tries. */
    @Test
    void aSecondCallerIsRefusedWhileTheFirstIsInside() throws InterruptedException {
        int[] before = NetworkTest.bits(network.forward(x).array());
        List<Throwable> refusals = new ArrayList<>();
        Thread first = new Thread(
                () -> network.representations(x, (stage, out) -> {
                    if (stage == 1) {
                        refusals.add(inAnotherThread(() -> network.forward(x)));
                        refusals.add(inAnotherThread(() -> network.gradient(x, y, Loss.SQUARED)));
                        refusals.add(inAnotherThread(() -> network.parameters()));
                        // The same buffers, so the same fault, in one thread.
                        refusals.add(assertThrows(IllegalStateException.class, () -> network.forward(x)));
                    }
                }),
                "first");
        first.start();
        first.join();
        assertEquals(4, refusals.size());
        for (Throwable refusal : refusals) {
            assertEquals(
                    REFUSAL,
                    assertInstanceOf(IllegalStateException.class, refusal).getMessage());
        }
        // It is over: anybody may come, and nothing has been spoilt.
        assertArrayEquals(before, NetworkTest.bits(network.forward(x).array()));
    }

    /** From inside a training's pass over its data. */
    @Test
    void aNetworkInTrainingIsRefusedToOthersButForWatchers() throws InterruptedException {
        List<Throwable> refusals = new ArrayList<>();
        List<Throwable> watched = new ArrayList<>();
        Batches data = Batches.of(x, y);
        Batches curious = new Batches() {
            @Override
            public int rows() {
                return data.rows();
            }

            @Override
            public int inputs() {
                return data.inputs();
            }

            @Override
            public int outputs() {
                return data.outputs();
            }

            @Override
            public void gather(int[] order, int from, FloatMatrix inputs, FloatMatrix targets) {
                data.gather(order, from, inputs, targets);
            }

            @Override
            public void gather(int[] order, int from, int pass, FloatMatrix inputs, FloatMatrix targets) {
                refusals.add(inAnotherThread(() -> network.forward(x)));
                gather(order, from, inputs, targets);
            }
        };
        TrainingRun run = new TrainingRun(
                        network, curious, Training.of(Loss.SQUARED, 0.01, 4, 2), RandomStream.of(SEED, "train"))
                .watch(1, moment -> {
                    watched.add(inAnotherThread(() -> network.forward(x)));
                    network.gradient(x, y, Loss.SQUARED);
                    return Watcher.Verdict.GO_ON;
                });
        Thread first = new Thread(
                () -> {
                    while (!run.finished()) {
                        run.epoch();
                    }
                },
                "first");
        first.start();
        first.join();
        assertEquals(4, refusals.size());
        for (Throwable refusal : refusals) {
            assertEquals(
                    REFUSAL,
                    assertInstanceOf(IllegalStateException.class, refusal).getMessage());
        }
        assertEquals(Arrays.asList(null, null, null, null), watched);
    }

    /** Thousands of passes of two threads: what is not refused is right. */
    @Test
    void whatIsNotRefusedIsRight() throws Exception {
        FloatMatrix[] inputs = {x, Samples.normal(8, 6, SEED + 1, "inputs")};
        int[][] right = {
            NetworkTest.bits(network.forward(inputs[0]).array()),
            NetworkTest.bits(network.forward(inputs[1]).array())
        };
        CountDownLatch both = new CountDownLatch(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<Integer>> done = new ArrayList<>();
            for (int t = 0; t < 2; t++) {
                int own = t;
                done.add(threads.submit(() -> {
                    both.countDown();
                    both.await();
                    int wrong = 0;
                    for (int i = 0; i < 2000; i++) {
                        try {
                            int[] bits = NetworkTest.bits(
                                    network.forward(inputs[own]).array());
                            wrong += Arrays.equals(right[own], bits) ? 0 : 1;
                        } catch (IllegalStateException _) {
                            // Loud is as good as right.
                        }
                    }
                    return wrong;
                }));
            }
            for (Future<Integer> one : done) {
                assertEquals(0, one.get());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("fathom.nn.Architectures#some")
    void aPredictorHasTheNetworksBitsInEveryThread(Architecture any) throws Exception {
        Network one = Samples.network(any, Initialiser.HE, SEED, 2);
        Predictor predictor = one.predictor();
        FloatMatrix rows = Samples.normal(300, any.inputs(), SEED, "inputs");
        int[] right = NetworkTest.bits(one.forward(rows).array());
        // What the network learns afterwards is its own affair.
        Arrays.fill(one.parameters(), 0);
        Arrays.fill(one.state(), 0);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<int[]>> all = new ArrayList<>();
            for (int t = 0; t < 12; t++) {
                all.add(threads.submit(
                        () -> NetworkTest.bits(predictor.forward(rows).array())));
            }
            for (Future<int[]> bits : all) {
                assertArrayEquals(right, bits.get());
            }
        }
    }

    @Test
    void aCopyIsEqualAndApart() {
        Architecture noisy = Architecture.parse("input(6) dense(9) batchnorm relu dropout(0.5) dense(3)");
        Network one = Samples.network(noisy, Initialiser.HE, SEED, 8);
        one.noise(RandomStream.of(SEED, "noise"), 5);
        Network copy = one.copy();
        assertEquals(noisy, copy.architecture());
        assertEquals(8, copy.batch());
        assertArrayEquals(NetworkTest.bits(one.state()), NetworkTest.bits(copy.state()));
        assertArrayEquals(
                NetworkTest.bits(one.forward(x).array()),
                NetworkTest.bits(copy.forward(x).array()));
        assertArrayEquals(
                one.gradient(x, y, Loss.SQUARED).copy(),
                copy.gradient(x, y, Loss.SQUARED).copy());
        float kept = one.parameters()[0];
        copy.parameters()[0] = kept + 1;
        copy.state()[0]++;
        assertEquals(kept, one.parameters()[0]);
        assertNotEquals(one.state()[0], copy.state()[0]);
    }

    @Test
    void onlyItsUserEndsAUse() {
        ExclusiveUse use = new ExclusiveUse("this", "make two");
        use.enter();
        assertEquals(
                "this is in use by thread \"" + Thread.currentThread().getName()
                        + "\" and serves one caller at a time: make two",
                assertThrows(IllegalStateException.class, use::enter).getMessage());
        use.check();
        assertInstanceOf(IllegalStateException.class, inAnotherThread(use::check));
        // An exit of somebody else opens nothing.
        assertEquals(null, inAnotherThread(use::exit));
        assertInstanceOf(IllegalStateException.class, inAnotherThread(use::enter));
        use.exit();
        assertEquals(null, inAnotherThread(use::enter));
    }

    /** What a call throws in a thread of its own; null if nothing. */
    private static Throwable inAnotherThread(Runnable call) {
        FutureTask<Void> task = new FutureTask<>(call, null);
        Thread.ofPlatform().name("second").start(task);
        try {
            task.get();
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
