package fathom.runs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;

/**
 * The other runs of an experiment, whose finished trials a run need not repeat: those with a key that it lacks, made by the same code from
 * the same data. What cannot be read there is passed over; it is that run's own affair.
 */
final class Siblings {

    private static final String KEY = "\"key\":\"";
    private static final int KEY_LENGTH = 16;

    private Siblings() {}

    /** Copies what the ledger lacks of a plan; how many trials came from which run. */
    static Map<String, Integer> copy(Path folder, Ledger ledger, List<? extends TrialTask<?, ?>> plan) {
        Map<String, TrialTask<?, ?>> wanted = new HashMap<>();
        for (TrialTask<?, ?> task : plan) {
            if (ledger.line(task.key(), task.data()).isEmpty()) {
                wanted.put(task.key(), task);
            }
        }
        Map<String, Integer> copied = new LinkedHashMap<>();
        for (Path sibling : wanted.isEmpty() ? List.<Path>of() : besides(folder)) {
            String run = sibling.getFileName().toString();
            List<LedgerLine> found = found(sibling.resolve("ledger.jsonl"), run, ledger.code(), wanted);
            if (!found.isEmpty() && ledger.append(found)) {
                copied.put(run, found.size());
            }
        }
        return copied;
    }

    private static List<Path> besides(Path folder) {
        Path own = folder.toAbsolutePath().normalize();
        try (Stream<Path> runs = Files.list(own.getParent())) {
            return runs.filter(run -> !run.equals(own) && Files.isRegularFile(run.resolve("ledger.jsonl")))
                    .sorted()
                    .collect(Collectors.toList());
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Takes what it finds out of {@code wanted}. */
    private static List<LedgerLine> found(Path file, String run, Code code, Map<String, TrialTask<?, ?>> wanted) {
        List<LedgerLine> found = new ArrayList<>();
        try (Stream<String> lines = Files.lines(file)) {
            lines.filter(text -> wanted.containsKey(key(text))).forEach(text -> {
                LedgerLine line = parsed(text);
                TrialTask<?, ?> task = line == null ? null : wanted.get(line.key());
                if (task != null
                        && line.code().id().equals(code.id())
                        && line.data().equals(task.data())) {
                    wanted.remove(line.key());
                    found.add(line.copiedFrom(run));
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // As if the rest of it were not there.
        }
        return found;
    }

    /** The key near the beginning of a line, without reading the rest; empty where there is none. */
    private static String key(String line) {
        int at = line.indexOf(KEY) + KEY.length();
        return at < KEY.length() || at + KEY_LENGTH > line.length() ? "" : line.substring(at, at + KEY_LENGTH);
    }

    private static LedgerLine parsed(String text) {
        try {
            return LedgerLine.parse(text);
        } catch (JacksonException | IllegalArgumentException e) {
            return null;
        }
    }
}
