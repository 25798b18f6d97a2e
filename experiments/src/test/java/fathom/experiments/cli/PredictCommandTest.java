package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.file.Npy;
import fathom.simd.file.Tensor;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.random.RandomStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What predict does with the files and the matrices that go wrong most easily. */
class PredictCommandTest {

    private static final int N = 24;
    private static final int D = 3;
    private static final String COMMON =
            "predict --depth 2 --train @x.npy --targets @y.npy --test @t.npy --output @p.npy";

    @TempDir
    private Path folder;

    private final DoubleMatrix x = DoubleMatrix.zeros(N, D);
    private final DoubleMatrix t = DoubleMatrix.zeros(5, D);
    private final StringWriter err = new StringWriter();

    private int fathom(String command) {
        err.getBuffer().setLength(0);
        String[] words = command.replace("@", folder + "/").split(" ");
        return Main.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), words);
    }

    @BeforeEach
    void inputs() throws IOException {
        RandomStream.of(19, "predict").child("x").fillNormal(x, 0);
        RandomStream.of(19, "predict").child("t").fillNormal(t, 0);
        double[] y = new double[N];
        for (int i = 0; i < N; i++) {
            y[i] = x.get(i, 0) - x.get(i, 1) * x.get(i, 2);
        }
        Npy.write(folder.resolve("x.npy"), Tensor.of(x));
        Npy.write(folder.resolve("t.npy"), Tensor.of(t));
        Npy.write(folder.resolve("y.npy"), new Tensor(List.of(N), new Tensor.Doubles(y)));
    }

    private double[] read(String name) throws IOException {
        return Npy.read(folder.resolve(name)).toDoubleMatrix().copy().array();
    }

    @Test
    void theIterationPredictsAsTheFactorisation() throws IOException {
        assertEquals(0, fathom(COMMON + " --ridge 1e-3"), err.toString());
        double[] expected = read("p.npy");
        assertEquals(0, fathom(COMMON + " --ridge 1e-3 --solver iterative --landmarks 10 --memory 1g"), err.toString());
        assertTrue(err.toString().contains("landmarks; residual"), err.toString());
        assertArrayEquals(expected, read("p.npy"), 1e-10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --solver iterative                        | conjugate gradients need a ridge above 0
            --solver iterative --ridge auto           | --solver iterative needs a number as --ridge, not auto
            --solver iteratve                         | unknown solver "iteratve"; did you mean iterative?
            --landmarks 5                             | --landmarks and --memory are for --solver iterative
            --ridge 1 --solver iterative --memory 1   | invalid value --memory=1: must be a whole number with m or g
            --ridge 1 --solver iterative --memory 0m  | but --memory allows 0
            --ridge 1 --solver iterative --landmarks -1 | invalid value --landmarks=-1: must be at least 0
            --executor spark                          | --executor spark needs --master ADDRESS
            --master spark://x:1                      | --master spark://x:1 is for --executor spark
            --executor slurm                          | invalid value --executor=slurm: must be local or spark
            --executor spark --master carrier:x --ridge 1 | no executor answers to carrier:x""")
    void theIterationRefusesInOneSentence(String options, String sentence) {
        assertEquals(2, fathom(COMMON + " " + options), err.toString());
        assertTrue(err.toString().contains(sentence), err.toString());
        assertFalse(Files.exists(folder.resolve("p.npy")));
    }

    @Test
    void repeatedRowsWithoutRidgeGetTheRemedy() throws IOException {
        for (int k = 0; k < D; k++) {
            x.set(7, k, x.get(2, k));
        }
        Npy.write(folder.resolve("x.npy"), Tensor.of(x));
        assertEquals(2, fathom(COMMON));
        assertTrue(err.toString().contains("--ridge auto") && err.toString().contains("singular"), err.toString());
        assertFalse(Files.exists(folder.resolve("p.npy")));
        assertEquals(0, fathom(COMMON + " --ridge 1e-8"), err.toString());
        assertEquals(0, fathom(COMMON + " --ridge auto"), err.toString());
        for (double value : read("p.npy")) {
            assertTrue(Double.isFinite(value));
        }
    }

    @Test
    void floatsAndScratchFilesGiveTheSamePredictions() throws IOException {
        assertEquals(0, fathom(COMMON + " --ridge 1e-2"), err.toString());
        double[] expected = read("p.npy");
        assertEquals(0, fathom(COMMON + " --ridge 1e-2 --precision f32 --scratch @."), err.toString());
        assertTrue(err.toString().contains("refinements in double"), err.toString());
        assertArrayEquals(expected, read("p.npy"), 1e-9);
        assertEquals(2, fathom(COMMON + " --precision f16"));
        assertEquals(2, fathom(COMMON + " --scratch @none"));
    }

    @Test
    void inTilesTheRidgeIsChosenOnHeldOutSamples() throws IOException {
        assertEquals(0, fathom(COMMON + " --ridge auto --scratch @."), err.toString());
        assertTrue(err.toString().contains("held-out samples"), err.toString());
        double ridge = Double.parseDouble(err.toString().replaceAll("(?s).*fathom: ridge ([^,:]*)[,:].*", "$1"));
        double[] chosen = read("p.npy");
        assertEquals(0, fathom(COMMON + " --ridge " + ridge), err.toString());
        assertArrayEquals(read("p.npy"), chosen, 1e-10);
    }

    /** What numpy.save writes of a big-endian array in Fortran order: '>f4', columns first. */
    private void writeForeign(String name, String type, DoubleMatrix matrix) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': True, 'shape': (" + matrix.rows() + ", "
                + matrix.columns() + "), }";
        String padded = header + " ".repeat(63 - (10 + header.length()) % 64) + "\n";
        int bytes = type.endsWith("4") ? 4 : 8;
        ByteBuffer buffer = ByteBuffer.allocate(10 + padded.length() + bytes * matrix.rows() * matrix.columns());
        buffer.order(ByteOrder.LITTLE_ENDIAN).put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        buffer.putShort((short) padded.length()).put(padded.getBytes(StandardCharsets.US_ASCII));
        buffer.order(type.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        for (int j = 0; j < matrix.columns(); j++) {
            for (int i = 0; i < matrix.rows(); i++) {
                double value = matrix.get(i, j);
                switch (type.substring(1)) {
                    case "f4" -> buffer.putFloat((float) value);
                    case "f8" -> buffer.putDouble(value);
                    default -> buffer.putLong((long) value);
                }
            }
        }
        Files.write(folder.resolve(name), buffer.array());
    }

    @Test
    void filesOfEitherByteOrderAndFortranOrderAreTheSameArray() throws IOException {
        assertEquals(0, fathom(COMMON + " --ridge 1e-2"), err.toString());
        double[] expected = read("p.npy");
        for (String type : new String[] {"<f8", ">f8"}) {
            writeForeign("x.npy", type, x);
            assertEquals(0, fathom(COMMON + " --ridge 1e-2"), err.toString());
            assertArrayEquals(expected, read("p.npy"));
        }
        for (String type : new String[] {"<f4", ">f4"}) {
            writeForeign("x.npy", type, x);
            assertEquals(0, fathom(COMMON + " --ridge 1e-2"), err.toString());
            assertArrayEquals(expected, read("p.npy"), 1e-4);
        }
        DoubleMatrix whole = DoubleMatrix.zeros(N, D);
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < D; j++) {
                whole.set(i, j, Math.rint(10 * x.get(i, j)));
            }
        }
        writeForeign("x.npy", ">i8", whole);
        assertEquals(0, fathom(COMMON + " --ridge 1e-2"), err.toString());
        assertTrue(err.toString().contains("holds integers"), err.toString());
    }

    @Test
    void matricesOfIntegersAreRegressed() throws IOException {
        int[] y = new int[2 * N];
        for (int i = 0; i < y.length; i++) {
            y[i] = i % 3;
        }
        Npy.write(folder.resolve("y.npy"), new Tensor(List.of(N, 2), new Tensor.Ints(y)));
        assertEquals(0, fathom(COMMON + " --ridge 1e-2"), err.toString());
        assertTrue(err.toString().contains("not as classes"), err.toString());
        assertEquals(List.of(5, 2), Npy.read(folder.resolve("p.npy")).shape());
        assertFalse(Files.exists(folder.resolve("p.classes.npy")));
    }

    @Test
    void truncatedFilesAndNegativeLabelsAreRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(folder.resolve("x.npy"));
        Files.write(folder.resolve("x.npy"), java.util.Arrays.copyOf(bytes, bytes.length - 9));
        assertEquals(2, fathom(COMMON));
        assertTrue(err.toString().contains("x.npy is cut short"), err.toString());
        Files.write(folder.resolve("x.npy"), bytes);
        int[] labels = new int[N];
        labels[4] = -1;
        Npy.write(folder.resolve("y.npy"), new Tensor(List.of(N), new Tensor.Ints(labels)));
        assertEquals(2, fathom(COMMON));
        assertTrue(err.toString().contains("label 4 (from 0) is -1: write two classes as 0 and 1"), err.toString());
        assertFalse(Files.exists(folder.resolve("p.npy")));
    }

    /** Of 1,000,000,001 classes the indicators alone would take 190 GB. */
    @Test
    void integersAreClassesAndNotMoreThanRows() throws IOException {
        long[] labels = new long[N];
        for (int i = 0; i < N; i++) {
            labels[i] = i % 4 == 0 ? 3 : i % 2;
        }
        Npy.write(folder.resolve("y.npy"), new Tensor(List.of(N), new Tensor.Longs(labels)));
        assertEquals(0, fathom(COMMON + " --ridge 1e-2"), err.toString());
        assertTrue(err.toString().contains("class labels: 4 classes, 0 to 3, of which 3 occur"), err.toString());
        assertTrue(err.toString().contains("y.astype(float)"), err.toString());
        for (long largest : new long[] {N, 1_000_000_000L, Long.MAX_VALUE / 2}) {
            labels[5] = largest;
            Npy.write(folder.resolve("y.npy"), new Tensor(List.of(N), new Tensor.Longs(labels)));
            assertEquals(2, fathom(COMMON + " --ridge 1e-2"));
            assertTrue(err.toString().contains("more than the 24 rows; to regress integers"), err.toString());
            assertTrue(err.toString().contains("y.astype(float)"), err.toString());
        }
    }

    @Test
    void aSingularMatrixGetsARemedyThatWasNotTried() throws IOException {
        Npy.write(folder.resolve("x.npy"), Tensor.of(DoubleMatrix.zeros(N, D)));
        assertEquals(2, fathom(COMMON + " --ridge auto"));
        assertTrue(err.toString().contains("--ridge auto found no ridge"), err.toString());
        assertEquals(2, fathom(COMMON + " --ridge 0"));
        assertTrue(err.toString().contains("a larger --ridge such as 1.0E-9, --ridge auto"), err.toString());
    }

    @Test
    void noticesOfManyRidgesAreToldOncePerKind() {
        assertEquals(0, fathom(COMMON + " --ridge auto --precision f32"), err.toString());
        List<String> kinds = err.toString()
                .lines()
                .filter(line -> !line.contains("more like this"))
                .map(line -> line.replaceAll("[-+0-9.E]+", "#"))
                .toList();
        assertEquals(kinds.stream().distinct().toList(), kinds);
        assertTrue(err.toString().contains(" more like this: "), err.toString());
    }
}
