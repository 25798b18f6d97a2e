package fathom.simd.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.simd.VirtualMachine;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendTest {

    /** Prints the choice; started in a fresh virtual machine by each test below. */
    public static final class Show {
        public static void main(String[] args) {
            System.out.println(Backend.name());
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
        assertEquals("scalar", lines.get(1));
    }

    @ParameterizedTest
    @CsvSource({"16, vector 16 bytes", "32, vector 32 bytes", "64, vector 64 bytes", "scalar, scalar"})
    void thePropertyForcesAChoice(String bytes, String name) throws Exception {
        List<String> lines = show("--add-modules", "jdk.incubator.vector", "-Dfathom.simd.bytes=" + bytes);
        assertEquals(name, lines.getLast());
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
