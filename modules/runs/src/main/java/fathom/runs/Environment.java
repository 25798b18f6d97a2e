package fathom.runs;

import fathom.runs.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where a run happens: Java, operating system, processors, heap, and what the caller knows (vector backend, version, commit).
 *
 * @param entries names and values in the order in which they are shown
 */
public record Environment(Map<String, String> entries) {

    /** The entries that decide what a trial computes; a folder continued under others says so. */
    private static final String[] DECISIVE = {"version", "commit"};

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
        return new Environment(entries);
    }

    /** The same environment with one more entry; "version" and "commit" are compared when a folder is continued. */
    public Environment with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(entries);
        more.put(name, value);
        return new Environment(more);
    }

    /** Writes the file, with a notice when the run was begun by another version of the program. */
    void replace(Path file, Consumer<String> notices) {
        if (Files.exists(file)) {
            compare(file, notices);
        }
        ObjectNode tree = Json.object();
        entries.forEach(tree::put);
        AtomicFile.write(file, Json.pretty(tree));
    }

    private void compare(Path file, Consumer<String> notices) {
        JsonNode before;
        try {
            before = Json.parse(Files.readString(file));
        } catch (IOException | JacksonException e) {
            notices.accept("The file " + file + " could not be read and is written anew.");
            return;
        }
        for (String name : DECISIVE) {
            String there = before.path(name).asString("");
            String here = entries.getOrDefault(name, "");
            if (!there.isEmpty() && !here.isEmpty() && !there.equals(here)) {
                notices.accept("The run in " + file.getParent() + " was begun with " + name + " " + there + ", this is "
                        + here + "; finished trials are kept.");
            }
        }
    }
}
