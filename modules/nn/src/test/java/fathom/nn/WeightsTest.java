package fathom.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.file.FileFormatException;
import fathom.simd.file.Safetensors;
import fathom.simd.file.Tensor.Doubles;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {

    private static final long SEED = 31;
    private static final Architecture ARCHITECTURE = new Architecture(
            3,
            List.of(
                    new Dense(4),
                    new Residual(List.of(new LayerNorm(1e-5), new Dense(4))),
                    new Activated(fathom.simd.Activation.parse("tanh")),
                    new Dense(2)));

    @TempDir
    Path folder;

    WeightsTest() {
        System.out.println("seed " + SEED);
    }

    @Test
    void whatIsWrittenIsReadToTheBit() throws IOException {
        Network network = Samples.network(ARCHITECTURE, Initialiser.HE, SEED, 5);
        Path file = folder.resolve("weights.safetensors");
        Weights.write(network, file);
        Network other = new Network(ARCHITECTURE, 5);
        Weights.read(other, file);
        assertArrayEquals(NetworkTest.bits(network.parameters()), NetworkTest.bits(other.parameters()));
        Safetensors plain = Safetensors.read(file);
        Tensor first = ARCHITECTURE.tensors().getFirst();
        assertEquals(List.of(3, 4), plain.tensors().get(first.name()).shape());
        assertEquals(
                network.parameter(first).get(2, 1),
                plain.tensors().get(first.name()).toFloatMatrix().get(2, 1));
        assertEquals(ARCHITECTURE.toString(), plain.metadata().get("architecture"));
    }

    @Test
    void runningAveragesOfBatchNormalisationsAreKept() throws IOException {
        Architecture architecture = new Architecture(
                new Shape(2, 4, 4),
                List.of(
                        Convolution.same(3, 3),
                        new BatchNorm(),
                        Activated.relu(),
                        new Flatten(),
                        new Dense(5),
                        new BatchNorm(),
                        new Dense(1)));
        Network network = Samples.network(architecture, Initialiser.HE, SEED, 10);
        FloatMatrix x = Samples.normal(40, architecture.inputs(), SEED, "images");
        FloatMatrix y = Samples.targets(40, 1, Loss.LOGISTIC, SEED);
        Trainer.train(
                network,
                x,
                y,
                Training.of(Loss.LOGISTIC, 0.1, 10, 2).withCheckEvery(0),
                RandomStream.of(SEED, "order"));
        Path file = folder.resolve("weights.safetensors");
        Weights.write(network, file);
        Network other = new Network(architecture, 1);
        Weights.read(other, file);
        assertArrayEquals(NetworkTest.bits(network.state()), NetworkTest.bits(other.state()));
        assertFalse(Arrays.equals(Network.freshState(architecture), other.state()));
        assertArrayEquals(
                NetworkTest.bits(network.forward(x).array()),
                NetworkTest.bits(other.forward(x).array()));
        Map<String, fathom.simd.file.Tensor> tensors =
                new LinkedHashMap<>(Safetensors.read(file).tensors());
        assertEquals(List.of(3), tensors.get("batchnorm1.mean").shape());
        assertEquals(network.state()[3], (float)
                tensors.get("batchnorm1.variance").elements().asDouble(0));

        // A file without them would leave averages of nothing.
        tensors.remove("batchnorm1.variance");
        new Safetensors(tensors, Map.of()).write(file);
        int[] before = NetworkTest.bits(other.state());
        String sentence = assertThrows(FileFormatException.class, () -> Weights.read(other, file))
                .getMessage();
        assertTrue(sentence.startsWith(file + " lacks the tensor batchnorm1.variance; it holds "), sentence);
        assertArrayEquals(before, NetworkTest.bits(other.state()));
    }

    @Test
    void otherNetworksFilesAreRefusedAndChangeNothing() throws IOException {
        Network network = Samples.network(ARCHITECTURE, Initialiser.HE, SEED, 5);
        Path file = folder.resolve("other");
        int[] before = NetworkTest.bits(network.parameters());
        writeAnonymously(new Network(Architecture.fullyConnected(3, 1, 4, 2), 1), file);
        refused(
                network,
                file,
                file + " lacks the tensor layernorm2.gain; it holds dense0.weight, dense0.bias,"
                        + " dense2.weight, dense2.bias");
        writeAnonymously(new Network(ARCHITECTURE.then(new Dense(2)), 1), file);
        refused(network, file, file + " holds the tensor dense7.weight, which this network does not have");
        Map<String, fathom.simd.file.Tensor> tensors = new LinkedHashMap<>(written(network, file));
        tensors.put("dense6.bias", new fathom.simd.file.Tensor(List.of(3), new Doubles(1, 2, 3)));
        new Safetensors(tensors, Map.of()).write(file);
        refused(network, file, file + ", tensor dense6.bias: its shape is [3], and this network needs [2]");
        Weights.write(network, file);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(bytes, bytes.length - 3));
        assertThrows(FileFormatException.class, () -> Weights.read(network, file));
        assertArrayEquals(before, NetworkTest.bits(network.parameters()));
    }

    /** Tensors of the same names and shapes, and another function. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "input(3) dense(4) relu dense(2)",
                "input(3) dense(4) leaky_relu(slope=0.2) dense(2)",
                "input(3) dense(4) tanh dense(2) scaled(0.5)",
                "input(3) parameterisation(NTK) dense(4) tanh dense(2)",
                "input(3) dense(4) dense(2)",
                "input(3) dense(4) tanh dropout(0.1) dense(2)"
            })
    void anotherFunctionOfTheSameTensorsIsRefused(String text) throws IOException {
        Architecture tanh = Architecture.parse("input(3) dense(4) tanh dense(2)");
        Path file = folder.resolve("tanh");
        Weights.write(Samples.network(tanh, Initialiser.HE, SEED, 1), file);
        Network other = new Network(Architecture.parse(text), 1);
        refused(
                other,
                file,
                file + " holds the weights of another architecture: " + tanh + ", and this network is "
                        + other.architecture() + "; Network.load makes the network that belongs to the file");
        assertArrayEquals(new float[other.parameters().length], other.parameters());
    }

    /** One batch normalisation with another epsilon: nothing but the text tells. */
    @Test
    void theNumbersOfALayerAreComparedToo() throws IOException {
        Path file = folder.resolve("norm");
        Weights.write(new Network(new Architecture(3, List.of(new BatchNorm(1e-5, 0.1))), 2), file);
        Network other = new Network(new Architecture(3, List.of(new BatchNorm(1e-3, 0.1))), 2);
        assertThrows(FileFormatException.class, () -> Weights.read(other, file));
    }

    @ParameterizedTest
    @MethodSource("fathom.nn.Architectures#some")
    void aLoadedNetworkIsTheOneWritten(Architecture architecture) throws IOException {
        Network network = Samples.network(architecture, Initialiser.HE, SEED, 4);
        Path file = folder.resolve("loaded");
        Weights.write(network, file);
        Network loaded = Network.load(file, 7);
        assertEquals(architecture, loaded.architecture());
        assertEquals(7, loaded.batch());
        FloatMatrix x = Samples.normal(3, architecture.inputs(), SEED, "inputs");
        assertArrayEquals(
                NetworkTest.bits(network.forward(x).array()),
                NetworkTest.bits(loaded.forward(x).array()));
    }

    @Test
    void aFileWithoutAnArchitectureIsNotLoadedButRead() throws IOException {
        Network network = Samples.network(ARCHITECTURE, Initialiser.HE, SEED, 1);
        Path file = folder.resolve("foreign");
        Map<String, fathom.simd.file.Tensor> tensors = written(network, file);
        new Safetensors(tensors, Map.of("format", "pt")).write(file);
        assertEquals(
                file + " does not say which architecture its tensors belong to (metadata \"architecture\"): make the"
                        + " network, and let Weights.read fill it",
                assertThrows(FileFormatException.class, () -> Network.load(file))
                        .getMessage());
        Network other = new Network(ARCHITECTURE, 1);
        Weights.read(other, file);
        assertArrayEquals(NetworkTest.bits(network.parameters()), NetworkTest.bits(other.parameters()));
        new Safetensors(tensors, Map.of("architecture", "input(3) dense(4) tonh dense(2)")).write(file);
        String sentence = assertThrows(FileFormatException.class, () -> Network.load(file))
                .getMessage();
        assertTrue(sentence.startsWith(file + ", metadata \"architecture\": architecture, position 19: "), sentence);
    }

    @Test
    void doublesAreRounded() throws IOException {
        Network network = new Network(ARCHITECTURE, 1);
        Path file = folder.resolve("doubles");
        Map<String, fathom.simd.file.Tensor> tensors = new LinkedHashMap<>(written(network, file));
        tensors.put("dense6.bias", new fathom.simd.file.Tensor(List.of(2), new Doubles(0.1, -1e-60)));
        new Safetensors(tensors, Map.of()).write(file);
        Weights.read(network, file);
        Tensor bias = ARCHITECTURE.tensors().getLast();
        assertEquals(0.1f, network.parameter(bias).get(0, 0));
        assertEquals(-0f, network.parameter(bias).get(0, 1));
    }

    @Test
    void theSummaryCountsEveryParameter() {
        assertEquals("""
                   layer                      output  parameters
                   input                      3
                0  dense                      4               16
                1  residual                   4
                2    layernorm                4                8
                3    dense                    4               20
                4  sum                        4
                5  tanh                       4
                6  dense                      2               10
                   in all, depth 2, STANDARD                  54
                """, new Network(ARCHITECTURE, 1).summary());
        assertEquals(54, ARCHITECTURE.parameters());
    }

    /** As another program would, which knows no architecture. */
    private static void writeAnonymously(Network network, Path file) throws IOException {
        new Safetensors(written(network, file), Map.of()).write(file);
    }

    private static Map<String, fathom.simd.file.Tensor> written(Network network, Path file) throws IOException {
        Weights.write(network, file);
        return Safetensors.read(file).tensors();
    }

    private static void refused(Network network, Path file, String sentence) {
        assertEquals(
                sentence,
                assertThrows(FileFormatException.class, () -> Weights.read(network, file))
                        .getMessage());
    }
}
