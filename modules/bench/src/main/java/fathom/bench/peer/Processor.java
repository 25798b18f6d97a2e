package fathom.bench.peer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says of the processor. */
final class Processor {

    private Processor() {}

    static boolean amd() {
        return line("vendor_id").contains("AuthenticAMD");
    }

    static boolean avx512() {
        return line("flags").contains("avx512f");
    }

    private static String line(String name) {
        try {
            return lines().stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static List<String> lines() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}
