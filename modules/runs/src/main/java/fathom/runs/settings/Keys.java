package fathom.runs.settings;

import fathom.runs.Quoted;
import fathom.runs.UserError;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys of a settings record, those of nested records with dots, and which of them a user means. */
final class Keys {

    private Keys() {}

    /**
     * One key.
     *
     * @param path its whole name, such as {@code lazy.depths}
     * @param component of the innermost record
     */
    record KeyPath(String path, RecordComponent component) {

        Optional<Key> key() {
            return Optional.ofNullable(component.getAnnotation(Key.class));
        }
    }

    static Map<String, KeyPath> of(Class<?> type) {
        Map<String, KeyPath> keys = new LinkedHashMap<>();
        add("", type, keys);
        return keys;
    }

    private static void add(String prefix, Class<?> type, Map<String, KeyPath> keys) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = prefix + component.getName();
            if (component.getType().isRecord()) {
                add(path + ".", component.getType(), keys);
            } else {
                keys.put(path, new KeyPath(path, component));
            }
        }
    }

    /** The key of that name: exactly, or by the name of an earlier version, or else in another spelling. */
    static KeyPath find(String name, Map<String, KeyPath> keys) {
        if (keys.containsKey(name)) {
            return keys.get(name);
        }
        return Stream.of(former(name, keys), alike(name, keys))
                .filter(found -> found.size() == 1)
                .map(List::getFirst)
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "unknown key \"" + Quoted.of(name) + "\"; " + Nearest.clause(name, keys.keySet())));
    }

    private static List<KeyPath> former(String name, Map<String, KeyPath> keys) {
        return keys.values().stream()
                .filter(key ->
                        key.key().isPresent() && List.of(key.key().get().was()).contains(name))
                .toList();
    }

    private static List<KeyPath> alike(String name, Map<String, KeyPath> keys) {
        return keys.values().stream()
                .filter(key -> plain(key.path()).equals(plain(name)))
                .toList();
    }

    private static String plain(String key) {
        return key.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "").replace(".", "");
    }
}
