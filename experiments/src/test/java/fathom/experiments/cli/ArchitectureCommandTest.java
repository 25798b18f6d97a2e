package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.limit.Limit;
import fathom.nn.Architecture;
import fathom.nn.Initialiser;
import fathom.nn.Network;
import fathom.nn.Weights;
import fathom.simd.file.Npy;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kernel --network} of an architecture's text, of a file with one, and of a network's weights. */
class ArchitectureCommandTest {

    private static final String TEXT = "input(6) parameterisation(NTK) dense(32) tanh residual(dense(32)) dense(2)";

    @TempDir
    private Path folder;

    private final DoubleMatrix x = DoubleMatrix.zeros(4, 6);
    private final StringWriter err = new StringWriter();

    private int kernel(String network, String... options) {
        err.getBuffer().setLength(0);
        List<String> words = new ArrayList<>(List.of("kernel", "--network", network, "--input", file("x.npy")));
        words.addAll(List.of("--output", file("k.npy")));
        words.addAll(List.of(options));
        return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), words.toArray(String[]::new));
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private double[] result() throws IOException {
        return Npy.read(folder.resolve("k.npy")).toDoubleMatrix().array();
    }

    @BeforeEach
    void inputs() throws IOException {
        RandomStream.of(67, "inputs").fillNormal(x, 0);
        Npy.write(folder.resolve("x.npy"), Tensor.of(x));
    }

    @Test
    void aTextHasTheLibrarysLimit() throws IOException {
        Limit limit = Limit.of(Architecture.parse(TEXT), Initialiser.LECUN);
        assertEquals(0, kernel(TEXT, "--initialiser", "lecun"), err.toString());
        assertArrayEquals(limit.ntk().gram(x).array(), result());
        Files.writeString(folder.resolve("net.txt"), TEXT + "\n");
        assertEquals(0, kernel(file("net.txt"), "--initialiser", "lecun", "--kind", "nngp"), err.toString());
        assertArrayEquals(limit.nngp().gram(x).array(), result());
        assertEquals(0, kernel("parameterisation(NTK) dense(32) tanh residual(dense(32)) dense(2)"), err.toString());
        assertArrayEquals(
                Limit.of(Architecture.parse(TEXT), Initialiser.HE).ntk().gram(x).array(), result());
    }

    @Test
    void weightsHaveTheKernelOfTheirNetwork() throws IOException {
        Network network =
                Network.initialised(Architecture.parse(TEXT), Initialiser.HE, RandomStream.of(67, "network"), 1);
        Weights.write(network, folder.resolve("net.safetensors"));
        assertEquals(0, kernel(file("net.safetensors")), err.toString());
        assertArrayEquals(Limit.empirical(network).rowKernel().gram(x).array(), result());
    }

    @Test
    void whatDoesNotFitGetsASentence() {
        refused("the text says 5, but the inputs at hand have 6", "input(5) dense(3) dense(1)");
        refused("its outputs depend on the whole batch", "dense(3) batchnorm dense(1)");
        refused("--depth and an architecture exclude each other", TEXT, "--depth", "2");
        refused("the nearest names are elu, relu, gelu", "dense(3) rleu dense(1)");
        refused("unknown --initialiser \"hee\"", TEXT, "--initialiser", "hee");
        refused("does not exist", file("absent.safetensors"));
        refused("--initialiser is for an architecture", "dense", "--initialiser", "he");
        refused("--depth is missing", "dense");
    }

    private void refused(String part, String network, String... options) {
        assertEquals(2, kernel(network, options), network);
        assertTrue(err.toString().contains(part), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }
}
