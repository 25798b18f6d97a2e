package fathom.runs.compare;

import fathom.runs.Quoted;
import fathom.runs.UserError;
import fathom.runs.settings.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The run folders below a root of results, and what users call them. */
public final class SavedRuns {

    private SavedRuns() {}

    /**
     * The folder that a user means: a path, {@code experiment/name} below the root, or a name that one experiment alone has.
     *
     * @throws UserError with the nearest names if there is none
     */
    public static Path find(Path root, String text) {
        for (Path path : List.of(Path.of(text), root.resolve(text))) {
            if (Files.isRegularFile(path.resolve("config.json"))) {
                return path;
            }
        }
        Map<String, Path> known = all(root);
        List<Path> named = known.values().stream()
                .filter(path -> path.getFileName().toString().equals(text))
                .toList();
        if (named.size() == 1) {
            return named.getFirst();
        }
        if (named.size() > 1) {
            throw new UserError("several experiments have a run " + Quoted.of(text) + ": "
                    + String.join(
                            ", ",
                            named.stream()
                                    .map(path -> root.relativize(path).toString())
                                    .toList()));
        }
        throw new UserError("there is no run " + Quoted.of(text) + " in " + root + "; "
                + (known.isEmpty()
                        ? "it holds no run: './fathom run' makes one, --out says where they are"
                        : nearest(text, known)));
    }

    private static String nearest(String text, Map<String, Path> known) {
        TreeSet<String> names = new TreeSet<>(known.keySet());
        known.values().forEach(path -> names.add(path.getFileName().toString()));
        return Nearest.names(text, names).isEmpty()
                ? "it holds "
                        + String.join(", ", known.keySet().stream().limit(10).toList())
                : Nearest.clause(text, names);
    }

    /** Every run below a root of results, by experiment/name. */
    public static Map<String, Path> all(Path root) {
        Map<String, Path> runs = new TreeMap<>();
        try (Stream<Path> paths = Files.find(root, 3, (path, attributes) -> path.endsWith("config.json"))) {
            paths.map(Path::getParent)
                    .forEach(path -> runs.put(root.relativize(path).toString(), path));
        } catch (IOException e) {
            return Map.of();
        }
        return runs;
    }
}
