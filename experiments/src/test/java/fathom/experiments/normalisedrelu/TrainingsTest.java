package fathom.experiments.normalisedrelu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.experiments.normalisedrelu.NetworkTrial.NetworkCell;
import fathom.experiments.normalisedrelu.NetworkTrial.NetworkResult;
import fathom.experiments.protocol.Threaded;
import fathom.nn.Architecture;
import fathom.nn.Initialiser;
import fathom.nn.Metrics;
import fathom.nn.Network;
import fathom.nn.Shape;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks, examples, and trainings that are left and taken up again. */
class TrainingsTest {

    private static final List<String> NETWORKS =
            List.of("normrelu(c=-1.5975)", "selu", "batch(relu)", "layer(relu)", "batch(selu)", "layer(tanh)", "relu");

    @TempDir
    private Path scratch;

    private static NetworkCell cell(String network, Body body, int epochs, double rate) {
        Problem problem = new Problem(Problem.MIXTURE, false, new Mixture(6, 2, 1, 1), 200, 60, 80, 30, 5);
        return new NetworkCell(
                problem, network, body, rate, new NetworkCell.Descent(epochs, 20, 0.9, 0.0001, 3, 0.1, "he"));
    }

    /** Where the metrics are read, a block ends: the network cut off behind it gives the same cosine. */
    @Test
    void marksAreTheEndsOfBlocks() {
        Shape input = new Shape(1, 8, 8);
        FloatMatrix x = FloatMatrix.zeros(12, input.size());
        RandomStream.of(3, "inputs").fillNormal(x, 0);
        for (Body body : List.of(new Body(Body.CONNECTED, 5, 11), new Body(Body.RESIDUAL, 2, 2))) {
            for (String text : NETWORKS) {
                NetworkName name = new NetworkName(text);
                Network whole = fresh(body.architecture(input, name));
                double[] overlaps = Metrics.overlaps(whole, x);
                int[] marks = body.marks(name);
                assertEquals(body.marked(), marks.length);
                for (int b = 0; b < marks.length; b++) {
                    List<fathom.nn.Layer> front = body.blocks(name).subList(0, b + 1).stream()
                            .flatMap(List::stream)
                            .toList();
                    Shape shape = body.residual() ? input : Shape.flat(input.size());
                    Network cut = fresh(new Architecture(shape, front));
                    System.arraycopy(whole.parameters(), 0, cut.parameters(), 0, cut.parameters().length);
                    assertEquals(
                            Metrics.meanCosine(cut.forward(x)), overlaps[marks[b]], 1e-6, text + " " + body + " " + b);
                }
            }
        }
    }

    private static Network fresh(Architecture architecture) {
        return Network.initialised(architecture, Initialiser.HE, RandomStream.of(9, "weights"), 1);
    }

    /** ResNet-32: 31 convolutions and a dense layer on the way, two projections beside it, 464,154 weights at 16 channels. */
    @Test
    void aResidualNetworkHasThePublishedShape() {
        Body body = new Body(Body.RESIDUAL, 5, 16);
        assertEquals("ResNet-32", body.name());
        Architecture architecture = body.architecture(new Shape(3, 32, 32), new NetworkName("batch(relu)"));
        assertEquals(31, architecture.depth());
        long weights = architecture.tensors().stream()
                .filter(tensor -> tensor.kind() == fathom.nn.Tensor.Kind.WEIGHT)
                .mapToLong(fathom.nn.Tensor::size)
                .sum();
        // He et al. print 0.46M; the projections, which theirs lack, have 16 x 32 + 32 x 64.
        long connected =
                3 * 9 * 16 + 10 * 9 * 16 * 16 + 9 * (16 * 32 + 9 * 32 * 32) + 9 * (32 * 64 + 9 * 64 * 64) + 640;
        assertEquals(connected + 16 * 32 + 32 * 64, weights);
        assertEquals(
                new Shape(64, 8, 8),
                architecture.shapes().get(architecture.shapes().size() - 3));
    }

    @Test
    void theMixtureIsWhatItSays() {
        RandomStream random = RandomStream.of(11, "mixture");
        Mixture mixture = new Mixture(16, 3, 0.5, 2);
        Examples examples = mixture.sample(3_000, random.child("middles"), random.child("points"))
                .scaled();
        double square = 0;
        for (int j = 0; j < 256; j++) {
            square += (double) examples.inputs().get(7, j) * examples.inputs().get(7, j);
        }
        assertEquals(256, square, 1e-3);
        // offset^2 / (offset^2 + 1 + noise^2), up to what thirty middles in 256 dimensions have in common.
        assertEquals(4 / 5.25, Metrics.meanCosine(examples.inputs()), 0.03);
        for (int k = 0; k < Problem.CLASSES; k++) {
            double share = 0;
            for (int i = 0; i < 3_000; i++) {
                share += examples.targets().get(i, k) / 3_000;
            }
            assertEquals(0.1, share, 4.5 * Math.sqrt(0.09 / 3_000), "class " + k);
        }
        assertEquals(
                examples.inputs().get(5, 5),
                mixture.sample(6, random.child("middles"), random.child("points"))
                        .scaled()
                        .inputs()
                        .get(5, 5));
    }

    /** A training that is left in the middle and taken up by another process ends with the same bits; so at any number of threads. */
    @ParameterizedTest
    @ValueSource(strings = {"normrelu(c=-1.5975)", "batch(relu)"})
    void aTrainingThatIsTakenUpEndsWithTheSameBits(String network) throws Exception {
        for (Body body : List.of(new Body(Body.CONNECTED, 4, 12), new Body(Body.RESIDUAL, 1, 2))) {
            NetworkCell cell = cell(network, body, 5, 0.01);
            NetworkTrial trial = new NetworkTrial("", scratch.toString());
            NetworkResult whole = trial.run(cell);
            Split split = Split.of(cell.problem(), "");
            Session left = Session.open(cell, split, trial.file(cell));
            left.epoch();
            left.epoch();
            left.save(trial.file(cell));
            left.epoch();
            assertTrue(Files.exists(trial.file(cell)));
            assertEquals(whole, new Threaded<>(1, new NetworkTrial("", scratch.toString())).run(cell));
            assertFalse(Files.exists(trial.file(cell)), "what is of no use any more is left");
        }
    }

    /** What is not this training's file is of no use, and does no harm. */
    @Test
    void anotherTrainingsFileIsNotTakenUp() throws Exception {
        NetworkCell cell = cell("selu", new Body(Body.CONNECTED, 3, 8), 2, 0.01);
        NetworkTrial trial = new NetworkTrial("", scratch.toString());
        NetworkResult whole = trial.run(cell);
        NetworkCell other = cell("selu", new Body(Body.CONNECTED, 3, 8), 2, 0.02);
        Session session = Session.open(other, Split.of(other.problem(), ""), trial.file(other));
        session.epoch();
        session.save(trial.file(cell));
        assertEquals(whole, trial.run(cell));
        Files.writeString(trial.file(cell), "half a file");
        assertEquals(whole, trial.run(cell));
    }

    /** All networks of a seed begin alike at every rate; looks are taken before and after every epoch, and the training learns. */
    @Test
    void trainingsAreLookedAtFromTheBeginning() throws Exception {
        Body body = new Body(Body.CONNECTED, 3, 24);
        NetworkTrial trial = new NetworkTrial("", scratch.toString());
        NetworkResult slow = trial.run(cell("layer(relu)", body, 9, 0.001));
        NetworkResult fast = trial.run(cell("layer(relu)", body, 9, 0.01));
        assertEquals(slow.looks().getFirst(), fast.looks().getFirst());
        assertNotEquals(slow.last(), fast.last());
        assertEquals(10, fast.looks().size());
        assertEquals(
                List.of(0, 1, 2, 4, 8, 9),
                fast.profiles().stream().map(NetworkResult.Profile::epoch).toList());
        assertEquals(
                fast.looks().get(4).overlap(), fast.profiles().get(3).overlaps().getLast());
        assertTrue(fast.last().trainingError() < 0.5 * fast.looks().getFirst().trainingError(), fast.toString());
        assertTrue(fast.last().trainingLoss() < fast.looks().getFirst().trainingLoss());
        assertTrue(fast.testError() < 0.7, fast.toString());
    }

    @Test
    void aRateThatIsFarTooLargeDivergesAndCountsAsGuessing() throws Exception {
        NetworkResult result = new Threaded<>(1, new NetworkTrial("", scratch.toString()))
                .run(cell("normrelu(c=-1.5975)", new Body(Body.CONNECTED, 12, 16), 3, 1e6));
        assertTrue(result.diverged());
        assertEquals(NetworkResult.GUESSING, result.testError());
        assertTrue(result.looks().size() < 4);
    }

    /** Before the training a batch normalised network is looked at as batches make it, not as running averages begin. */
    @Test
    void batchNormalisationsAreSettledBeforeTheFirstLook() throws IOException {
        NetworkCell cell = cell("batch(relu)", new Body(Body.CONNECTED, 8, 64), 1, 0.01);
        Session session = Session.open(cell, Split.of(cell.problem(), ""), scratch.resolve("none"));
        double settled = session.result().profiles().getFirst().overlaps().getLast();
        FloatMatrix probe = Split.of(cell.problem(), "").test().inputs().rows(0, 30);
        int[] marks = cell.body().marks(cell.name());
        double raw = Metrics.overlaps(Session.network(cell), probe)[marks[marks.length - 1]];
        // Unsettled ones do nothing, and the network is a plain ReLU one, which brings inputs together.
        assertTrue(raw > 0.85 && settled < 0.6, "settled " + settled + ", raw " + raw);
    }
}
