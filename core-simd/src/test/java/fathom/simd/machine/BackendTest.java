package fathom.simd.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.Gemm;
import fathom.simd.VirtualMachine;
import fathom.simd.matrix.DoubleMatrix;
import fathom.simd.matrix.FloatMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendTest {

    /** Prints the choice and a fingerprint of some products; started in a fresh virtual machine by each test below. */
    public static final class Show {
        public static void main(String[] args) {
            FloatMatrix x = FloatMatrix.zeros(29, 64);
            DoubleMatrix y = DoubleMatrix.zeros(29, 64);
            for (int i = 0; i < x.array().length; i++) {
                x.array()[i] = 1f / (i % 97 + 1) - 0.25f;
                y.array()[i] = x.array()[i];
            }
            int floats = Arrays.hashCode(Gemm.product(x, x.transposed()).array());
            int doubles = Arrays.hashCode(Gemm.gram(y).array());
            System.out.println(Backend.name() + ", bits " + floats + " " + doubles);
        }
    }

    @Test
    void thisRunIsOnVectorsOfTheForcedWidth() {
        String forced = System.getProperty("fathom.simd.bytes");
        if (forced != null) {
            assertEquals(Integer.parseInt(forced), Backend.vectorBytes());
        }
        assertEquals(Backend.vectorBytes() > 0, Backend.available());
    }

    @Test
    void aClassPathWithoutTheModuleRunsScalarAndSaysSoInOneLine() throws Exception {
        List<String> lines = show();
        assertEquals(2, lines.size(), lines.toString());
        assertTrue(lines.get(0).contains("--add-modules jdk.incubator.vector"), lines.get(0));
        assertTrue(lines.get(1).startsWith("scalar"), lines.get(1));
    }

    @ParameterizedTest
    @CsvSource({"16, vector 16 bytes", "32, vector 32 bytes", "64, vector 64 bytes", "scalar, scalar"})
    void thePropertyForcesAChoice(String bytes, String name) throws Exception {
        List<String> lines = show("--add-modules", "jdk.incubator.vector", "-Dfathom.simd.bytes=" + bytes);
        assertTrue(lines.getLast().startsWith(name), lines.getLast());
    }

    @Test
    void everyChoiceAndTheInterpreterGiveTheSameBits() throws Exception {
        Set<String> bits = new HashSet<>();
        for (String bytes : List.of("scalar", "16", "32", "64")) {
            bits.add(fingerprint("-Dfathom.simd.bytes=" + bytes));
            bits.add(fingerprint("-Dfathom.simd.bytes=" + bytes, "-Xint"));
        }
        assertEquals(1, bits.size(), bits.toString());
    }

    private static String fingerprint(String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("--add-modules", "jdk.incubator.vector"));
        all.addAll(List.of(options));
        String line = show(all.toArray(String[]::new)).getLast();
        return line.substring(line.indexOf("bits"));
    }

    @Test
    void anUnknownWidthIsNamedAndIgnored() throws Exception {
        List<String> lines = show("--add-modules", "jdk.incubator.vector", "-Dfathom.simd.bytes=12");
        assertTrue(lines.toString().contains("fathom.simd.bytes=12 is ignored"), lines.toString());
    }

    private static List<String> show(String... options) throws Exception {
        return VirtualMachine.run(Show.class, options);
    }
}
