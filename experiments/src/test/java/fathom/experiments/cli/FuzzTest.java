package fathom.experiments.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import fathom.runs.UserError;
import fathom.simd.file.FileFormatException;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every reader of foreign files meets mutated inputs in a heap of 128 MB: only the documented exceptions, no more than two seconds of
 * processor time for one input, one sentence without control characters, and no success on an input that was cut.
 *
 * <p>10,000 inputs by default; a million, or others, by {@code -Dfathom.fuzz.inputs=1000000 -Dfathom.fuzz.seed=2}. An input that fails is
 * printed in hexadecimal.
 */
class FuzzTest {

    @TempDir
    private Path folder;

    @Test
    void everyReader() throws Exception {
        String path = String.join(
                File.pathSeparator,
                Path.of("target", "test-classes").toAbsolutePath().toString(),
                Path.of("target", "classes").toAbsolutePath().toString(),
                System.getProperty("jdk.module.path", ""),
                System.getProperty("java.class.path", ""));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        path,
                        Fuzz.class.getName(),
                        System.getProperty("fathom.fuzz.inputs", "10000"),
                        System.getProperty("fathom.fuzz.seed", "1"),
                        folder.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.println(output);
        assertEquals(0, process.waitFor(), output);
        assertTrue(output.contains("ledger.jsonl"), output);
    }

    /** The program that reads them. */
    static final class Fuzz {

        private static final long LONGEST = 2_000_000_000;

        private static volatile byte[] input;
        private static volatile String reader;
        private static volatile long begun;

        private Fuzz() {}

        public static void main(String[] arguments) throws IOException {
            int inputs = Integer.parseInt(arguments[0]);
            long seed = Long.parseLong(arguments[1]);
            Path folder = Path.of(arguments[2]);
            System.out.println("seed " + seed);
            List<FuzzedReaders.Reader> readers =
                    new FuzzedReaders(Files.createDirectory(folder.resolve("beside"))).all();
            watch();
            for (FuzzedReaders.Reader each : readers) {
                fuzz(each, inputs / readers.size(), seed, folder);
            }
            System.exit(0);
        }

        private static void fuzz(FuzzedReaders.Reader each, int inputs, long seed, Path folder) throws IOException {
            SplittableRandom random = new SplittableRandom(seed);
            Mutations mutations = new Mutations(random.nextLong());
            Path file = folder.resolve(each.file());
            int read = 0;
            for (byte[] whole : each.inputs()) {
                if (!accepts(each, file, whole)) {
                    fail("refuses what it should read");
                }
            }
            for (int i = 0; i < inputs; i++) {
                byte[] start = each.inputs().get(random.nextInt(each.inputs().size()));
                byte[] other = each.inputs().get(random.nextInt(each.inputs().size()));
                boolean cut = i % 8 == 0;
                boolean accepted = accepts(each, file, cut ? mutations.cut(start) : mutations.mutate(start, other));
                if (accepted && cut && each.cutsShow()) {
                    fail("reads an input that was cut");
                }
                read += accepted ? 1 : 0;
            }
            System.out.printf(
                    Locale.ROOT, "%-20s %8d inputs %8d refused %8d read%n", each.name(), inputs, inputs - read, read);
        }

        private static boolean accepts(FuzzedReaders.Reader each, Path file, byte[] bytes) throws IOException {
            Files.write(file, bytes);
            input = bytes;
            reader = each.name();
            begun = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try {
                each.door().read(file);
                return true;
            } catch (FileFormatException | UserError e) {
                String message = e.getMessage();
                if (message.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n')
                        || message.length() > file.toString().length() * 2 + 700) {
                    fail("says: " + message);
                }
                return false;
            } catch (Throwable e) {
                e.printStackTrace(System.out);
                fail("throws " + e);
                return false;
            }
        }

        private static void fail(String what) {
            System.out.println(reader + " " + what + "\non " + HexFormat.of().formatHex(input));
            System.out.flush();
            Runtime.getRuntime().halt(1);
        }

        /** Ends the program when one input takes the reading thread too long, by its own clock. */
        private static void watch() {
            long main = Thread.currentThread().threadId();
            Thread.ofPlatform().daemon().start(() -> {
                while (true) {
                    long before = begun;
                    if (ManagementFactory.getThreadMXBean().getThreadCpuTime(main) - before > LONGEST
                            && before == begun) {
                        fail("takes more than 2 s");
                    }
                    try {
                        Thread.sleep(50);
                    } catch (InterruptedException e) {
                        return;
                    }
                }
            });
        }
    }
}
