package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.ntk.FloatReluKernels;
import fathom.ntk.InfiniteNetwork;
import fathom.ntk.Kernel;
import fathom.ntk.ReluKernels;
import fathom.simd.file.Npy;
import fathom.simd.file.Npz;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands kernel and predict, on files of arrays. */
class ArrayCommandsTest {

    @TempDir
    private Path folder;

    private final DoubleMatrix x = DoubleMatrix.zeros(30, 4);
    private final DoubleMatrix t = DoubleMatrix.zeros(7, 4);

    /** What a command printed and how it ended. */
    private record Ended(int code, String out, String err) {}

    private Ended fathom(String command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] words = command.replace("@", folder + "/").split(" ");
        int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
        return new Ended(code, out.toString(), err.toString());
    }

    @BeforeEach
    void inputs() throws IOException {
        RandomStream.of(11, "array commands").child("x").fillNormal(x, 0);
        RandomStream.of(11, "array commands").child("t").fillNormal(t, 0);
        Npy.write(folder.resolve("x.npy"), Tensor.of(x));
        Npy.write(folder.resolve("t.npy"), Tensor.of(t));
    }

    private double[] read(String name) throws IOException {
        return Npy.read(folder.resolve(name)).toDoubleMatrix().copy().array();
    }

    @Test
    void kernelWritesTheLibrarysGramMatrix() throws IOException {
        Ended ended = fathom("kernel --kind nngp --depth 2 --bias-variance 0.1 --input @x.npy --output @k.npy");
        assertEquals(0, ended.code(), ended.err());
        InfiniteNetwork network = InfiniteNetwork.relu().withBiasVariance(0.1);
        assertArrayEquals(ReluKernels.gram(Kernel.NNGP, network, 2, x).array(), read("k.npy"));
        assertEquals(List.of(30, 30), Npy.read(folder.resolve("k.npy")).shape());
    }

    @Test
    void anyActivationHasAKernel() throws IOException {
        Ended ended = fathom("kernel --activation tanh --depth 2 --unit --input @x.npy --output @k.npy");
        assertEquals(0, ended.code(), ended.err());
        double[] kernel = read("k.npy");
        // w = 1 / E[tanh^2] keeps variance 1, and E[tanh'^2] = 0.46440 makes T_2 = 1 + D (1 + D), D = w E[tanh'^2].
        double slope = 0.4644029024 / 0.3942944904;
        assertEquals(1 + slope * (1 + slope), kernel[0], 1e-6);
        assertEquals(
                2,
                fathom("kernel --activation sign --depth 1 --input @x.npy --output @k.npy")
                        .code());
    }

    @Test
    void severalDepthsGoIntoOneArchive() throws IOException {
        Ended ended = fathom("kernel --depth 3,1 --input @x.npy --other @t.npy --output @k.npz");
        assertEquals(0, ended.code(), ended.err());
        Map<String, Tensor> kernels = Npz.read(folder.resolve("k.npz"));
        assertEquals(List.of("depth3", "depth1"), List.copyOf(kernels.keySet()));
        for (int depth : new int[] {1, 3}) {
            DoubleMatrix expected = ReluKernels.cross(Kernel.NTK, InfiniteNetwork.relu(), depth, x, t);
            assertArrayEquals(
                    expected.array(),
                    kernels.get("depth" + depth).toDoubleMatrix().array());
        }
    }

    @Test
    void floatsAreComputedInFloat() throws IOException {
        Ended ended = fathom("kernel --depth 1,3 --input @x.npy --other @t.npy --precision f32 --output @k.npz");
        assertEquals(0, ended.code(), ended.err());
        Map<String, Tensor> kernels = Npz.read(folder.resolve("k.npz"));
        assertEquals(List.of(30, 7), kernels.get("depth3").shape());
        FloatMatrix expected = FloatReluKernels.crosses(Kernel.NTK, InfiniteNetwork.relu(), new int[] {1, 3}, x, t)
                .get(1);
        assertArrayEquals(
                expected.array(), kernels.get("depth3").toFloatMatrix().array());
    }

    /** The tangent kernel of a row of length 1 with itself is L + 1. */
    @Test
    void unitRowsHaveTheKnownDiagonal() throws IOException {
        assertEquals(
                0,
                fathom("kernel --depth 4 --unit --input @x.npy --output @k.npy").code());
        double[] kernel = read("k.npy");
        for (int i = 0; i < 30; i++) {
            assertEquals(5, kernel[i * 31], 1e-12);
        }
    }

    @Test
    void withoutRidgeTrainingTargetsComeBack() throws IOException {
        double[] y = new double[30];
        for (int i = 0; i < y.length; i++) {
            y[i] = x.get(i, 0) * x.get(i, 1);
        }
        Npy.write(folder.resolve("y.npy"), new Tensor(List.of(30), new Tensor.Doubles(y)));
        Ended ended = fathom("predict --depth 2 --train @x.npy --targets @y.npy --test @x.npy --output @p.npy");
        assertEquals(0, ended.code(), ended.err());
        assertArrayEquals(y, read("p.npy"), 1e-9);
        assertEquals(List.of(30), Npy.read(folder.resolve("p.npy")).shape());
        assertTrue(
                fathom("predict --depth 2 --train @x.npy --targets @y.npy --test @t.npy --ridge auto --output @p.npy")
                        .err()
                        .contains("leave-one-out"));
    }

    @Test
    void anIntegerVectorIsClassLabels() throws IOException {
        int[] labels = new int[30];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = x.get(i, 0) > 0 ? 2 : x.get(i, 1) > 0 ? 1 : 0;
        }
        Npy.write(folder.resolve("y.npy"), new Tensor(List.of(30), new Tensor.Ints(labels)));
        Ended ended = fathom("predict --depth 1 --train @x.npy --targets @y.npy --test @x.npy --output @p.npy");
        assertEquals(0, ended.code(), ended.err());
        assertEquals(List.of(30, 3), Npy.read(folder.resolve("p.npy")).shape());
        double[] classes = read("p.classes.npy");
        for (int i = 0; i < labels.length; i++) {
            assertEquals(labels[i], classes[i]);
        }
    }

    @Test
    void badInputGetsASentenceAndNothingIsWritten() throws IOException {
        refused("kernel --depth 1 --input @none.npy --output @k.npy", "none.npy does not exist");
        refused("kernel --depth -1 --input @x.npy --output @k.npy", "at least 0");
        refused("kernel --depth 1,2 --input @x.npy --output @k.npy", "must end in .npz");
        refused("kernel --depth 1 --input @x.npy --output @no/k.npy", "is no folder");
        refused("kernel --kind ntl --depth 1 --input @x.npy --output @k.npy", "--kind");
        refused("kernel --depth 1 --activation rleu --input @x.npy --output @k.npy", "relu");
        Files.writeString(folder.resolve("text.npy"), "no array");
        refused("kernel --depth 1 --input @text.npy --output @k.npy", "text.npy is no .npy file");
        Npy.write(folder.resolve("cube.npy"), new Tensor(List.of(1, 2, 2), new Tensor.Doubles(1, 2, 3, 4)));
        refused("kernel --depth 1 --input @cube.npy --output @k.npy", "expected two dimensions");
        Npy.write(folder.resolve("nan.npy"), new Tensor(List.of(1, 4), new Tensor.Doubles(1, 2, Double.NaN, 4)));
        refused("kernel --depth 1 --input @nan.npy --output @k.npy", "NaN at row 0, column 2");
        Npy.write(folder.resolve("narrow.npy"), new Tensor(List.of(1, 3), new Tensor.Doubles(1, 2, 3)));
        refused("kernel --depth 1 --input @x.npy --other @narrow.npy --output @k.npy", "30 x 4");
        refused(
                "kernel --depth 1 --activation normrelu(c=-1) --input @x.npy --output @k.npy",
                "rows of one length only");
        refused(
                "kernel --depth 1 --activation exp --input-scale 100 --input @x.npy --output @k.npy",
                "overflows the range of double");
        Npy.write(folder.resolve("y.npy"), new Tensor(List.of(2), new Tensor.Doubles(1, 2)));
        refused("predict --depth 1 --train @x.npy --targets @y.npy --test @t.npy --output @k.npy", "has 2 rows");
        refused(
                "predict --depth 1 --train @x.npy --targets @y.npy --test @t.npy --ridge -1 --output @k.npy",
                "--ridge=-1");
        Npy.write(folder.resolve("zeros.npy"), new Tensor(List.of(2, 2), new Tensor.Doubles(0, 0, 0, 0)));
        refused(
                "predict --depth 1 --train @zeros.npy --targets @y.npy --test @zeros.npy --output @k.npy",
                "--ridge auto");
    }

    private void refused(String command, String sentence) {
        Ended ended = fathom(command);
        assertEquals(2, ended.code(), command + ": " + ended.err());
        assertTrue(ended.err().contains(sentence), command + ": " + ended.err());
        assertFalse(Files.exists(folder.resolve("k.npy")), command + " wrote its output");
    }
}
