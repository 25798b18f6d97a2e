package fathom.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every kernel has the same bits whatever runs it: the scalar twins, vectors of each width, one thread or two, the compilers or the
 * interpreter. Each choice is a virtual machine of its own that prints {@link Digests}.
 */
class BitsTest {

    private static final String[] WIDTHS = {"scalar", "16", "32", "64"};

    /** What each machine printed: all run before the first test, as many at a time as there are processors. */
    private static final Map<List<String>, Future<List<String>>> MACHINES = new HashMap<>();

    private static List<String> expected;

    @BeforeAll
    static void scalarTwinsOnOneThread() throws Exception {
        try (ExecutorService starters =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            start(starters, "scalar", "1", "large");
            for (String bytes : WIDTHS) {
                start(starters, bytes, "2", "large");
                start(starters, bytes, "1", "-Xint");
            }
        }
        expected = digests("scalar", "1", "large");
        assertTrue(expected.size() > 300, () -> expected.size() + " kernels");
        assertEquals(Digests.LARGE_END, expected.getLast());
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "16", "32", "64"})
    void twoThreads(String bytes) throws Exception {
        assertSame(expected, digests(bytes, "2", "large"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scalar", "16", "32", "64"})
    void theInterpreter(String bytes) throws Exception {
        // Too slow for large sizes: it stops where the others begin them.
        int small = expected.indexOf(Digests.SMALL_END) + 1;
        assertSame(expected.subList(0, small), digests(bytes, "1", "-Xint"));
    }

    private static void start(ExecutorService starters, String... words) {
        MACHINES.put(List.of(words), starters.submit(() -> run(words[0], words[1], words[2])));
    }

    private static List<String> digests(String... words) throws Exception {
        return MACHINES.get(List.of(words)).get();
    }

    private static List<String> run(String bytes, String threads, String word) throws Exception {
        List<String> options = new ArrayList<>(
                List.of("--add-modules", "jdk.incubator.vector", "-Dfathom.simd.bytes=" + bytes, "-XX:+UseSerialGC"));
        List<String> arguments = new ArrayList<>(List.of(threads));
        (word.startsWith("-") ? options : arguments).add(word);
        return VirtualMachine.run(Digests.class, arguments, options);
    }

    private static void assertSame(List<String> wanted, List<String> actual) {
        assertEquals(String.join("\n", wanted), String.join("\n", actual));
    }
}
