package fathom.runs.serve;

import fathom.runs.AtWork;
import fathom.runs.RunFolder;
import fathom.runs.compare.SavedRuns;
import fathom.runs.figure.Escape;
import fathom.runs.json.Json;
import fathom.runs.progress.Durations;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The page of all runs below a root, and their state. */
final class RunList {

    private final Path root;
    private final Map<Path, Ledger> ledgers = new ConcurrentHashMap<>();

    /** A ledger as it was when its lines were counted. */
    private record Ledger(FileTime changed, long size, long lines) {}

    RunList(Path root) {
        this.root = root;
    }

    /** An array of name, trials, atWork, changed and report; of a run at work also total and left, as far as they are known. */
    String json() {
        ObjectNode all = Json.object();
        ArrayNode runs = all.putArray("runs");
        for (Map.Entry<String, Path> run : SavedRuns.all(root).entrySet()) {
            Optional<AtWork> work = RunFolder.atWork(run.getValue());
            ObjectNode state = runs.addObject().put("name", run.getKey());
            try {
                Ledger ledger = ledger(run.getValue().resolve("ledger.jsonl"));
                state.put("trials", ledger.lines);
                state.put(
                        "changed",
                        ledger.changed
                                .toInstant()
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
            } catch (IOException | UncheckedIOException e) {
                state.put("trials", 0).put("changed", "");
            }
            state.put("atWork", work.isPresent());
            work.filter(known -> known.total() > 0)
                    .ifPresent(known -> state.put("trials", known.done()).put("total", known.total()));
            work.flatMap(AtWork::left).ifPresent(time -> state.put("left", Durations.words(time)));
            state.put("report", Files.isRegularFile(run.getValue().resolve("report.html")));
        }
        return Json.line(all);
    }

    /** Counted again when it has changed; the last line may be in the making. */
    private Ledger ledger(Path file) throws IOException {
        Ledger known = ledgers.get(file);
        FileTime changed = Files.getLastModifiedTime(file);
        long size = Files.size(file);
        if (known == null || known.size != size || !known.changed.equals(changed)) {
            try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
                known = new Ledger(changed, size, lines.count());
            }
            ledgers.put(file, known);
        }
        return known;
    }

    String html() {
        try (InputStream page = RunList.class.getResourceAsStream("runs.html")) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8)
                    .replace(
                            "{{root}}",
                            Escape.text(root.toAbsolutePath().normalize().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
