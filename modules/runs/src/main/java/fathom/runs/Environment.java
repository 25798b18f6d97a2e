package fathom.runs;

import fathom.runs.json.Json;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a run happens and what runs: Java, operating system, processors, heap, the code, and what the caller knows (vector backend,
 * version).
 *
 * @param entries names and values in the order in which they are shown
 * @param code what makes the trials
 */
public record Environment(Map<String, String> entries, Code code) {

    public Environment {
        entries = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** What the Java machine knows of itself. */
    public static Environment here() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        entries.put(
                "system",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        entries.put("processors", Integer.toString(runtime.availableProcessors()));
        entries.put("heap", Bytes.words(runtime.maxMemory()));
        return new Environment(entries, Code.here());
    }

    /** The same environment with one more entry. */
    public Environment with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(entries);
        more.put(name, value);
        return new Environment(more, code);
    }

    /** The same environment where other code makes the trials, for instance this program's with a user's experiment. */
    public Environment withCode(Code other) {
        return new Environment(entries, other);
    }

    /** Writes the file, with the hash of every data file. */
    void write(Path file, Collection<DataFile> data) {
        ObjectNode tree = Json.object();
        entries.forEach(tree::put);
        tree.put("code", code.id());
        tree.put("commit", code.commit());
        if (!data.isEmpty()) {
            ObjectNode hashes = tree.putObject("data");
            data.forEach(one -> hashes.put(one.file().toString(), one.sha256()));
        }
        AtomicFile.write(file, Json.pretty(tree));
    }
}
