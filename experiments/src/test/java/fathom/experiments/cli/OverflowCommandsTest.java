package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.file.Npy;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No command writes what is no number: exit code 2, no file, and a sentence with the remedy. */
class OverflowCommandsTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void inputs() throws IOException {
        write("huge.npy", 1e200);
        write("large.npy", 3e19);
        Npy.write(folder.resolve("y.npy"), Tensor.of(DoubleMatrix.of(3, 1, 1.5, -1, 2.5)));
    }

    private void write(String name, double size) throws IOException {
        DoubleMatrix x = DoubleMatrix.of(3, 2, size, 0.5 * size, -size, size, 0.25 * size, 0.1 * size);
        Npy.write(folder.resolve(name), Tensor.of(x));
    }

    private String refused(String command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                command.replace("@", folder + "/").split(" "));
        assertEquals(2, code, out + " " + err);
        assertFalse(Files.exists(folder.resolve("k.npy")), "a file was written");
        assertTrue(err.toString().contains("overflow"), err.toString());
        return err.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "huge, relu, f64",
        "huge, erf, f64",
        "huge, 'leaky_relu(slope=0.1)', f64",
        "huge, relu, f32",
        "large, relu, f32",
        "large, abs, f32"
    })
    void kernels(String file, String activation, String precision) {
        String sentence = refused("kernel --depth 2 --activation " + activation + " --precision " + precision
                + " --input @" + file + ".npy --output @k.npy");
        assertTrue(sentence.contains("--unit") && sentence.contains("--input-scale"), sentence);
    }

    @Test
    void predictions() {
        String sentence = refused(
                "predict --depth 2 --ridge 1e-3 --train @huge.npy --targets @y.npy --test @huge.npy --output @k.npy");
        assertTrue(sentence.contains("--unit") && sentence.contains("--input-scale"), sentence);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dual --activation exp --variance 600",
                "spectrum --kind ntk --depth 4 --weight-variance 1e120 --dimension 3 --max-degree 4",
                "spectrum --kind nngp --activation exp --depth 4 --weight-variance 3 --dimension 3 --max-degree 4"
            })
    void numbersThatArePrinted(String command) {
        refused(command);
    }
}
