package fathom.runs.settings;

import fathom.runs.settings.Keys.KeyPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of a settings record as people read them: for the terminal, and as a table of a page of the documentation. */
public final class Reference {

    private final Map<String, KeyPath> keys;

    private Reference(Map<String, KeyPath> keys) {
        this.keys = keys;
    }

    /** The keys of a record. */
    public static Reference of(Class<? extends Record> type) {
        return new Reference(Keys.of(type));
    }

    /** A line for each key: its name, its meaning, and what it may be. */
    public List<String> lines() {
        int width = keys.keySet().stream().mapToInt(String::length).max().orElse(1);
        return keys.values().stream()
                .map(key -> "  " + key.path() + " ".repeat(width - key.path().length()) + "  " + meaning(key))
                .toList();
    }

    /** All that is known of one key; the user's error with the nearest names if there is none. */
    public List<String> explain(String name) {
        KeyPath key = Keys.find(name, keys);
        List<String> lines = new ArrayList<>();
        lines.add(key.path() + ": " + meaning(key));
        lines.add("  value:   " + Values.expected(key).replaceAll(", for instance.*", ""));
        lines.add("  example: " + key.path() + "=" + Values.example(key).replaceAll(" or .*", ""));
        key.key().ifPresent(annotation -> {
            if (annotation.was().length > 0) {
                lines.add("  also:    " + String.join(", ", annotation.was()));
            }
        });
        return lines;
    }

    /** A table in Markdown. */
    public String markdown() {
        StringBuilder text = new StringBuilder("| key | meaning | value | example |\n|---|---|---|---|\n");
        keys.values()
                .forEach(key -> text.append("| `")
                        .append(key.path())
                        .append("` | ")
                        .append(meaning(key).replace("|", "\\|"))
                        .append(" | ")
                        .append(Values.expected(key)
                                .replaceAll(", for instance.*", "")
                                .replace("|", "\\|"))
                        .append(" | `")
                        .append(Values.example(key).replaceAll(" or .*", ""))
                        .append("` |\n"));
        return text.toString();
    }

    private static String meaning(KeyPath path) {
        Optional<Key> annotation = path.key();
        if (annotation.isEmpty()) {
            return Values.expected(path);
        }
        Key key = annotation.get();
        StringBuilder words = new StringBuilder(key.value());
        if (!key.symbol().isEmpty()) {
            words.append(" (").append(key.symbol()).append(" in the paper)");
        }
        if (!key.unit().isEmpty()) {
            words.append(", ").append(key.unit());
        }
        if (key.among().length > 0) {
            words.append("; one of ").append(String.join(", ", key.among()));
        }
        String bounds = Checks.bounds(key);
        if (!bounds.isEmpty()) {
            words.append("; ").append(bounds);
        }
        if (!key.empty().isEmpty()) {
            words.append("; empty: ").append(key.empty());
        }
        return words.toString();
    }
}
