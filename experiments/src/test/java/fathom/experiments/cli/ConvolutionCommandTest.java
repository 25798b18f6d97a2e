package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.ConvolutionalKernels;
import fathom.ntk.ConvolutionalNetwork;
import fathom.ntk.ConvolutionalNetwork.Image;
import fathom.ntk.ConvolutionalNetwork.Padding;
import fathom.ntk.ConvolutionalNetwork.Readout;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.simd.file.Npy;
import fathom.simd.file.Npz;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kernel --network conv} on files of images and of signals. */
class ConvolutionCommandTest {

    private static final Image IMAGE = new Image(2, 3, 4);

    @TempDir
    private Path folder;

    private final DoubleMatrix x = DoubleMatrix.zeros(5, IMAGE.size());
    private final StringWriter err = new StringWriter();

    private int fathom(String command) {
        err.getBuffer().setLength(0);
        String[] words = (command.contains("--network") ? "kernel " + command : "kernel --network conv " + command)
                .replace("@", folder + "/")
                .split(" ");
        return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), words);
    }

    private void write(String name, Integer... shape) throws IOException {
        Npy.write(
                folder.resolve(name),
                new Tensor(List.of(shape), new Tensor.Doubles(x.copy().array())));
    }

    @BeforeEach
    void images() throws IOException {
        RandomStream.of(61, "images").fillNormal(x, 0);
        write("x.npy", 5, 3, 4, 2);
    }

    @Test
    void imagesHaveTheLibrarysKernel() throws IOException {
        assertEquals(
                0,
                fathom(
                        "--depth 1,2 --readout average --padding circular --input-scale 0.5 --input @x.npy --output @k.npz"),
                err.toString());
        ConvolutionalNetwork network = ConvolutionalNetwork.relu(IMAGE, 3, Padding.CIRCULAR, Readout.GLOBAL_AVERAGE);
        DoubleMatrix expected = ConvolutionalKernels.of(Kernel.NTK, network, 2).gram(x);
        Tensor found = Npz.read(folder.resolve("k.npz")).get("depth2");
        assertArrayEquals(expected.array(), found.toDoubleMatrix().array());
    }

    /** A signal of 12 pixels with 2 channels, and one of 24 pixels with one. */
    @Test
    void signalsAreImagesOfHeightOne() throws IOException {
        for (Integer[] shape : new Integer[][] {{5, 12, 2}, {5, 24}}) {
            write("s.npy", shape);
            int channels = shape.length == 3 ? 2 : 1;
            assertEquals(
                    0,
                    fathom(
                            "--kind nngp --bias-variance 0.1 --window 5 --depth 2 --input @s.npy --other @s.npy --output @k.npy"),
                    err.toString());
            ConvolutionalNetwork network = ConvolutionalNetwork.relu(
                            new Image(channels, 1, 24 / channels), 5, Padding.ZERO, Readout.FLATTEN)
                    .with(InfiniteNetwork.relu().withBiasVariance(0.1));
            assertArrayEquals(
                    ConvolutionalKernels.of(Kernel.NNGP, network, 2).cross(x, x).array(),
                    Npy.read(folder.resolve("k.npy")).toDoubleMatrix().array());
        }
    }

    @Test
    void badInputGetsASentenceAndNothingIsWritten() throws IOException {
        refused("--depth 0 --input @x.npy", "at least one convolution");
        refused("--depth 1 --window 2 --input @x.npy", "odd");
        refused("--depth 1 --padding reflect --input @x.npy", "zero, circular");
        refused("--depth 1 --readout max --input @x.npy", "flatten, average");
        refused("--depth 1 --unit --input @x.npy", "--unit");
        refused("--depth 1 --frozen 1 --input @x.npy", "--frozen");
        refused("--depth 1 --activation sign --input @x.npy", "no tangent kernel");
        write("other.npy", 5, 4, 3, 2);
        refused("--depth 1 --input @x.npy --other @other.npy", "one shape in both");
        write("flat.npy", 120);
        refused("--depth 1 --input @flat.npy", "expected n x height x width x channels");
        assertEquals(2, fathom("--network cnn --depth 1 --input @x.npy --output @k.npy"));
        assertTrue(err.toString().contains("conv"), err.toString());
    }

    private void refused(String command, String sentence) {
        assertEquals(2, fathom(command + " --output @k.npy"), command + ": " + err);
        assertTrue(err.toString().contains(sentence), command + ": " + err);
        assertFalse(Files.exists(folder.resolve("k.npy")), command + " wrote its output");
    }
}
