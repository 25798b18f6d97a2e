package fathom.bench.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GuestTest {

    /** Answers with its own process and what it was asked to do. */
    public static final class Probe implements Work.Maker {
        @Override
        public Work make(String... arguments) {
            Work work = repeats -> {
                if (repeats == 0) {
                    throw new IllegalStateException("asked for nothing");
                }
                return Double.parseDouble(arguments[0]) * repeats;
            };
            return work.running(Long.toString(ProcessHandle.current().pid()));
        }
    }

    @Test
    void theWorkIsDoneInAnotherProcessWhichIsStoppedBetweenTurns() throws Exception {
        Path processes = Path.of("/proc");
        assumeTrue(Files.isDirectory(processes), "no /proc on this system");
        try (Guest guest = Guest.start(Probe.class, "0.5")) {
            long process = Long.parseLong(guest.kernels());
            assertNotEquals(ProcessHandle.current().pid(), process);
            assertEquals(1.5, guest.seconds(3));
            assertEquals("T", state(processes.resolve(Long.toString(process))));
            assertEquals(0.5, guest.warmUp(0, 0.5));
            assertEquals("T", state(processes.resolve(Long.toString(process))));
        }
    }

    /** T for a stopped process; a signal takes a moment. */
    private static String state(Path process) throws Exception {
        String state = "";
        for (int i = 0; i < 1000 && !state.equals("T"); i++) {
            state = Files.readString(process.resolve("stat")).split("\\) ")[1].substring(0, 1);
            Thread.sleep(1);
        }
        return state;
    }

    @Test
    void aPeerThatDiesIsAnError() {
        try (Guest guest = Guest.start(Probe.class, "0.5")) {
            assertThrows(UncheckedIOException.class, () -> guest.seconds(0));
        }
    }

    @Test
    void aPeerSeesNoVariableThatSteersItUnlessTheUserPassesOne() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "OPENBLAS_CORETYPE", "Haswell",
                "OPENBLAS_L2_SIZE", "1",
                "MKL_ENABLE_INSTRUCTIONS", "SSE4_2",
                "OMP_NUM_THREADS", "8",
                "PATH", "/bin",
                "HOME_OPENBLAS", "kept"));
        Guest.clean(environment, "OPENBLAS_CORETYPE=Zen\nX=a=b");
        assertEquals(
                Map.of("OPENBLAS_CORETYPE", "Zen", "X", "a=b", "PATH", "/bin", "HOME_OPENBLAS", "kept"), environment);
    }
}
